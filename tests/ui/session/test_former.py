"""A former note stands beside the page, and what is wanted of it is taken over, never in place."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from practicenotes import catalog
from practicenotes.domain.forms import FieldKind, NoteTemplate, Section
from practicenotes.records import carrying, form_shelf, notes, sessions
from practicenotes.records.form_shelf import Incoming
from practicenotes.ui.session.header import FORMER, PRIVATE, RECORD
from practicenotes.ui.session.record_carried import CarriedLine
from practicenotes.ui.session.record_form import NO_ROOM
from practicenotes.ui.session.record_former import DAMAGED, NONE, PASSAGE, WHOLE


CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
PLAN = "Sleep record for one more week. Bring one sentence for Thursday."


@pytest.fixture
def beside(visit: Any) -> Any:
    """Put the former note beside session 11 by its key."""
    visit.press(Qt.Key.Key_O, CTRL_SHIFT)
    visit.until(lambda: visit.page.former.sections)
    return visit


def carried_lines(visit: Any, key: str) -> list[str]:
    """Return what is said beneath a section about words that were carried."""
    sheet = visit.page.record.form._sheets[key]
    return [line.said() for line in sheet.findChildren(CarriedLine) if line.isVisible()]


def empty_words(visit: Any) -> str:
    """Return the sentence that stands where there is nothing to read."""
    return visit.page.former._empty.said()


def _dap() -> Any:
    return catalog.note_template("dap")


def _session_before(db: Any, session_id: Any) -> Any:
    held = sessions.of_client(db, sessions.get(db, session_id).client_id)
    ids = [each.id for each in held]
    return ids[ids.index(session_id) - 1]


def test_it_stands_where_the_private_side_was(beside: Any) -> None:
    """The record stays in sight, the private side does not; the keyboard is on the old words."""
    assert beside.page.record.isVisible()
    assert not beside.page.private.isVisible()
    section = beside.page.former.sections[0]
    assert section.words.text() == PLAN
    assert beside.focus is section.words
    assert "11 November 2025" in beside.page.former._when.said()


def test_the_same_key_puts_it_away(beside: Any) -> None:
    """The private side is back, and writing goes on in the record."""
    beside.press(Qt.Key.Key_O, CTRL_SHIFT)
    assert beside.page.private.isVisible()
    assert not beside.page.former.isVisible()
    assert beside.page.sides.side_of(beside.focus) == RECORD


def test_a_section_goes_behind_what_was_written(beside: Any) -> None:
    """Nothing that stood there changes, one step takes it back, and it is saved."""
    plan = beside.page.record.form.editor("plan")
    beside.type("Mine.", into=plan)
    beside.page.former.sections[0].take.click()

    assert plan.text() == f"Mine.\n\n{PLAN}"
    assert carried_lines(beside, "plan") == [
        "Carried from 11 November, not changed yet: “Sleep record for one more week…”"
    ]
    beside.saved()
    beside.until(lambda: beside.practice.text("plan") == f"Mine.\n\n{PLAN}")

    plan.undo()
    assert plan.text() == "Mine."
    assert carried_lines(beside, "plan") == []


def test_a_passage_is_taken_alone(beside: Any) -> None:
    """Selected words, and no others, go over; the act says which it will be."""
    section = beside.page.former.sections[0]
    assert section.take.text() == WHOLE
    cursor = section.words.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("Sleep record for one more week."), QTextCursor.MoveMode.KeepAnchor)
    section.words.setTextCursor(cursor)
    assert section.take.text() == PASSAGE
    section.take.click()

    plan = beside.page.record.form.editor("plan")
    assert plan.text() == "Sleep record for one more week."


def test_a_passage_keeps_its_marks(visit: Any, clock: Any) -> None:
    """The former note shows bold and items as such; what is chosen of it goes over as Markdown."""
    record = visit.practice.record
    tenth = record.run(notes.of_session, visit.practice.tenth)
    record.run(
        notes.save, tenth.id, {"plan": "He was **very *tired***.\n\n- walk\n- rest"}, clock()
    )
    visit.press(Qt.Key.Key_O, CTRL_SHIFT)
    visit.until(lambda: visit.page.former.sections)
    section = visit.page.former.sections[0]
    assert section.words.text() == "He was very tired.\n•\twalk\n•\trest"
    for words in ("tired", "walk"):
        section.words.setTextCursor(section.words.document().find(words))
        section.take.click()
    section.words.selectAll()
    section.take.click()

    written = "***tired***\n\nwalk\n\nHe was **very *tired***.\n\n- walk\n- rest"
    assert visit.page.record.form.editor("plan").text() == written
    assert len(carried_lines(visit, "plan")[0].splitlines()) == 3


def test_the_mark_goes_when_the_words_are_edited(beside: Any) -> None:
    """A single sign is enough; it holds through a change of session and back."""
    beside.page.former.sections[0].take.click()
    beside.saved()
    beside.open(beside.practice.tenth)
    beside.open(beside.practice.eleventh)
    assert len(carried_lines(beside, "plan")) == 1

    plan = beside.page.record.form.editor("plan")
    plan.moveCursor(QTextCursor.MoveOperation.Start)
    plan.moveCursor(QTextCursor.MoveOperation.Right)
    beside.type("x", into=plan)
    assert carried_lines(beside, "plan") == []


def test_words_without_a_home_go_where_one_was_writing(beside: Any) -> None:
    """A section that this form does not have is taken over at the last place of writing."""
    data = beside.page.record.form.editor("data")
    data.setFocus()
    beside.page.former.sections[0].key = "elsewhere"
    beside.page.former._take("elsewhere", "Walk.")
    assert data.text().endswith("Walk.")
    beside.saved()
    note = beside.practice.note()
    beside.until(lambda: beside.practice.record.run(carrying.of_note, note.id))
    assert beside.practice.record.run(carrying.of_note, note.id)[0].key == "data"


def test_the_last_plan_is_marked_too(visit: Any) -> None:
    """What is copied from beneath the plan is carried as anything else is."""
    visit.page.record.form._last_plan._copy.click()
    assert visit.page.record.form.editor("plan").text() == PLAN
    assert len(carried_lines(visit, "plan")) == 1


def test_one_goes_back_through_all_former_notes(visit: Any, clock: Any) -> None:
    """Alt+Page Up leads to an earlier note, Alt+Page Down back, and both end."""
    ninth = visit.practice.record.run(_session_before, visit.practice.tenth)
    begun = visit.practice.record.run(notes.begin, ninth, _dap(), clock())
    visit.practice.record.run(notes.save, begun.id, {"plan": "Earlier."}, clock())
    visit.press(Qt.Key.Key_O, CTRL_SHIFT)
    visit.until(lambda: visit.page.former.sections)
    former = visit.page.former
    assert not former.later.isEnabled()

    visit.press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    visit.until(lambda: former.sections and former.sections[0].words.text() == "Earlier.")
    assert not former.earlier.isEnabled()
    visit.page.former.focus_first()
    visit.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    visit.until(lambda: former.sections and former.sections[0].words.text() == PLAN)


def test_without_a_former_note_one_sentence_says_so(visit: Any) -> None:
    """There is nothing to take, and the keyboard is where it can be put away."""
    visit.open(visit.practice.tenth)
    visit.press(Qt.Key.Key_O, CTRL_SHIFT)
    visit.until(lambda: empty_words(visit) == NONE)
    assert visit.page.former.sections == ()


def test_a_damaged_note_gives_nothing(visit: Any) -> None:
    """One sentence says why, and its words are not shown as if they were sound."""
    statement = "UPDATE note_section SET body = 'Forged.' WHERE body LIKE 'Sleep record%'"
    visit.practice.record.on_connection(lambda c: c.exec_driver_sql(statement))
    visit.press(Qt.Key.Key_O, CTRL_SHIFT)
    visit.until(lambda: empty_words(visit) == DAMAGED)
    assert visit.page.former.sections == ()


def test_a_damaged_head_of_a_note_leaves_the_others(visit: Any) -> None:
    """One whose row no longer fits its mark is passed over, and that is no error."""
    statement = "UPDATE note SET begun_at = 'once' WHERE summary LIKE 'Sleep record%'"
    visit.practice.record.on_connection(lambda c: c.exec_driver_sql(statement))
    visit.press(Qt.Key.Key_O, CTRL_SHIFT)
    visit.until(lambda: empty_words(visit) == NONE)


def test_a_form_of_filled_days_has_no_room_and_says_so(visit: Any) -> None:
    """One sentence; the day stays as it was, nothing is remembered as carried."""
    day = Section("day", "Day", "When?", FieldKind.DATE)
    form = NoteTemplate("days", 1, "Days", "Only days.", (day,))
    visit.practice.record.run(form_shelf.take_in, form, Incoming.ASK, visit.page._now())
    visit.open(visit.practice.tenth)
    visit.open(visit.practice.eleventh)
    visit.page.record._change_form("days")
    visit.until(lambda: visit.page.record.note.template_id == "days")
    answer = visit.page.record.form.answer("day")
    visit.type("18 November 2025", into=answer.editor)
    visit.saved()
    visit.press(Qt.Key.Key_O, CTRL_SHIFT)
    visit.until(lambda: visit.page.former.sections)

    visit.page.former.sections[0].take.click()
    visit.saved()

    notice = visit.page.record.form.no_room
    assert notice.isVisible()
    assert notice.said() == NO_ROOM
    assert answer.text() == "18 November 2025"
    assert visit.practice.record.run(carrying.of_note, visit.page.record.note.id) == ()

    answer.editor.clear()
    visit.page.former.sections[0].take.click()
    assert not notice.isVisible()
    assert answer.text() == PLAN


def test_the_sentence_goes_with_the_form(visit: Any) -> None:
    """In a form that has room it is not said any more."""
    visit.page.record.form.no_room.say(NO_ROOM)
    visit.page.record._change_form("soap")
    visit.until(lambda: visit.page.record.note.template_id == "soap")

    assert not visit.page.record.form.no_room.isVisible()


def test_a_small_window_shows_it_alone(visit: Any) -> None:
    """F6 leads from it to the record and back; the private side comes with its own switch."""
    visit.page.resize(800, 644)
    visit.press(Qt.Key.Key_O, CTRL_SHIFT)
    visit.until(lambda: visit.page.former.sections)
    assert visit.page.former.isVisible()
    assert not visit.page.record.isVisible()

    visit.press(Qt.Key.Key_F6)
    assert visit.page.record.isVisible()
    visit.press(Qt.Key.Key_F6)
    assert visit.page.former.isVisible()
    visit.page.sides.go_to(PRIVATE)
    assert visit.page.sides.other == PRIVATE
    assert not visit.page.former.isVisible()


def test_signing_and_another_session_put_it_away(beside: Any) -> None:
    """Beside a note that can no longer be written it has no use."""
    beside.open(beside.practice.tenth)
    assert beside.page.sides.other == PRIVATE
    beside.open(beside.practice.eleventh)
    assert beside.page.sides.other != FORMER


def test_everything_in_it_has_a_name(beside: Any, unnamed: Any) -> None:
    """A screen reader can tell every stop of the pane."""
    assert unnamed(beside.page.former) == []
    stops: list[QWidget] = [s.words for s in beside.page.former.sections]
    assert all("former note" in stop.accessibleName() for stop in stops)


@pytest.mark.parametrize(
    "words",
    [
        "היא אמרה: „די”.\n\nשורה שנייה.",
        "彼は静かだった。\n- 眠れた",
        "👩‍👧 came; she said “é” and “e\u0301”.",
        "\U0001f600" * 40,
        "- one\n  - two\n\n# Three\n**four**",
    ],
)
def test_words_of_any_script_are_taken_over_as_they_are(visit: Any, words: str, clock: Any) -> None:
    """Not a sign is lost or changed on the way from one note to the other."""
    tenth = visit.practice.record.run(notes.of_session, visit.practice.tenth)
    visit.practice.record.run(notes.save, tenth.id, {"plan": words}, clock())
    visit.press(Qt.Key.Key_O, CTRL_SHIFT)
    visit.until(lambda: visit.page.former.sections)
    visit.page.former.sections[0].take.click()

    assert visit.page.record.form.editor("plan").text() == words
    visit.saved()
    assert visit.practice.text("plan") == words
    assert len(carried_lines(visit, "plan")) == 1


def test_words_taken_twice_are_named_once(beside: Any) -> None:
    """The same words from the same note are one line beneath, however often they stand there."""
    beside.page.former.sections[0].take.click()
    beside.page.former.sections[0].take.click()
    plan = beside.page.record.form.editor("plan")
    assert plan.text() == f"{PLAN}\n\n{PLAN}"
    beside.saved()
    note = beside.practice.note()
    assert len(beside.practice.record.run(carrying.of_note, note.id)) == 1


def test_a_change_of_form_keeps_the_mark(beside: Any) -> None:
    """Under another form the same section still says where its words come from."""
    beside.page.former.sections[0].take.click()
    beside.saved()
    beside.page.record.head.template.set_value("soap")
    beside.page.record._change_form("soap")
    beside.until(lambda: beside.page.record.note.template_id == "soap")
    assert len(carried_lines(beside, "plan")) == 1


@pytest.mark.parametrize(("size", "width", "height"), [(100, 944, 644), (200, 864, 588)])
def test_nothing_of_it_is_clipped(
    beside: Any, theme: Any, clipped: Any, size: int, width: int, height: int
) -> None:
    """In a small window, and there at large text, every word and button is seen whole."""
    theme.set_text_size(size)
    beside.page.resize(width, height)
    beside.page.sides.go_to(FORMER)
    beside.qtbot.wait(50)
    assert clipped(beside.page.former) == []
