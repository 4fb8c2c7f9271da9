"""What was deleted: out of every list at once, whole for thirty days, and then gone."""

from typing import Any

import pytest

import factory
from practicenotes.domain import settings as known
from practicenotes.domain.notes import Note, NoteState, RevisionReason
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NoteSigned, NotFound, RowDamaged
from practicenotes.records import (
    briefing,
    chains,
    goals,
    inspection,
    notes,
    revisions,
    search,
    sessions,
    settings,
    signatures,
    timeline,
    today,
    trash,
    whole,
)
from practicenotes.vault import Store, Vault, audit


@pytest.fixture
def draft(record: Store, hour: SessionId) -> Note:
    """Give a draft with a revision."""
    note = factory.write_note(record, hour, {"plan": "Bring one sentence.", "data": "A letter."})
    record.run(revisions.keep, note.id, RevisionReason.LEFT, factory.AT)
    return note


def test_a_deleted_draft_is_nowhere(record: Store, draft: Note, heron: ClientId) -> None:
    """Lists, the day, search, the page before, and what is handed over know nothing of it."""
    record.run(trash.put_note, draft.id, factory.AT)

    assert record.run(notes.of_client, heron) == ()
    assert record.run(whole.of_client, heron).notes == ()
    assert record.run(search.find, "sentence") == ()
    assert record.run(today.get, factory.DAY).appointments[0].note_id is None
    assert [entry.note_id for entry in record.run(timeline.of_client, heron)] == [None]
    assert record.run(briefing.of_client, heron, factory.HELD_AT).note is None
    for table in ("note", "note_section", "note_revision", "note_section_words"):
        assert factory.rows_of(record, f"SELECT * FROM {table}") == []


def test_what_lies_in_the_trash_is_listed(record: Store, draft: Note, heron: ClientId) -> None:
    """With whose it is, what it is, and until when it can come back; the last one first."""
    goal = record.run(goals.add, heron, "Say no", factory.DAY, factory.AT)
    event = record.run(sessions.note_frame, factory.frame_event(heron), factory.AT)
    record.run(trash.put_note, draft.id, factory.AT)
    record.run(goals.remove, goal, factory.AT)
    record.run(sessions.remove_frame, event, factory.AT)

    frame, aim, note = record.run(trash.find)
    assert (note.code_name, note.what, note.words) == (
        "Heron",
        "draft note",
        "Free, 18 November 2025",
    )
    assert (aim.what, aim.words) == ("goal", "Say no")
    assert (frame.what, frame.words) == ("frame", "break, 18 November 2025, two weeks away")
    assert note.until == factory.later(days=30)


def test_a_draft_comes_back_as_it_was(vault: Vault) -> None:
    """Every section and revision, found by search again, and the vault is sound."""
    record = vault.record
    hour = factory.add_session(record, factory.add_client(record))
    note = factory.write_note(record, hour, {"plan": "Bring one sentence."})
    record.run(revisions.keep, note.id, RevisionReason.LEFT, factory.AT)
    kept = record.run(revisions.of_note, note.id)
    trashed = record.run(trash.put_note, note.id, factory.AT)
    assert inspection.of(vault)["sound"]

    assert record.run(trash.restore, trashed, factory.later(days=2)) == note.id
    assert record.run(notes.get, note.id) == note
    assert record.run(revisions.of_note, note.id) == kept
    assert len(record.run(search.find, "sentence")) == 1
    assert record.run(trash.find) == ()
    assert inspection.of(vault)["sound"]
    record.run(notes.save, note.id, {"plan": "More."}, factory.AT)
    record.run(notes.sign, note.id, factory.AT)
    assert inspection.of(vault)["sound"]


def test_several_things_deleted_in_turn_come_back_in_any_order(
    record: Store, heron: ClientId
) -> None:
    """The place where a thing lay may be taken by now."""
    one = record.run(goals.add, heron, "one", factory.DAY, factory.AT)
    record.run(goals.remove, one, factory.AT)
    two = record.run(goals.add, heron, "two", factory.DAY, factory.AT)
    record.run(trash.restore_object, one, factory.AT)
    assert {goal.id for goal in record.run(goals.of_client, heron)} == {one, two}


