"""A note with all that its page needs, and what can be begun for a client."""

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain.notes import NoteId
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.errors import NotFound
from practicenotes.records import new_note, note_papers, notes, today
from practicenotes.vault import Store, audit


PLAN = catalog.note_template("staying_safe")


def begin(record: Store, client: ClientId, session: SessionId | None = None, form=PLAN) -> NoteId:
    """Begin a note."""
    return record.run(notes.begin_another, client, session, form, factory.AT).id


def test_each_plan_has_its_edition(record: Store, heron: ClientId) -> None:
    """The first plan of a client is edition 1, the next 2, whatever stands between them."""
    first = begin(record, heron)
    begin(record, heron, form=catalog.note_template("contact"))
    begin(record, factory.add_client(record, "Alder"))
    second = begin(record, heron)

    papers = [record.run(note_papers.gather, note) for note in (first, second)]

    assert [paper.edition for paper in papers] == [1, 2]
    assert {paper.form for paper in papers} == {PLAN}
    assert papers[0].code_name == "Heron"


def test_a_note_of_a_session_brings_its_facts(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """What was written for an hour is printed with the hour."""
    paper = record.run(note_papers.gather, begin(record, heron, hour))
    assert paper.session is not None
    assert paper.session.id == hour
    assert record.run(note_papers.gather, begin(record, heron)).session is None


def test_going_out_is_entered_in_the_trail(record: Store, heron: ClientId) -> None:
    """That a note was printed is told with the note; of one that is not there, nothing is."""
    note = begin(record, heron)
    record.run(note_papers.told_of_printing, note, "print", factory.AT)

    newest = record.run(audit.entries)[0]

    assert (newest.act, newest.object) == ("print", f"note:{note}")
    with pytest.raises(NotFound):
        record.run(note_papers.told_of_printing, NoteId("0" * 32), "print", factory.AT)


def test_what_can_be_begun(record: Store, heron: ClientId, hour: SessionId) -> None:
    """All forms are offered, and the sessions that were held, latest first."""
    earlier = factory.add_session(record, heron, starts_at=factory.weeks_ago(1))
    missed = Attendance.MISSED
    factory.add_session(record, heron, starts_at=factory.weeks_ago(2), attendance=missed)
    begin(record, heron, form=catalog.note_template("contact"))

    offer = record.run(new_note.offer, heron, catalog.note_templates())

    assert [session.id for session in offer.held] == [hour, earlier]
    assert {form.id for form in offer.forms} == {form.id for form in catalog.note_templates()}
    assert (offer.code_name, offer.used_last) == ("Heron", ("contact",))


def test_drafts_that_stand_for_themselves_wait_on_the_day(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """A note of no session, and one beside another, are named by their form; each waits once."""
    record.run(notes.begin, hour, catalog.note_template("dap"), factory.AT)
    beside = begin(record, heron, hour, catalog.note_template("risk"))
    alone = begin(record, heron)

    waiting = record.run(today.get, factory.later(days=1).date()).drafts

    assert [(each.session_id, each.note_id, each.what) for each in waiting] == [
        (hour, None, ""),
        (None, beside, "Risk"),
        (None, alone, "Staying-safe plan"),
    ]


def test_the_second_draft_of_a_session_waits_when_the_first_is_signed(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """A signed note of the hour does not hide the draft beside it."""
    first = record.run(notes.begin, hour, catalog.note_template("dap"), factory.AT)
    record.run(notes.save, first.id, {"data": "He came."}, factory.AT)
    record.run(notes.sign, first.id, factory.AT)
    beside = begin(record, heron, hour, catalog.note_template("risk"))

    waiting = record.run(today.get, factory.later(days=1).date()).drafts

    assert [each.note_id for each in waiting] == [beside]
