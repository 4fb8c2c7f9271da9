"""While one session gives way to another, nothing that is typed or signed meets the wrong one."""

import threading
from datetime import datetime

import pytest

from practicenotes import catalog
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import NewClient
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.errors import NotFound
from practicenotes.records import clients, notes, sessions
from practicenotes.reflections import reflections
from practicenotes.ui.session.record_reading import Reading


@pytest.fixture
def wren(practice, clock):
    """Give a session of another client, with a note that nobody has read yet."""
    client = practice.record.run(clients.add, NewClient("Wren"), clock())
    at = datetime(2025, 11, 18, 15, 0)
    held = Session(SessionId(""), client, at, attendance=Attendance.ATTENDED)
    session_id = practice.record.run(sessions.add, held, clock())
    note = practice.record.run(notes.begin, session_id, catalog.note_template("dap"), clock())
    practice.record.run(notes.save, note.id, {"data": "about Wren"}, clock())
    return session_id


@pytest.fixture
def busy(practice):
    """Keep both stores busy, as a check of the whole vault does; give what lets them go on."""
    freed = threading.Event()
    for store in (practice.record, practice.private):
        store.submit(lambda _db: freed.wait(20))
    yield freed
    freed.set()


def test_nothing_can_be_written_until_the_other_session_stands_there(visit, wren, busy, qtbot):
    """While the store is busy the page takes no key, and the next word belongs to the other."""
    visit.page.open(wren)
    qtbot.wait(50)
    before = visit.page.isEnabled()
    busy.set()
    visit.until(lambda: visit.page.record.session.id == wren and visit.page.isEnabled())
    visit.type(" said more", into=visit.page.record.form.editor("data"))
    visit.saved()

    assert before is False
    texts = {s.key: s.text for s in visit.practice.record.run(notes.of_session, wren).sections}
    assert texts["data"] == "about Wren said more"
    assert visit.practice.text("data") == ""


def test_a_reflection_never_stands_beside_another_name(visit, wren, practice, qtbot):
    """As soon as the other client's name is shown, nothing of the first reflection is in sight."""
    visit.type("about Heron", into=visit.page.private.free)
    visit.saved()
    freed = threading.Event()
    practice.private.submit(lambda _db: freed.wait(20))
    visit.page.open(wren)
    visit.until(lambda: visit.page.header.name.said() == "Wren")
    shown = visit.page.private.free.isVisible(), visit.page.private.foot.next_time.isVisible()
    freed.set()
    visit.until(visit.page.private.free.isVisible)

    assert shown == (False, False)
    assert visit.page.private.free.text() == ""


def test_undo_does_not_bring_back_what_was_written_on_another_client(visit, wren):
    """A line that was written and taken out again cannot come up in another reflection."""
    free = visit.page.private.free
    visit.type("about Heron", into=free)
    free.clear()
    visit.saved()
    visit.open(wren)

    free.undo()

    assert free.text() == ""


def test_only_what_was_read_is_signed(visit, wren, practice):
    """When another session comes beneath the reading, its note is not signed unread."""
    visit.type("about Heron", into=visit.page.record.form.editor("data"))
    visit.saved()
    visit.page.sign()
    reading = visit.page.findChild(Reading)
    visit.open(wren)

    reading.asked.emit()
    visit.saved()

    notes_kept = [practice.record.run(notes.of_session, s) for s in (practice.eleventh, wren)]
    assert [note.state for note in notes_kept] == [NoteState.DRAFT, NoteState.DRAFT]


def test_another_form_that_comes_late_is_not_taken_for_this_note(visit, wren, practice, qtbot):
    """A form asked for on one note changes that note, and never what stands on the next."""
    visit.page.open(wren)
    visit.page.record._change_form("soap")
    visit.until(lambda: practice.note().template_id == "soap")
    visit.until(lambda: visit.page.record.session.id == wren)
    qtbot.wait(50)

    assert visit.page.record.note.session_id == wren
    assert list(visit.page.record.form.texts()) == ["data", "assessment", "plan"]


def test_no_word_goes_with_a_sheet_that_another_form_does_not_have(visit, busy, qtbot):
    """Between asking for another form and its coming the sheets take no key."""
    visit.page.record._change_form("soap")
    frozen = visit.page.record.form.editor("data").isReadOnly()
    busy.set()
    visit.until(lambda: "subjective" in visit.page.record.form.texts())

    assert frozen
    assert not visit.page.record.form.editor("subjective").isReadOnly()


def test_a_session_that_cannot_be_opened_leaves_the_one_before(visit, told):
    """The page goes on with what stood there, and the window says why."""
    visit.page.open(SessionId("00" * 16))
    visit.until(lambda: told)
    visit.type("still Heron", into=visit.page.record.form.editor("data"))
    visit.saved()

    assert isinstance(told[0], NotFound)
    assert visit.practice.text("data") == "still Heron"
    assert visit.focus is visit.page.record.form.editor("data")


def test_a_save_that_fails_on_the_way_keeps_the_session(visit, wren, practice):
    """With a full disk the session that is open stays, and can be written on."""
    practice.fill_disk(practice.private)
    visit.page.private.free.setPlainText("x" * 9_000)
    visit.page.open(wren)
    visit.until(visit.page.isEnabled)

    assert visit.page.record.session.id == practice.eleventh
    practice.free_disk(practice.private)
    visit.until(lambda: not visit.page.has_unsaved)
    kept = practice.private.run(reflections.get, practice.eleventh, practice.client)
    assert kept.free == "x" * 9_000