def test_signed_things_cannot_be_deleted(record: Store, draft: Note, heron: ClientId) -> None:
    """Not once they are signed, and not after the signature was withdrawn either."""
    record.run(settings.put, known.WITHDRAW_HOURS, 24)
    record.run(notes.sign, draft.id, factory.AT)
    with pytest.raises(NoteSigned):
        record.run(trash.put_note, draft.id, factory.AT)
    record.run(signatures.withdraw, draft.id, "why", factory.AT)
    with pytest.raises(NoteSigned):
        record.run(trash.put_note, draft.id, factory.AT)
    assert record.run(notes.get, draft.id).state is NoteState.DRAFT
    assert record.run(chains.is_unbroken, heron)


def test_an_empty_draft_gives_way_to_the_one_that_comes_back(
    record: Store, draft: Note, hour: SessionId
) -> None:
    """Opening a session begins a note: that one holds nothing."""
    trashed = record.run(trash.put_note, draft.id, factory.AT)
    factory.write_note(record, hour, {"plan": ""})
    record.run(trash.restore, trashed, factory.AT)
    found = record.run(notes.of_session, hour)
    assert found is not None
    assert found.id == draft.id


def test_a_note_comes_back_beside_another(
    record: Store, draft: Note, hour: SessionId, heron: ClientId
) -> None:
    """What was written since stands, and neither takes a word from the other."""
    trashed = record.run(trash.put_note, draft.id, factory.AT)
    other = factory.write_note(record, hour, {"plan": "written since"})
    record.run(trash.restore, trashed, factory.AT)
    assert {note.id for note in record.run(notes.of_client, heron)} == {draft.id, other.id}
    assert record.run(notes.get, other.id) == other


def test_what_is_removed_is_gone_for_good(record: Store, draft: Note) -> None:
    """The trail says that it happened, and no row holds a word of it."""
    trashed = record.run(trash.put_note, draft.id, factory.AT)
    record.run(trash.remove, trashed, factory.AT)
    assert record.run(trash.find) == ()
    assert record.run(audit.entries)[0].act == "remove for good"
    for operation in (trash.restore, trash.remove):
        with pytest.raises(NotFound):
            record.run(operation, trashed, factory.AT)
    with pytest.raises(NotFound):
        record.run(trash.restore_object, draft.id, factory.AT)


@pytest.mark.parametrize(("days", "left"), [(29.9, 1), (30.1, 0)])
def test_thirty_days_later_it_is_removed(
    record: Store, draft: Note, days: float, left: int
) -> None:
    """By the program, and the trail says so."""
    record.run(trash.put_note, draft.id, factory.AT)
    assert record.run(trash.empty, factory.later(days=days)) == 1 - left
    assert len(record.run(trash.find)) == left
    newest = record.run(audit.entries)[0]
    if not left:
        assert (newest.act, newest.actor) == ("remove after thirty days", "program")


@pytest.mark.parametrize("operation", [trash.put_note, trash.put_goal, trash.put_frame_event])
def test_what_is_not_there_cannot_be_deleted(record: Store, operation: Any) -> None:
    """Nothing is made up."""
    with pytest.raises(NotFound):
        record.run(operation, "0", factory.AT)


def test_what_is_damaged_stays_where_it_lies(record: Store, draft: Note) -> None:
    """In its table, and in the trash too."""
    factory.meddle(record, "UPDATE note_section SET body = 'x' WHERE key = 'plan'")
    with pytest.raises(RowDamaged):
        record.run(trash.put_note, draft.id, factory.AT)
    assert record.run(notes.get, draft.id).damaged


def test_a_damaged_entry_of_the_trash_is_named_and_kept(record: Store, draft: Note) -> None:
    """It neither comes back nor goes, so that it can still be looked into."""
    trashed = record.run(trash.put_note, draft.id, factory.AT)
    factory.meddle(record, "UPDATE trashed SET kept = '[]'")
    assert record.run(trash.find)[0].damaged
    with pytest.raises(RowDamaged):
        record.run(trash.restore, trashed, factory.AT)
    assert record.run(trash.empty, factory.later(days=99)) == 0


def test_a_goal_with_words_and_a_day_comes_back(record: Store, heron: ClientId) -> None:
    """Numbers, days and words are those of before."""
    goal = record.run(goals.add, heron, "Say no", factory.DAY, factory.AT)
    record.run(goals.reach, goal, factory.DAY, factory.AT)
    before = record.run(goals.of_client, heron)
    trashed = record.run(trash.put_goal, goal, factory.AT)
    record.run(trash.restore, trashed, factory.AT)
    assert record.run(goals.of_client, heron) == before
