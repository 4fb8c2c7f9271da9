"""More sheets that outlive a lock: facts, plans, reasons, answers to be seen, snippets."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from evenings import AT, Evening
from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.disclosures import Way
from practicenotes.domain.letters import Consent
from practicenotes.domain.notes import NoteState
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.domain.unfinished import Mark
from practicenotes.records import (
    attachments,
    cards,
    disclosures,
    letterheads,
    letters,
    measures,
    notes,
    sessions,
    settings,
)
from practicenotes.records import snippets as record_snippets
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import snippets as private_snippets
from practicenotes.reflections import unfinished as of_private
from practicenotes.ui.clients.plan import PlanDialog
from practicenotes.ui.files.asking import NewFileDialog
from practicenotes.ui.letterhead.dialog import LetterheadDialog
from practicenotes.ui.measures.asking import ErrorDialog, SeenDialog
from practicenotes.ui.session.reason import ReasonDialog
from practicenotes.ui.session.record_facts import FactsDialog
from practicenotes.ui.session.record_reading import Reading
from practicenotes.ui.vocabulary.snippets_sheet import SnippetsSheet
from practicenotes.ui.widgets.dialog import FormDialog
from practicenotes.ui.window import Window


DAY = datetime(2025, 11, 11, 13, 0)


def another_session(evening: Evening, starts_at: datetime = DAY) -> SessionId:
    """Hold a session, and return its id."""
    held = Session(SessionId(""), evening.client, starts_at, attendance=Attendance.ATTENDED)
    return evening.vault.record.run(sessions.add, held, AT)


def test_the_facts_of_a_session_come_back(evening: Evening) -> None:
    """What was asked about risk stands in the sheet again, and the session says nothing of it."""
    evening.show_session()
    evening.desk.session.record.head.facts.edit_wanted.emit()
    form = evening.sheet(FactsDialog).form
    evening.qtbot.keyClicks(form.field("risk"), "asked: thoughts, no")
    form.set_values({"time": time(14, 30)})

    evening.begin_anew()
    dialog = evening.returned(FactsDialog)

    given = dialog.session()
    assert (given.risk, given.starts_at.hour) == ("asked: thoughts, no", 14)
    assert evening.vault.record.run(sessions.get, evening.session).risk == ""
    dialog.main.click()
    evening.until(lambda: evening.vault.record.run(sessions.get, evening.session).risk)
    assert evening.vault.record.run(of_record.standing) is None


def test_the_facts_come_back_on_a_note_of_its_own_page(evening: Evening) -> None:
    """Begun beside a second note of the hour, the sheet stands on that note's page again."""
    record = evening.vault.record
    form = catalog.note_template("contact")
    beside = record.run(notes.begin_another, evening.client, evening.session, form, AT)
    evening.desk.notes.open(beside.id)
    page = evening.desk.notes.page
    evening.until(lambda: page.note_id == beside.id)
    page.record.head.facts.edit_wanted.emit()
    evening.qtbot.keyClicks(evening.sheet(FactsDialog).form.field("risk"), "asked")

    evening.begin_anew()

    assert evening.returned(FactsDialog).form.values()["risk"] == "asked"
    assert evening.desk.notes.page.note_id == beside.id


def test_a_planned_session_comes_back_and_is_in_no_diary(evening: Evening) -> None:
    """The client, the time and the place stand there as they were chosen."""
    before = evening.vault.record.run(sessions.of_client, evening.client)
    evening.desk.clients.plan(evening.client)
    form = evening.sheet(PlanDialog).form
    form.set_values({"time": time(7, 10)})
    evening.qtbot.keyClicks(form.field("place"), "the small room")

    evening.begin_anew()
    dialog = evening.returned(PlanDialog)

    given = dialog.given()
    assert (given.client_id, given.place) == (evening.client, "the small room")
    assert (given.starts_at.hour, given.starts_at.minute) == (7, 10)
    assert evening.vault.record.run(sessions.of_client, evening.client) == before
    dialog.main.click()
    evening.until(
        lambda: len(evening.vault.record.run(sessions.of_client, evening.client)) > len(before)
    )


