"""What stands in an open sheet outlives a lock: it is there again, and nothing was handed in."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from evenings import AT, Evening
from practicenotes import catalog
from practicenotes.domain.people import NewClient
from practicenotes.domain.unfinished import Mark
from practicenotes.records import cards, clients, goals, measures, notes, sessions
from practicenotes.records import hours as logged
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import episodes, guesses, hypotheses, sayings, supervision
from practicenotes.reflections import unfinished as of_private
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.cards.guessing import GuessDialog
from practicenotes.ui.cards.typing import TypeCardDialog
from practicenotes.ui.clients.edit import ClientDialog
from practicenotes.ui.clients.frame import FrameDialog
from practicenotes.ui.measures import form_acts, goal_acts
from practicenotes.ui.measures.asking import GoalDialog
from practicenotes.ui.measures.fill import FillDialog
from practicenotes.ui.session.private_flagging import FlagDialog
from practicenotes.ui.session.private_moment import MomentDialog
from practicenotes.ui.session.record_addenda import AddendumDialog
from practicenotes.ui.supervision.hours import HourDialog
from practicenotes.ui.thoughts.dialog import LineDialog
from practicenotes.ui.unlock import SAVED
from practicenotes.ui.widgets.sheet import LATER, THROW_AWAY, Sheet
from practicenotes.ui.window import Window


WORDS = "Sleep six hours, and wake without"


def _goal(evening: Evening) -> GoalDialog:
    """Begin a goal, with some words in it."""
    evening.show_measures()
    evening.desk.measures.goals.add_wanted.emit()
    dialog = evening.sheet(GoalDialog)
    evening.qtbot.keyClicks(dialog.form.field("text"), WORDS)
    return dialog


def _button(sheet: Sheet, words: str) -> QPushButton:
    return next(b for b in sheet.findChildren(QPushButton) if b.text() == words)


# --- each sheet comes back ---------------------------------------------------------------------


def test_a_goal_comes_back_after_a_lock(evening: Evening) -> None:
    """The same page, the sheet open over it, every word in it; the record has no goal yet."""
    _goal(evening)

    evening.lock()
    dialog = evening.returned(GoalDialog)

    assert evening.desk.clients.page.tab == "measures"
    assert dialog.form.values()["text"] == WORDS
    assert evening.vault.record.run(goals.of_client, evening.client) == ()
    dialog.main.click()
    evening.until(lambda: evening.vault.record.run(goals.of_client, evening.client))
    evening.lock()
    evening.until(lambda: evening.desk.measures._overview)
    assert evening.sheets(GoalDialog) == []


def test_a_lock_says_that_all_is_saved(evening: Evening) -> None:
    """A sheet that is open leaves nothing behind the prompt."""
    _goal(evening)

    evening.lock(at_once=False)

    front = evening.program.front
    assert front
    said = [widget.accessibleName() for widget in front.findChildren(QWidget)]
    assert SAVED in said


def test_a_goal_comes_back_after_the_program_was_begun_anew(evening: Evening) -> None:
    """Where the place is not known, the sheet brings its page along."""
    _goal(evening)

    evening.begin_anew()
    dialog = evening.returned(GoalDialog)

    assert evening.desk.clients.page.tab == "measures"
    assert dialog.form.values()["text"] == WORDS


def test_a_day_that_names_none_comes_back_as_it_was_written(evening: Evening) -> None:
    """Not even a slip of the pen is lost."""
    dialog = _goal(evening)
    day: Any = dialog.form.field("on")
    day.selectAll()
    evening.qtbot.keyClicks(day, "the ninth of")

    evening.lock()

    back: Any = evening.returned(GoalDialog).form.field("on")
    assert back.text() == "the ninth of"


def test_a_form_comes_back_with_its_answers(evening: Evening) -> None:
    """What the client had answered by then stands there; nothing is filed."""
    evening.show_measures()
    evening.desk.measures.listed.chosen.emit("phq9")
    evening.desk.measures.course.fill_wanted.emit()
    dialog = evening.sheet(FillDialog)
    for question in dialog.questions[:4]:
        question.radio(2).click()

    evening.lock()
    dialog = evening.returned(FillDialog)

    assert dialog.answers[:5] == (2, 2, 2, 2, None)
    assert evening.vault.record.run(measures.of_client, evening.client) == ()


def test_a_typed_card_comes_back(evening: Evening) -> None:
    """Session, day, lines and the client's own words stand there as they were typed."""
    evening.desk.show_client(evening.client)
    evening.desk.cards.take(CardAct.TYPE_IN, evening.client)
    dialog = evening.sheet(TypeCardDialog)
    dialog.lines.scales["trust_safety"].button(4).click()
    dialog.form.field("session").setCurrentIndex(1)  # type: ignore[attr-defined]
    evening.qtbot.keyClicks(dialog.comment, "It was quiet.")

    evening.lock()
    typed = evening.returned(TypeCardDialog).typed()

    assert (typed.answer("trust_safety"), typed.comment) == (4, "It was quiet.")
    assert typed.session_id is None
    assert len(evening.vault.record.run(cards.of_client, evening.client)) == 1


