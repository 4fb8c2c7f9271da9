"""What a session is written up from."""

from datetime import UTC, datetime, timedelta

import pytest

from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import NewClient
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.errors import NotFound
from practicenotes.records import clients, notes, sessions, settings, write_up


AT = datetime(2025, 11, 18, 14, 2, tzinfo=UTC)
FIRST = datetime(2025, 11, 4, 13, 0)
FORMS = tuple(catalog.note_template(name) for name in ("soap", "dap"))


@pytest.fixture
def held(record):
    """Hold three sessions a week apart with one client, and one with another in between."""
    heron, alder = (record.run(clients.add, NewClient(name), AT) for name in ("Heron", "Alder"))
    ids = []
    for number in range(3):
        at = FIRST + timedelta(weeks=number)
        session = Session(SessionId(""), heron, at, attendance=Attendance.ATTENDED)
        ids.append(record.run(sessions.add, session, AT))
    other = Session(SessionId(""), alder, FIRST + timedelta(weeks=2, hours=-3))
    record.run(sessions.add, other, AT)
    return ids


def test_the_note_is_begun_once(record, held):
    """Opening a session twice finds the note that the first opening began."""
    first = record.run(write_up.begin, held[2], FORMS, AT)
    again = record.run(write_up.begin, held[2], FORMS, AT + timedelta(hours=1))

    assert first.note.state is NoteState.DRAFT
    assert again.note.id == first.note.id
    assert again.note.begun_at == AT


def test_the_note_is_begun_in_the_form_used_last(record, held):
    """The setting decides; a form that is no longer known gives way to the first."""
    assert record.run(write_up.begin, held[0], FORMS, AT).note.template_id == "dap"
    record.run(settings.put, known.LAST_TEMPLATE, "soap")
    assert record.run(write_up.begin, held[1], FORMS, AT).note.template_id == "soap"
    record.run(settings.put, known.LAST_TEMPLATE, "no longer there")
    assert record.run(write_up.begin, held[2], FORMS, AT).note.template_id == FORMS[0].id


def test_only_sessions_of_the_same_client_came_before(record, held):
    """It has the client's own sessions before this one, oldest first, and the last note."""
    before = record.run(write_up.begin, held[1], FORMS, AT).note
    record.run(notes.save, before.id, {"plan": "Bring one sentence."}, AT)
    laid = record.run(write_up.begin, held[2], FORMS, AT)

    assert [session.id for session in laid.earlier] == held[:2]
    assert laid.before is not None
    assert laid.before.id == before.id
    assert laid.before_on == (FIRST + timedelta(weeks=1)).date()
    assert (laid.code_name, laid.session.number) == ("Heron", 3)


def test_a_first_session_has_nothing_before_it(record, held):
    """Where nothing came before, nothing is carried."""
    laid = record.run(write_up.begin, held[0], FORMS, AT)

    assert (laid.before, laid.before_on, laid.earlier) == (None, None, ())


def test_a_session_that_is_not_there_begins_no_note(record):
    """An unknown session is refused, and nothing is written."""
    with pytest.raises(NotFound):
        record.run(write_up.begin, SessionId("0" * 32), FORMS, AT)

    assert record.run(notes.count) == 0