def test_a_change_of_a_planned_session_comes_back(evening: Evening) -> None:
    """It is about the same session, which stays as it was."""
    planned = Session(SessionId(""), evening.client, datetime(2030, 1, 7, 9, 0), place="Room 2")
    session_id = evening.vault.record.run(sessions.add, planned, AT)
    session = evening.vault.record.run(sessions.get, session_id)
    evening.desk.clients.planning.change(session)
    field: Any = evening.sheet(PlanDialog).form.field("place")
    field.selectAll()
    evening.qtbot.keyClicks(field, "by video")

    evening.lock()
    given = evening.returned(PlanDialog).given()

    assert (given.id, given.place) == (session_id, "by video")
    assert evening.vault.record.run(sessions.get, session_id).place == "Room 2"


def test_the_reason_for_a_withdrawal_comes_back(evening: Evening) -> None:
    """The signature stands; the sheet with half its reason stands over the same note."""
    evening.vault.record.run(settings.put, known.WITHDRAW_HOURS, 168)
    note_id = evening.draft()
    evening.vault.record.run(notes.sign, note_id, datetime.now(UTC))
    evening.desk.session.record.signing.withdraw()
    form = evening.sheet(ReasonDialog).form
    evening.qtbot.keyClicks(form.field("reason"), "The plan belongs to")

    evening.lock()
    dialog = evening.returned(ReasonDialog)

    assert dialog.reason == "The plan belongs to"
    assert evening.vault.record.run(notes.get, note_id).state is NoteState.SIGNED
    dialog.main.click()
    evening.until(lambda: evening.vault.record.run(notes.get, note_id).state is NoteState.DRAFT)
    (withdrawn,) = evening.vault.record.run(notes.get, note_id).withdrawals
    assert withdrawn.reason == "The plan belongs to"


def test_the_reason_for_an_error_comes_back(evening: Evening) -> None:
    """Nothing is entered in error by a lock, nor by the program that begins anew."""
    evening.show_session()
    note_id = evening.desk.session.record.note.id
    evening.desk.session.record.signing.enter_in_error()
    form = evening.sheet(ReasonDialog).form
    evening.qtbot.keyClicks(form.field("reason"), "It is about")

    evening.begin_anew()
    dialog = evening.returned(ReasonDialog)

    assert dialog.reason == "It is about"
    assert dialog.main.isEnabled()
    assert evening.vault.record.run(notes.get, note_id).state is NoteState.SIGNED


def test_why_a_form_and_a_card_are_an_error_comes_back(evening: Evening) -> None:
    """Neither is in error yet; each reason is in the store of the record, and its sheet is open."""
    record, phq = evening.vault.record, catalog.measure("phq9")
    result = record.run(measures.file, evening.client, phq, (1,) * 9, DAY.date(), AT)
    evening.show_measures()
    evening.until(lambda: evening.desk.measures.course.measure)
    evening.desk.measures.course.error_wanted.emit(result)
    evening.sheet(ErrorDialog).form.set_values({"reason": "the wrong"})

    evening.begin_anew()
    form = evening.returned(ErrorDialog)
    assert form.reason == "the wrong"
    assert evening.vault.record.run(measures.withdrawn, evening.client) == ()
    form.main.click()
    evening.until(lambda: evening.vault.record.run(measures.withdrawn, evening.client))
    evening.until(lambda: not evening.sheets(ErrorDialog))

    evening.desk.cards.ask_why_again(evening.card)
    evening.sheet(ReasonDialog).form.set_values({"reason": "not hers"})
    evening.begin_anew()
    card = evening.returned(ReasonDialog)
    assert card.reason == "not hers"
    card.main.click()
    evening.until(lambda: evening.vault.record.run(cards.get, evening.card).why == "not hers")