def test_a_card_that_was_corrected_comes_back(evening: Evening) -> None:
    """It is the same card, with what was corrected by then."""
    evening.desk.cards.type_again(evening.client, evening.card)
    dialog = evening.sheet(TypeCardDialog)
    evening.qtbot.keyClicks(dialog.comment, "Slow.")

    evening.lock()
    dialog = evening.returned(TypeCardDialog)

    assert (dialog.card.id, dialog.typed().comment) == (evening.card, "Slow.")


def test_a_guess_comes_back_and_the_card_stays_closed(evening: Evening) -> None:
    """What was guessed stands there; the card's answers were not seen meanwhile."""
    evening.desk.cards.open(evening.card)
    dialog = evening.sheet(GuessDialog)
    dialog.lines.scales["trust_safety"].button(9).click()
    evening.qtbot.keyClicks(dialog.words, "Wary.")

    evening.lock()
    dialog = evening.returned(GuessDialog)

    assert dialog.guess().answers == (("trust_safety", 9),)
    assert dialog.guess().words == "Wary."
    assert evening.vault.private.run(guesses.of_card, evening.card) is None


def test_a_line_of_the_log_comes_back(evening: Evening) -> None:
    """The section and the sheet stand there, and the log has no line yet."""
    assert isinstance(evening.program.front, Window)
    evening.program.front.show_page(evening.desk.supervision)
    evening.desk.supervision.choose_tab("hours")
    evening.desk.supervision.hours.begin()
    evening.qtbot.keyClicks(evening.sheet(HourDialog).form.field("with_whom"), "H. Abernathy")

    evening.lock()
    dialog = evening.returned(HourDialog)

    assert dialog.form.values()["with_whom"] == "H. Abernathy"
    assert evening.vault.record.run(logged.every) == ()


def test_something_about_the_frame_comes_back(evening: Evening) -> None:
    """Kind and words stand there, and nothing is noted."""
    evening.desk.show_client(evening.client)
    evening.desk.clients.framing.begin(evening.client)
    dialog = evening.sheet(FrameDialog)
    dialog.form.field("kind").setCurrentIndex(3)  # type: ignore[attr-defined]
    evening.qtbot.keyClicks(dialog.form.field("words"), "A jar of honey.")
    kind = dialog.given().kind

    evening.lock()
    given = evening.returned(FrameDialog).given()

    assert (given.kind, given.words) == (kind, "A jar of honey.")
    assert evening.vault.record.run(sessions.frame_of, evening.client) == ()


def test_a_new_client_comes_back_with_everyone(evening: Evening) -> None:
    """A file that was about to be made is asked for again, with each person in it."""
    evening.desk.new_client()
    dialog = evening.sheet(ClientDialog)
    evening.qtbot.keyClicks(dialog.form.field("code_name"), "Wren and Lark")
    evening.qtbot.keyClicks(dialog.form.field("name0"), "Ann Holt")
    _button(dialog, "Add a person").click()
    evening.qtbot.keyClicks(dialog.form.field("name1"), "Ben Holt")

    evening.lock()
    given = evening.returned(ClientDialog).given()

    assert (given.code_name, [person.name for person in given.people]) == (
        "Wren and Lark",
        ["Ann Holt", "Ben Holt"],
    )


