"""Around a signature: what is asked before it, how it is withdrawn, and notes entered in error."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.notes import NoteState, RemarkKind
from practicenotes.domain.people import NewClient, Person
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records import clients, measures, notes, practice, sessions, settings
from practicenotes.reflections import reflections
from practicenotes.ui.measures.asking import SeenDialog
from practicenotes.ui.session import record_asked
from practicenotes.ui.session.reason import ReasonDialog
from practicenotes.ui.session.record_menu import RecordAct
from practicenotes.ui.session.record_reading import InError, Reading
from practicenotes.ui.widgets.words import Words

from .conftest import HELD_ON


def offered(visit):
    """Return the acts that the menu of the note offers now."""
    return {act for act, each in visit.page.record.head.menu.actions.items() if each.isVisible()}


def take(visit, act):
    """Take an act from the menu."""
    visit.page.record.head.menu.actions[act].trigger()


def write(visit, **texts):
    """Write into sections of the note and wait until it is kept."""
    for key, text in texts.items():
        visit.page.record.form.editor(key).insertPlainText(text)
    visit.saved()


def read(visit):
    """Ask to sign, and return the reading that opens."""
    visit.page.sign()
    return [each for each in visit.page.record.findChildren(Reading) if each.isVisible()][-1]


def sign(visit, text="Heron came on time."):
    """Write a note and sign it."""
    write(visit, data=text)
    reading = read(visit)
    reading.main.click()
    visit.until(lambda: visit.page.record.note.state is NoteState.SIGNED)


def said_in(widget):
    """Return every word that stands in a part of the window."""
    return " ".join(each.said() for each in widget.findChildren(Words) if not each.isHidden())


def change_session(visit, **told):
    """Change the session in the store, and open it again."""
    session = visit.practice.record.run(sessions.get, visit.practice.eleventh)
    visit.practice.record.run(sessions.change, replace(session, **told), visit.page._now())
    visit.open(visit.practice.eleventh)


# --- before the signature ------------------------------------------------------------------------


def test_what_was_left_empty_is_a_question_and_no_lock(visit):
    """The button then says *Sign anyway*, and signs."""
    write(visit, data="Heron came on time.")
    reading = read(visit)

    assert "Left empty in the record: Risk, Assessment, Plan." in reading.questions.empty.said()
    assert reading.main.text() == "Sign anyway"
    reading.main.click()
    visit.until(lambda: visit.page.record.note.state is NoteState.SIGNED)


def test_where_everything_is_there_nothing_is_asked(visit):
    """A plain no about risk asks nothing either."""
    change_session(visit, risk="none")
    write(visit, data="x", assessment="y", plan="z")
    reading = read(visit)

    assert reading.main.text() == "Sign note"
    assert reading.questions.isHidden()
    reading.reject()


def test_the_private_side_answers_no_question_of_the_record(visit, clock):
    """A plan that stands in the reflection alone leaves the plan of the record empty."""
    written = Reflection(
        visit.practice.eleventh, visit.practice.client, free="Plan: ask about the letter."
    )
    visit.practice.private.run(reflections.save, written, clock())
    visit.open(visit.practice.eleventh)
    write(visit, data="x")
    reading = read(visit)

    assert "Plan" in reading.questions.empty.said()
    assert "letter" not in reading.sheet.toPlainText() + said_in(reading)
    reading.reject()


def test_the_reading_names_people_as_they_know_themselves(visit, clock):
    """The legal names, the author, the risk line; the code name stands nowhere."""
    record = visit.practice.record
    people = (Person("Jonas Weber"), Person("Mia Weber"))
    file = NewClient("Heron", people=people)
    record.run(clients.change, visit.practice.client, file, clock())
    author = replace(record.run(practice.get), name="Dr. Ada Brandt")
    record.run(practice.save, author, clock())
    change_session(visit, risk="asked: none")
    write(visit, data="He came.")
    visit.page.record.signing.read(signing=False)
    reading = visit.page.record.findChildren(Reading)[-1]

    assert "About Jonas Weber and Mia Weber, written by Dr. Ada Brandt." in said_in(reading)
    assert "Risk\nasked: none" in reading.sheet.toPlainText()
    assert "Heron" not in reading.sheet.toPlainText() + said_in(reading)
    assert reading.questions.isHidden()
    reading.reject()


def test_words_about_risk_ask_to_be_seen(visit):
    """Until that is ticked the note is not signed; who saw it and when is kept."""
    change_session(visit, risk="thoughts, no plan")
    write(visit, data="x", assessment="y", plan="z")
    reading = read(visit)
    assert reading.questions.seen.text() == "I have seen what is written about risk: Risk"
    assert "Risk\nthoughts, no plan" in reading.sheet.toPlainText()
    assert not reading.main.isEnabled()

    reading.questions.seen.setFocus()
    visit.press(Qt.Key.Key_Space)
    reading.main.click()
    visit.until(lambda: visit.page.record.note.state is NoteState.SIGNED)
    seen = visit.practice.scalar(visit.practice.record, "SELECT said FROM risk_seen")
    assert seen == "Risk: thoughts, no plan"


def test_words_about_risk_elsewhere_are_a_question(visit):
    """The sentence stands there with its section; one tick lets it be signed, and is kept."""
    write(visit, data="He came. He does not want to live.", assessment="y", plan="z")
    reading = read(visit)
    said = [words.said() for words in reading.questions.words]
    assert said == ["Data: “He does not want to live.” Is this about risk?", record_asked.SILENT]
    assert reading.questions.seen.text() == "I have looked at these words: Data"
    assert not reading.main.isEnabled()

    reading.questions.seen.click()
    reading.main.click()
    visit.until(lambda: visit.page.record.note.state is NoteState.SIGNED)
    seen = visit.practice.scalar(visit.practice.record, "SELECT said FROM risk_seen")
    assert seen == "Data: He does not want to live."
    assert visit.page.record.session.risk == ""


@pytest.mark.parametrize(("count", "more"), [(3, "One more"), (5, "3 more")])
def test_many_words_about_risk_leave_room_for_the_reading(visit, count, more):
    """Two are shown and cut where they are long; of the others it is said how many there are."""
    sentences = [f"{number} times, {'and ' * 40} wants to die." for number in range(count)]
    write(visit, data=" ".join(sentences))
    reading = read(visit)
    said = [words.said() for words in reading.questions.words]

    assert len(said) == record_asked.MOST + 2
    assert all(len(each) < record_asked.LONGEST + 50 for each in said)
    assert said[2].startswith(more)
    reading.reject()


def test_a_seen_answer_can_become_the_risk_line(visit, clock):
    """It is offered where nothing stands there yet, and written only when it is ticked."""
    phq, answers = catalog.measure("phq9"), (0, 0, 0, 0, 0, 0, 0, 0, 2)
    visit.practice.record.run(
        measures.file, visit.practice.client, phq, answers, HELD_ON.date(), clock()
    )
    write(visit, data="x")
    read(visit).main.click()
    visit.until(lambda: visit.page.record.findChildren(SeenDialog))
    dialog = visit.page.record.findChild(SeenDialog)
    assert not dialog.as_risk_line
    dialog.form.set_values({"words": "asked; no plan", "line": True})
    dialog.main.click()
    visit.until(lambda: visit.page.record.session.risk)

    held = visit.practice.record.run(sessions.get, visit.practice.eleventh)
    assert held.risk == "asked; no plan"
    visit.until(lambda: any(e.isVisible() for e in visit.page.record.findChildren(Reading)))
    again = [e for e in visit.page.record.findChildren(Reading) if e.isVisible()][-1]
    assert "Risk\nasked; no plan" in again.sheet.toPlainText()
    again.reject()


def test_a_late_entry_is_named_and_says_why(visit, clock):
    """Begun three days after its session: the head says so, and the signature waits for why."""
    at = HELD_ON.replace(day=15)
    held = Session(SessionId(""), visit.practice.client, at, attendance=Attendance.ATTENDED)
    missed = visit.practice.record.run(sessions.add, held, clock())
    visit.open(missed)
    assert "Late entry" in visit.page.record.head.notice.said()
    write(visit, data="He came.")
    reading = read(visit)
    assert "begun on 18 November 2025 for the session of 15 November 2025" in said_in(reading)
    assert not reading.main.isEnabled()
    visit.type("I was ill.", into=reading.questions.why_late)
    reading.main.click()
    visit.until(lambda: visit.page.record.note.state is NoteState.SIGNED)

    note = visit.practice.record.run(notes.of_session, missed)
    assert note.remark(RemarkKind.LATE_ENTRY).reason == "I was ill."
    assert "I was ill." in visit.page.record.head.notice.said()


# --- withdrawing ---------------------------------------------------------------------------------


def test_a_signature_is_withdrawn_only_where_the_therapist_set_a_window(visit):
    """It is off at first, and nothing offers it then."""
    sign(visit)
    assert RecordAct.WITHDRAW not in offered(visit)


def test_a_signature_is_withdrawn_with_a_reason(visit, clock):
    """The note can be written again, and the page says what happened."""
    visit.practice.record.run(settings.put, known.WITHDRAW_HOURS, 24)
    visit.open(visit.practice.eleventh)
    sign(visit)
    clock.move(hours=1)
    take(visit, RecordAct.WITHDRAW)
    dialog = visit.page.record.findChild(ReasonDialog)
    assert not dialog.main.isEnabled()
    visit.type("the wrong day", into=dialog.form.field("reason"))
    dialog.main.click()
    visit.until(lambda: visit.page.record.writable)

    assert visit.page.record.note.withdrawals[0].reason == "the wrong day"
    assert "the wrong day" in visit.page.record.head.notice.said()
    assert visit.page.header.sign.isVisible()
    assert RecordAct.DELETE not in offered(visit)
    visit.type(" More.", into=visit.page.record.form.editor("data"))
    visit.saved()
    assert "More." in visit.practice.text("data")


def test_words_typed_the_moment_a_note_can_be_written_again_are_kept(visit):
    """Not a key later than the withdrawal, and at once a lock: the store has them."""
    visit.practice.record.run(settings.put, known.WITHDRAW_HOURS, 24)
    visit.open(visit.practice.eleventh)
    sign(visit)
    take(visit, RecordAct.WITHDRAW)
    dialog = visit.page.record.findChild(ReasonDialog)
    visit.type("the wrong day", into=dialog.form.field("reason"))

    def type_and_lock():
        visit.qtbot.keyClicks(visit.page.record.form.editor("data"), " More.")
        visit.page.flush()

    visit.page.record.changed.connect(type_and_lock)
    dialog.main.click()
    visit.until(lambda: visit.page.record.writable and not visit.page.has_unsaved)

    assert visit.practice.text("data").endswith(" More.")
    assert visit.page.record.form.editor("data").text() == visit.practice.text("data")


def test_a_withdrawal_that_came_too_late_says_so(visit, clock):
    """The window closed while the page stood open: the reason is kept on the screen."""
    visit.practice.record.run(settings.put, known.WITHDRAW_HOURS, 1)
    visit.open(visit.practice.eleventh)
    sign(visit)
    take(visit, RecordAct.WITHDRAW)
    dialog = visit.page.record.findChild(ReasonDialog)
    dialog.form.set_values({"reason": "the wrong day"})
    clock.move(hours=2)
    dialog._weigh()
    dialog.main.click()
    visit.until(dialog._problem.isVisible)

    assert "amendment" in dialog._problem.said()
    assert dialog.reason == "the wrong day"
    dialog.reject()


# --- entered in error ----------------------------------------------------------------------------


@pytest.fixture
def in_error(visit):
    """Sign a note, and enter it in error."""
    sign(visit, "About somebody else.")
    take(visit, RecordAct.IN_ERROR)
    dialog = visit.page.record.findChild(ReasonDialog)
    dialog.form.set_values({"reason": "another client"})
    dialog._weigh()
    dialog.main.click()
    visit.until(lambda: visit.page.record.note.state is NoteState.IN_ERROR)


def test_a_note_entered_in_error_stays_legible(visit, in_error):
    """Its words stand there, nothing can be written or added, and the page says since when."""
    page = visit.page
    assert page.record.form.editor("data").text() == "About somebody else."
    assert page.record.form.editor("data").isReadOnly()
    assert "Entered in error, 18 November 2025" in page.record.head.notice.said()
    assert "another client" in page.record.head.notice.said()
    assert page.record.head.state.word == "entered in error"
    assert not page.header.add.isEnabled()
    assert not {RecordAct.DELETE, RecordAct.IN_ERROR, RecordAct.WITHDRAW} & offered(visit)


def test_another_note_can_be_begun_and_the_first_still_read(visit, in_error):
    """The new draft is empty, and the menu leads to what was struck through."""
    with visit.qtbot.waitSignal(visit.page.record.opened):
        visit.page.record.head.new.click()
    assert visit.page.record.writable
    assert visit.page.record.form.editor("data").text() == ""
    assert RecordAct.SHOW_ERRORS in offered(visit)
    take(visit, RecordAct.SHOW_ERRORS)
    dialog = visit.page.record.findChild(InError)

    assert "About somebody else." in dialog.sheet.toPlainText()
    assert dialog.sheet.document().find("somebody").charFormat().fontStrikeOut()
    assert "another client" in dialog.sheet.toPlainText()
    dialog.reject()