def test_an_answer_that_is_looked_at_while_signing_comes_back(evening: Evening) -> None:
    """What was asked and said stands there; the answer is not acknowledged, the note no more."""
    note_id = evening.draft()
    phq, answers = catalog.measure("phq9"), (0, 0, 0, 0, 0, 0, 0, 0, 2)
    filed = evening.vault.record.run(measures.file, evening.client, phq, answers, DAY.date(), AT)
    evening.desk.session.record.signing.ask_unseen()
    form = evening.sheet(SeenDialog).form
    evening.qtbot.keyClicks(form.field("words"), "asked; he says")

    evening.begin_anew()
    dialog = evening.returned(SeenDialog)

    assert dialog.form.values()["words"] == "asked; he says"
    assert evening.desk.session.record.note.id == note_id
    assert evening.vault.record.run(measures.get, filed.id).acknowledged == ()
    dialog.main.click()
    evening.until(lambda: evening.vault.record.run(measures.get, filed.id).acknowledged)
    reading = evening.sheet(Reading)
    assert evening.vault.record.run(notes.get, note_id).state is NoteState.DRAFT
    reading.reject()


def test_why_a_note_is_late_comes_back_and_signs_nothing(evening: Evening) -> None:
    """The reading opens with the reason that was typed; what was ticked is asked for anew."""
    session = another_session(evening, datetime(2025, 7, 1, 9, 0))
    record = evening.vault.record
    record.run(sessions.begin_now, evening.client, DAY, AT)
    note = record.run(notes.begin, session, catalog.note_template("dap"), AT)
    record.run(notes.save, note.id, {"data": "He came."}, AT)
    evening.desk.show_session(session)
    page = evening.desk.session
    evening.until(lambda: page.record.is_open and page.record.note.id == note.id)
    page.sign()
    reading = evening.sheet(Reading)
    evening.qtbot.keyClicks(reading.questions.why_late, "I was ill")

    evening.lock()
    reading = evening.returned(Reading)

    assert reading.questions.why_late.text() == "I was ill"
    assert evening.vault.record.run(notes.get, note.id).state is NoteState.DRAFT
    reading.main.click()
    evening.until(lambda: evening.vault.record.run(notes.get, note.id).state is NoteState.SIGNED)
    assert evening.vault.record.run(of_record.standing) is None


def test_a_letterhead_comes_back_and_heads_no_letter(evening: Evening) -> None:
    """The lines stand in the sheet, which is open again on the page of the practice."""
    evening.desk.practice.letterhead.ask()
    form = evening.sheet(LetterheadDialog).form
    evening.qtbot.keyClicks(form.field("registrations"), "UKCP 0815")

    evening.begin_anew()
    dialog = evening.returned(LetterheadDialog)

    assert dialog.given().registrations == ("UKCP 0815",)
    assert evening.vault.record.run(letterheads.get).registrations == ()
    dialog.main.click()
    evening.until(lambda: evening.vault.record.run(letterheads.get).registrations)
    assert evening.vault.record.run(of_record.standing) is None


def show_snippets(evening: Evening, *, private: bool) -> SnippetsSheet:
    """Open the snippets of one side, as the card on the page of the practice does."""
    window = evening.program.front
    assert isinstance(window, Window)
    window.show_page(evening.desk.practice)
    vocabulary = evening.desk.vocabulary
    side = vocabulary.private if private else vocabulary.record
    SnippetsSheet(side, evening.desk.practice, private=private).show_sheet()
    return evening.sheet(SnippetsSheet)


def test_a_half_written_snippet_comes_back(evening: Evening) -> None:
    """Key and words stand in the sheet of the record, which is open again; none is kept yet."""
    form = show_snippets(evening, private=False).form
    evening.qtbot.keyClicks(form.field("key"), "sleep")
    evening.qtbot.keyClicks(form.field("words"), "Slept {how long?} hours, and")

    evening.lock()
    sheet = evening.returned(SnippetsSheet)

    typed = sheet.form.values()
    assert (typed["key"], typed["words"]) == ("sleep", "Slept {how long?} hours, and")
    assert evening.vault.record.run(record_snippets.every) == ()
    assert evening.vault.private.run(of_private.standing) is None
    sheet.keep.click()
    evening.until(lambda: evening.vault.record.run(record_snippets.every))
    evening.until(lambda: not sheet.returned.isVisible())
    assert evening.vault.record.run(of_record.find, Mark("snippets", ("",))) is None