def test_a_client_file_that_was_changed_comes_back(evening: Evening) -> None:
    """A name that is refused lets her go on; what she wrote outlives a lock; the file is as was."""
    evening.vault.record.run(clients.add, NewClient("Moss"), AT)
    evening.desk.show_client(evening.client)
    evening.desk.clients.edit_again(evening.client)
    dialog = evening.sheet(ClientDialog)
    dialog.form.set_values({"code_name": "Moss"})
    dialog.main.click()
    evening.until(dialog.main.isEnabled)
    evening.qtbot.keyClicks(dialog.form.field("medication"), "none")

    evening.lock()
    given = evening.returned(ClientDialog).given()

    assert (given.code_name, given.medication) == ("Moss", "none")
    assert evening.vault.record.run(clients.get, evening.client).code_name == "Heron"


def test_an_addendum_comes_back(evening: Evening) -> None:
    """The session, the sheet over it, and the note as it was signed."""
    evening.show_session()
    evening.desk.session.sign()
    dialog = evening.sheet(AddendumDialog)
    evening.qtbot.keyClicks(dialog.form.field("reason"), "Asked for.")
    evening.qtbot.keyClicks(dialog.form.field("text"), "He rang in the")

    evening.lock()
    dialog = evening.returned(AddendumDialog)

    typed = dialog.form.values()
    assert (typed["reason"], typed["text"]) == ("Asked for.", "He rang in the")
    assert dialog.main.isEnabled()
    (note,) = evening.vault.record.run(notes.of_client, evening.client)
    assert note.addenda == ()


def test_an_addendum_to_a_note_of_no_session_comes_back(evening: Evening) -> None:
    """The sheet opens over the page of that note, wherever the therapist is led back to."""
    record = evening.vault.record
    form = catalog.note_template("contact")
    alone = record.run(notes.begin_another, evening.client, None, form, AT)
    first = form.sections[0].id
    record.run(notes.save, alone.id, {first: "She rang about Thursday."}, AT)
    record.run(notes.sign, alone.id, AT)
    evening.desk.notes.open(alone.id)
    evening.until(lambda: evening.desk.notes.page.note_id == alone.id)
    evening.desk.notes.page.sign()
    dialog = evening.sheet(AddendumDialog)
    evening.qtbot.keyClicks(dialog.form.field("text"), "And again at noon")

    evening.begin_anew()
    back = evening.returned(AddendumDialog)
    assert back.form.values()["text"] == "And again at noon"
    assert evening.desk.notes.page.note_id == alone.id
    assert evening.vault.record.run(notes.get, alone.id).addenda == ()


def test_a_passage_on_its_way_to_supervision_comes_back(evening: Evening) -> None:
    """The passage that was chosen and the question so far stand there."""
    evening.show_session()
    free = evening.desk.session.private.free
    free.setPlainText("A long silence. Then he laughed.")
    evening.desk.session.private.flagging.ask()
    dialog = evening.sheet(FlagDialog)
    dialog.passage = "A long silence."
    evening.qtbot.keyClicks(dialog.question, "What did I")

    evening.begin_anew()
    dialog = evening.returned(FlagDialog)

    assert (dialog.passage, dialog.question.text()) == ("A long silence.", "What did I")
    assert evening.vault.private.run(supervision.every) == ()


def test_a_moment_without_a_sign_comes_back(evening: Evening) -> None:
    """Words without a tick are words; the sheet stands there, and no moment is kept."""
    evening.show_session()
    evening.desk.session.private.strain.add.click()
    dialog = evening.sheet(MomentDialog)
    evening.qtbot.keyClicks(dialog.form.field("my_part"), "I hurried.")
    dialog.tried["r_own"].click()

    evening.lock()
    dialog = evening.returned(MomentDialog)

    assert dialog.form.values()["my_part"] == "I hurried."
    assert dialog.tried["r_own"].isChecked()
    assert not dialog.main.isEnabled()
    assert evening.vault.private.run(episodes.of_client, evening.client) == ()


# --- put aside, thrown away, handed in ----------------------------------------------------------


