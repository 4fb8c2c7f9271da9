"""What a session is written up from."""

from datetime import UTC, datetime, timedelta

import pytest

from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.forms import NoteTemplate, Section, Use
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import NewClient
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.errors import NotFound
from practicenotes.records import clients, form_shelf, notes, sessions, settings, write_up
from practicenotes.records.form_shelf import Incoming


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


@pytest.mark.parametrize("last_used", ["staying_safe", "treatment_plan", "gibbs"])
def test_only_a_form_of_the_hour_begins_its_note(record, held, last_used):
    """A page for the client, a course document or a private form is never begun by itself."""
    record.run(settings.put, known.LAST_TEMPLATE, last_used)

    note = record.run(write_up.begin, held[2], catalog.note_templates(), AT).note

    assert catalog.note_template(note.template_id).begins_sessions


def test_a_retired_form_begins_no_note(record, held):
    """Though it was used last; brought back, it does again."""
    record.run(settings.put, known.LAST_TEMPLATE, "dap")
    record.run(form_shelf.retire, "dap", AT)
    assert record.run(write_up.begin, held[0], FORMS, AT).note.template_id == "soap"

    record.run(form_shelf.bring_back, "dap", AT)
    assert record.run(write_up.begin, held[1], FORMS, AT).note.template_id == "dap"


def test_the_first_form_may_be_retired_too(record, held):
    """Where the first of the program is gone, the next one that is offered takes its place."""
    record.run(settings.put, known.LAST_TEMPLATE, "no longer there")
    record.run(form_shelf.retire, "soap", AT)

    assert record.run(write_up.begin, held[0], FORMS, AT).note.template_id == "dap"


def test_an_hour_can_be_written_up_though_every_form_is_retired(record, held):
    """There must be some form: the one used last, else the first that the program has."""
    for form in FORMS:
        record.run(form_shelf.retire, form.id, AT)

    assert record.run(write_up.begin, held[0], FORMS, AT).note.template_id == "dap"
    record.run(settings.put, known.LAST_TEMPLATE, "no longer there")
    assert record.run(write_up.begin, held[1], FORMS, AT).note.template_id == "soap"


def test_a_form_of_ones_own_begins_the_note_in_its_newest_version(record, held):
    """It is what was used last, as it is offered now; retired, it gives way to the shipped ones."""
    mine = NoteTemplate("mine", 1, "Mine", "Own.", (Section("mood", "Mood", "How?"),))
    newer = NoteTemplate("mine", 1, "Mine", "Own.", (Section("mood", "Feeling", "And now?"),))
    record.run(form_shelf.take_in, mine, Incoming.ASK, AT)
    record.run(form_shelf.take_in, newer, Incoming.VERSION, AT)
    record.run(settings.put, known.LAST_TEMPLATE, "mine")
    laid = record.run(write_up.begin, held[0], FORMS, AT)
    assert (laid.note.template_id, laid.note.template_version) == ("mine", 2)

    record.run(form_shelf.retire, "mine", AT)
    assert record.run(write_up.begin, held[1], FORMS, AT).note.template_id == "soap"


def test_what_begins_an_hour_is_said_by_the_form():
    """Sessions begin in forms of the session that ask for the record and go to nobody."""
    begins = {form.id for form in catalog.note_templates() if form.begins_sessions}

    assert {"dap", "soap", "birp"} <= begins
    for form in catalog.note_templates():
        if form.for_client or form.use is not Use.SESSION:
            assert form.id not in begins


def test_a_retired_form_of_the_note_itself_can_be_gone_back_to(record, held):
    """The forms of a write-up hold the note's own, retired or not."""
    note = record.run(write_up.begin, held[0], FORMS, AT).note
    record.run(form_shelf.retire, note.template_id, AT)

    laid = record.run(write_up.of_note, note.id, FORMS)

    assert note.template_id not in {form.id for form in laid.forms}
    assert note.template_id in {form.id for form in laid.of_record}


def test_what_stands_on_the_page_stands_in_the_write_up(record, held):
    """Texts go into their sections, saved or not; the others and the store stay as they are."""
    laid = record.run(write_up.begin, held[0], FORMS, AT)
    record.run(notes.save, laid.note.id, {"data": "He came."}, AT)
    laid = record.run(write_up.of_note, laid.note.id, FORMS)

    shown = laid.with_texts({"plan": "Not saved yet.", "elsewhere": "x"})

    texts = {section.key: section.text for section in shown.note.sections}
    assert (texts["data"], texts["plan"]) == ("He came.", "Not saved yet.")
    assert "elsewhere" not in texts
    assert record.run(notes.get, laid.note.id) == laid.note


def test_notes_of_later_hours_do_not_begin_in_a_retired_form(record, held):
    """Nor in one that is for no hour; a note that is written in one may keep it."""
    laid = record.run(write_up.begin, held[0], FORMS, AT)
    assert laid.may_begin_in(laid.form)
    record.run(form_shelf.retire, laid.form.id, AT)
    again = record.run(write_up.begin, held[0], FORMS, AT)

    assert again.form.id == laid.form.id
    assert not again.may_begin_in(again.form)
    assert not again.may_begin_in(catalog.note_template("staying_safe"))
