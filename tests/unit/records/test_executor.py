"""What an executor reads is entered, in order of who comes next; the therapist hears of it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

import factory
from practicenotes.domain import times
from practicenotes.domain.people import ClientStatus, Person
from practicenotes.domain.sessions import Attendance
from practicenotes.errors import NotFound
from practicenotes.records import access, executor, record_papers
from practicenotes.vault import RecoveryKey, Store, Vault, audit
from practicenotes.vault import executor as keys


AT = factory.AT
NOW = times.on_the_wall(AT)


@pytest.fixture
def reading(vault: Vault, heron: str, hour: str, recovery_key: RecoveryKey) -> Iterator[Store]:
    """Give the record with Heron in it as an executor has it."""
    key = keys.make(vault, recovery_key, at=AT)
    schemas = {"record": factory_schema()}
    vault.close()
    with closing(Vault.open(vault.folder, key, schemas, at=AT)) as opened:
        yield opened.record


def factory_schema() -> object:
    from practicenotes import records

    return records.SCHEMA


def acts(record: Store) -> list[tuple[str, str, str]]:
    """Return actor, act and thing of every entry of an executor, oldest first."""
    found = record.run(audit.by, audit.EXECUTOR)
    return [(e.actor, e.act, e.object) for e in found]


def test_contacts_are_read_with_what_is_planned(record: Store) -> None:
    """Whoever comes next stands first, then who is in therapy, and who has ended comes last."""
    for name, status, days in (
        ("Wren", ClientStatus.ENDED, None),
        ("Adder", ClientStatus.ACTIVE, None),
        ("Heron", ClientStatus.ACTIVE, 5),
        ("Otter", ClientStatus.PAUSED, 2),
    ):
        client = factory.add_client(record, name, status=status)
        if days:
            starts = NOW + timedelta(days=days)
            factory.add_session(record, client, starts_at=starts, attendance=Attendance.PLANNED)
    found = record.run(executor.contacts, AT)
    assert [each.client.code_name for each in found] == ["Otter", "Heron", "Adder", "Wren"]
    assert [len(each.coming) for each in found] == [1, 1, 0, 0]


def test_whoever_is_for_an_emergency_comes_last(record: Store) -> None:
    """The people of a file stand in their order; one who left it is not called."""
    people = (
        Person("Mara Weber", part="Emergency contact", contact="0171"),
        Person("Jonas Weber", contact="0151"),
        Person("Ina Weber", left_on=AT.date()),
    )
    factory.add_client(record, people=people)
    [reach] = record.run(executor.contacts, AT)
    assert [person.name for person in reach.people(AT.date())] == ["Jonas Weber", "Mara Weber"]


@pytest.mark.release(32)
def test_every_view_is_entered(reading: Store, heron: str) -> None:
    """Contacts, a record and what is printed of both stand in the trail, under their name."""
    reading.run(access.unlocked, 0, AT)
    reading.run(executor.contacts, AT)
    reading.run(executor.went_out, "print", AT)
    paper = reading.run(executor.record, heron, AT)
    reading.run(record_papers.told_of_printing, heron, "print the record", AT)
    assert paper.code_name == "Heron"
    assert acts(reading) == [
        ("executor", "unlock", "vault"),
        ("executor", "read all contacts", "vault"),
        ("executor", "print all contacts", "vault"),
        ("executor", "read record", f"client:{heron}"),
        ("executor", "print the record", f"client:{heron}"),
    ]


def test_a_client_who_is_not_there_is_not_entered(reading: Store) -> None:
    """Nothing stands in the trail of a record that could not be read."""
    with pytest.raises(NotFound):
        reading.run(executor.record, "nobody", AT)
    assert acts(reading) == []


def test_the_therapist_is_told_once(
    reading: Store, vault: Vault, heron: str, recovery_key: RecoveryKey
) -> None:
    """What was opened is told with code names until it was taken note of, and then no more."""
    later = factory.later(days=1)
    reading.run(access.unlocked, 0, later)
    reading.run(executor.record, heron, later)
    found = reading.run(executor.openings)
    assert found.times == (later,)
    assert [(each.what, each.client) for each in found.done] == [
        ("unlock", ""),
        ("read record", "Heron"),
    ]
    reading.close()


def test_what_was_told_is_told_no_more(record: Store) -> None:
    """Behind the entry that was told of last, nothing is left to tell."""
    record.run(audit.append, "unlock", "vault", AT, audit.EXECUTOR)
    found = record.run(executor.openings)
    assert len(found.times) == 1
    record.run(executor.told, found.last)
    assert record.run(executor.openings) == type(found)((), found.last)
