"""With the executor's key a whole record is read, and no operation that writes goes through."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

import factory
from practicenotes import records
from practicenotes.domain import settings as known
from practicenotes.domain.people import ClientId, NewClient
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import OpenForReading
from practicenotes.records import (
    cards,
    clients,
    goals,
    letters,
    measures,
    notes,
    overview,
    practice,
    record_papers,
    search,
    sessions,
    settings,
    signatures,
    timeline,
    whole,
)
from practicenotes.vault import RecoveryKey, Store, Vault
from practicenotes.vault import executor as keys
from practicenotes.vault.store import driver_of


AT = factory.AT


@pytest.fixture
def signed(record: Store, hour: SessionId) -> str:
    """Give a signed note about a lantern."""
    return factory.sign_note(record, hour, {"plan": "Bring the lantern."}).id


@pytest.fixture
def reading(
    vault: Vault, heron: ClientId, signed: str, recovery_key: RecoveryKey
) -> Iterator[Store]:
    """Give the record as an executor has it."""
    key = keys.make(vault, recovery_key, at=AT)
    vault.close()
    with closing(Vault.open(vault.folder, key, {"record": records.SCHEMA}, at=AT)) as opened:
        yield opened.record


def written_to(store: Store) -> list[str]:
    """Return the list into which SQLite puts every table that it writes a row of."""
    seen: list[str] = []
    store.on_connection(
        lambda connection: driver_of(connection).driver.set_update_hook(
            lambda _kind, _database, table, _row: seen.append(table)
        )
    )
    return seen


EVERYTHING: tuple[Callable[..., object], ...] = (
    whole.of_client,
    overview.of_client,
    timeline.of_client,
    notes.of_client,
    letters.of_client,
    measures.of_client,
    cards.of_client,
    goals.of_client,
    sessions.of_client,
    clients.get,
    record_papers.gather,
)


def test_what_is_recorded_is_read(reading: Store, heron: ClientId) -> None:
    """Each part of a client's record comes, and SQLite writes nothing for it."""
    seen = written_to(reading)
    for operation in EVERYTHING:
        assert reading.run(operation, heron) is not None, operation.__module__
    assert seen == []


def test_words_are_found(reading: Store) -> None:
    """The index of words is read without a write, too."""
    seen = written_to(reading)
    [hit] = reading.run(search.find, "lantern")
    assert hit.code_name == "Heron"
    assert seen == []


def test_nothing_of_it_is_changed(reading: Store) -> None:
    """An operation that writes is refused whole, in words that say why."""
    seen = written_to(reading)
    for operation, *arguments in (
        (clients.add, NewClient("Otter"), AT),
        (practice.save, factory.practitioner(), AT),
        (settings.put, known.DRAFT_DAYS, 5),
    ):
        with pytest.raises(OpenForReading):
            reading.run(operation, *arguments)
    assert seen == []


def test_a_signed_note_stays_readable_and_shut(reading: Store, signed: str) -> None:
    """A note is read with its words; that it was an error is not entered."""
    assert reading.run(notes.get, signed).sections[0].text == "Bring the lantern."
    with pytest.raises(OpenForReading):
        reading.run(signatures.enter_in_error, signed, "wrong client", AT)