def test_a_snippet_of_the_private_side_waits_in_its_store(evening: Evening) -> None:
    """Put aside by Esc, it comes back with the private sheet and never with the other."""
    form = show_snippets(evening, private=True).form
    evening.qtbot.keyClicks(form.field("words"), "I felt hurried when")
    sheet = evening.sheets(SnippetsSheet)[0]
    evening.qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    evening.lock()
    assert evening.sheets(SnippetsSheet) == []
    assert evening.vault.record.run(of_record.find, Mark("snippets", ("",))) is None
    other = show_snippets(evening, private=False)
    assert other.form.values()["words"] == ""
    other.reject()
    show_snippets(evening, private=True)

    assert evening.returned(SnippetsSheet).form.values()["words"] == "I felt hurried when"
    assert evening.vault.private.run(private_snippets.every) == ()


def test_a_file_that_is_being_added_comes_back(evening: Evening, tmp_path: Path) -> None:
    """It is read anew and asked about in the words that stood there, or waits if it is gone."""
    file = tmp_path / "letter.txt"
    file.write_text("From the clinic.")
    evening.desk.files.adding.take(evening.client, evening.session, [file])
    form = evening.sheet(NewFileDialog).form
    evening.qtbot.keyClicks(form.field("words"), "what the clinic says")

    evening.begin_anew()
    dialog = evening.returned(NewFileDialog)
    evening.until(lambda: dialog.form.values()["words"] == "what the clinic says")
    assert evening.vault.record.run(attachments.of_client, evening.client) == ()

    file.unlink()
    evening.begin_anew()
    evening.until(lambda: evening.vault.record.run(of_record.standing) is None)

    file.write_text("From the clinic.")
    evening.desk.files.adding.take(evening.client, evening.session, [file])
    dialog = evening.returned(NewFileDialog)
    assert dialog.form.values()["words"] == "what the clinic says"
    dialog.main.click()
    evening.until(lambda: evening.vault.record.run(attachments.of_client, evening.client))
    assert evening.vault.record.run(of_record.standing) is None


def test_how_a_letter_went_comes_back(evening: Evening) -> None:
    """The day and the way stand in the sheet again, over the letters; nothing is entered yet."""
    record = evening.vault.record
    begun = record.run(
        letters.begin, evening.client, catalog.letter_kind("progress"), AT.date(), AT
    )
    consent = Consent(AT.date(), "in session", "dates and focus")
    told = replace(begun, recipient="Dr A. Moss", subject="", greeting="", closing="Yours")
    record.run(letters.save, replace(told, paragraphs=(), consent=consent), AT)
    record.run(letters.approve, begun.id, b"%PDF-1.7 pages", AT)
    shelf = evening.desk.letter_shelf
    evening.desk.show_client(evening.client)
    evening.desk.clients.page.choose_tab("letters")
    evening.until(lambda: shelf.left)
    shelf.left[0].sent.click()
    evening.sheet(FormDialog).form.set_values({"sent_on": date(2025, 8, 3), "way": Way.BY_HAND})

    evening.lock()
    dialog = evening.returned(FormDialog)

    assert dialog.form.values() == {"sent_on": date(2025, 8, 3), "way": Way.BY_HAND}
    assert evening.vault.record.run(disclosures.of_client, evening.client)[0].sent == ""
    dialog.main.click()
    went = "sent on 3 August 2025, by hand"
    evening.until(
        lambda: evening.vault.record.run(disclosures.of_client, evening.client)[0].sent == went
    )