@pytest.mark.parametrize("kind", ["hypotheses", "sayings"])
def test_a_line_of_thoughts_comes_back(evening: Evening, kind: str) -> None:
    """Whatever was typed of it stands there again where it was begun, and not in the ledger."""
    evening.desk.show_client(evening.client)
    evening.desk.clients.page.choose_tab("thoughts")
    evening.until(lambda: evening.desk.thoughts._client_id)
    getattr(evening.desk.thoughts, kind).ledger.add.click()
    sheet = evening.sheet(LineDialog)
    name = "words" if kind == "sayings" else list(sheet.form.values())[1]
    evening.qtbot.keyClicks(sheet.form.field(name), WORDS)
    evening.lock()

    back = evening.returned(LineDialog)
    assert back.form.values()[name] == WORDS
    assert evening.vault.private.run(sayings.of_client, evening.client) == ()
    assert evening.vault.private.run(hypotheses.of_client, evening.client) == ()


def test_esc_puts_a_returned_sheet_aside(evening: Evening) -> None:
    """It does not open by itself any more; the same act brings it back with its words."""
    _goal(evening)
    evening.lock()
    dialog = evening.returned(GoalDialog)
    assert dialog.back.text() == LATER

    evening.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    evening.lock()
    evening.show_measures()
    assert evening.sheets(GoalDialog) == []
    evening.desk.measures.goals.add_wanted.emit()

    assert evening.returned(GoalDialog).form.values()["text"] == WORDS


def test_only_she_throws_a_returned_sheet_away(evening: Evening) -> None:
    """One button does it, and nothing of it is left in the store."""
    _goal(evening)
    evening.lock()

    _button(evening.returned(GoalDialog), THROW_AWAY).click()
    evening.until(lambda: not evening.desk.has_unsaved and not evening.sheets(GoalDialog))

    mark = Mark(goal_acts.SHEET, (evening.client, ""))
    assert evening.vault.record.run(of_record.find, mark) is None


def test_a_sheet_that_is_cancelled_is_gone(evening: Evening) -> None:
    """Cancel on what was opened now is an answer, as it always was."""
    dialog = _goal(evening)
    evening.desk.flush()
    evening.until(lambda: not evening.desk.has_unsaved)

    dialog.back.click()
    evening.lock()
    evening.show_measures()
    evening.desk.measures.goals.add_wanted.emit()

    assert evening.sheet(GoalDialog).form.values()["text"] == ""


def test_what_is_typed_is_kept_without_a_lock(evening: Evening) -> None:
    """A moment after the last key the store has it: a program that is killed loses no more."""
    _goal(evening)
    mark = Mark(goal_acts.SHEET, (evening.client, ""))

    evening.until(lambda: evening.vault.record.run(of_record.find, mark))
    found = evening.vault.record.run(of_record.find, mark)

    assert found
    assert found.words["text"] == WORDS


def test_words_keep_to_their_own_store(evening: Evening) -> None:
    """A sheet of the private side is in the private store alone, and one of the record in it."""
    evening.show_session()
    evening.desk.session.private.strain.add.click()
    evening.qtbot.keyClicks(evening.sheet(MomentDialog).form.field("my_part"), "kanarienvogel")
    evening.program.save()
    private, record = evening.vault.private, evening.vault.record

    assert private.run(of_private.standing)
    assert record.run(of_record.standing) is None
    evening.sheets(MomentDialog)[0].reject()
    _goal(evening)
    evening.program.save()

    kept = private.run(of_private.standing)
    assert kept is None
    assert record.run(of_record.standing)


def test_the_device_and_the_closed_window_hold_none_of_it(evening: Evening, tmp_path: Path) -> None:
    """What was typed is in no file in clear, and in nothing that outlives the lock."""
    _goal(evening)

    evening.lock(at_once=False)

    found = [p for p in tmp_path.rglob("*") if p.is_file() and WORDS.encode() in p.read_bytes()]
    assert found == []
    assert WORDS not in repr(vars(evening.program))


def test_a_form_handed_in_twice_is_filed_once(evening: Evening) -> None:
    """A second press before the answer does nothing, and the kept sheet goes with the first."""
    dialog = _goal(evening)
    dialog.main.click()
    assert not dialog.main.isEnabled()
    evening.qtbot.keyClick(dialog.form.field("text"), Qt.Key.Key_Return)
    evening.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    evening.until(lambda: not evening.sheets(GoalDialog))

    assert len(evening.vault.record.run(goals.of_client, evening.client)) == 1
    mark = Mark(form_acts.SHEET, (evening.client, ""))
    assert evening.vault.record.run(of_record.find, mark) is None
