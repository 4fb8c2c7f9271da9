"""The whole record of a client is handed over whole, and that is told."""

from collections.abc import Callable
from typing import Any

import pytest

import factory
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance
from practicenotes.errors import NotFound
from practicenotes.records import goals, letters, measures, practice, sessions, whole
from practicenotes.vault import Store, audit


def test_the_whole_record_of_a_client_holds_all_of_it(record: Store, heron: ClientId) -> None:
    """Everything of this client and nothing of another."""
    record.run(practice.save, factory.practitioner(), factory.AT)
    for client in (heron, factory.add_client(record, "Wren")):
        hour = factory.add_session(record, client)
        factory.add_session(record, client, attendance=Attendance.MISSED)
        factory.sign_note(record, hour)
        record.run(goals.add, client, "Sleep", factory.DAY, factory.AT)
        record.run(measures.add, factory.result(client), None, factory.AT)
        record.run(sessions.note_frame, factory.frame_event(client), factory.AT)
        record.run(letters.begin, client, factory.letter_kind(), factory.DAY, factory.AT)
    found = record.run(whole.of_client, heron)
    assert found.practitioner == factory.practitioner()
    assert (found.client.id, found.client.people[0].name) == (heron, "Jonas Weber")
    parts = (found.goals, found.sessions, found.measures, found.notes, found.letters)
    assert [len(part) for part in parts] == [1, 2, 1, 1, 1]
    assert {thing.client_id for part in parts for thing in part} == {heron}
    assert [event.words for event in found.frame_events] == ["two weeks away", "missed"]


def test_the_whole_record_stands_whatever_is_damaged(record: Store, heron: ClientId) -> None:
    """Each damaged part is marked, so that whoever hands it over can leave it out."""
    record.run(practice.save, factory.practitioner(), factory.AT)
    factory.sign_note(record, factory.add_session(record, heron))
    record.run(goals.add, heron, "Sleep", factory.DAY, factory.AT)
    for table, column in (
        ("practitioner", "name"),
        ("client", "reason"),
        ("goal", "words"),
        ("session", "risk"),
        ("note", "summary"),
    ):
        factory.meddle(record, f"UPDATE {table} SET {column} = 'never said'")
    found = record.run(whole.of_client, heron)
    assert "never said" not in repr(found)
    damaged = (found.practitioner, found.client, *found.goals, *found.sessions, *found.notes)
    assert all(part.damaged for part in damaged)


@pytest.mark.parametrize(
    "ask", [whole.of_client, lambda db, client: whole.told_of_export(db, client, factory.AT)]
)
def test_the_record_of_a_client_that_is_not_there_is_not_found(
    record: Store, ask: Callable[..., Any]
) -> None:
    """An unknown id is named."""
    with pytest.raises(NotFound) as refused:
        record.run(ask, ClientId("0"))
    assert refused.value.what == "client"


def acts(record: Store) -> list[tuple[str, str, str]]:
    """Return actor, act and thing of every entry, oldest first."""
    return [(e.actor, e.act, e.object) for e in reversed(record.run(audit.entries))]


def test_the_trail_tells_of_an_export(record: Store, heron: ClientId) -> None:
    """Whose record left the vault is entered."""
    record.run(whole.told_of_export, heron, factory.AT)
    assert acts(record)[-1] == ("therapist", "export", f"client:{heron}")
