"""The audit trail finds whatever was done to it, and to the things that it tells of."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

import factory
from practicenotes.vault import audit, audit_state, rows
from practicenotes.vault.audit import AuditReport
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.rows import Sealed
from practicenotes.vault.store import Store


KEYS = StoreKeys("record", "1a" * 48, b"r" * 32, b"a" * 32)
LENGTH = 6


class Base(DeclarativeBase):
    """One kind of thing, and the trail."""


audit.ENTRIES.to_metadata(Base.metadata)
audit_state.STATE.to_metadata(Base.metadata)


class Thing(Sealed, Base):
    """A thing."""

    __tablename__ = "thing"

    words: Mapped[str] = mapped_column(Text)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "record-1.db"
    path.touch()
    opened = Store(path, KEYS, os.urandom, fresh=True)
    opened.on_connection(Base.metadata.create_all)
    yield opened
    opened.close()


@pytest.fixture
def filled(store: Store) -> Store:
    """Give a store with six things and as many entries."""
    for number in range(LENGTH):
        store.run(add, f"thing {number}")
    return store


def add(db: Session, words: str) -> str:
    """Keep a thing and tell of it."""
    thing = rows.keep(db, Thing(words=words))
    audit.append(db, "add", thing, factory.AT)
    return thing.id


def change(db: Session, thing_id: str, words: str) -> None:
    """Change a thing and tell of it."""
    thing = db.get_one(Thing, thing_id)
    thing.words = words
    audit.append(db, "change", thing, factory.AT)


def edit(db: Session, thing_id: str, words: str) -> None:
    """Change a thing without a word, as continuous saving does."""
    db.get_one(Thing, thing_id).words = words


def remove(db: Session, thing_id: str) -> None:
    """Remove a thing and tell of it."""
    thing = db.get_one(Thing, thing_id)
    db.delete(thing)
    audit.append(db, "remove", thing, factory.AT)


def check(store: Store, key: bytes = KEYS.audit) -> AuditReport:
    """Walk the trail."""
    return store.on_connection(lambda connection: audit.check(connection, key))


def thing_at(store: Store, number: int) -> str:
    """Return the id of one thing."""
    return factory.rows_of(store, "SELECT id FROM thing ORDER BY row")[number].id


# --- the chain -----------------------------------------------------------------------------------


def test_a_trail_that_nobody_touched_is_whole(filled: Store) -> None:
    """All entries fit, the head fits, and every thing is there."""
    assert check(filled) == AuditReport(LENGTH, None, head_fits=True)
    assert check(filled).is_whole


def test_a_store_without_entries_is_whole(store: Store) -> None:
    """A trail begins with nothing."""
    assert check(store) == AuditReport(0, None, head_fits=True)


def test_an_entry_tells_who_did_what_to_which_thing_and_when(store: Store) -> None:
    """An entry names the act, the thing with its revision and mark, the instant and the actor."""
    thing = store.run(add, "a thing")
    store.run(change, thing, "another")
    store.run(audit.append, "backup", "vault", factory.later(days=1), audit.PROGRAM)
    newest, changed, added = store.run(audit.entries)
    (mark,) = factory.rows_of(store, "SELECT mac FROM thing")
    assert tuple(added[:6]) == (
        1,
        "2025-11-18T14:02:44.120Z",
        "therapist",
        "add",
        f"thing:{thing}",
        1,
    )
    assert (changed.act, changed.revision, changed.object_mac) == ("change", 2, mark.mac)
    assert tuple(newest[:7]) == (
        3,
        "2025-11-19T14:02:44.120Z",
        "program",
        "backup",
        "vault",
        None,
        None,
    )


def test_the_newest_entries_come_first_and_as_many_as_wanted(filled: Store) -> None:
    """The trail is read from its end."""
    assert [entry.seq for entry in filled.run(audit.entries, 2)] == [LENGTH, LENGTH - 1]


def test_an_entry_stands_or_falls_with_the_change_it_tells_of(filled: Store) -> None:
    """A transaction that fails leaves neither the thing nor the entry."""

    def fail(db: Session) -> None:
        add(db, "never")
        raise KeyError

    with pytest.raises(KeyError):
        filled.run(fail)
    assert check(filled) == AuditReport(LENGTH, None, head_fits=True)
    assert len(factory.rows_of(filled, "SELECT * FROM thing")) == LENGTH


@pytest.mark.parametrize("seq", range(1, LENGTH + 1))
@pytest.mark.parametrize(
    "column",
    [
        "at = '2025-11-18T14:02:44.121Z'",
        "actor = 'program'",
        "act = 'remove'",
        "object = 'thing:00'",
        "revision = NULL",
        "revision = 2",
        "object_mac = NULL",
        "object_mac = zeroblob(32)",
        "link = zeroblob(32)",
    ],
)
@pytest.mark.release(59)
def test_an_edited_entry_is_found_where_it_stands(filled: Store, seq: int, column: str) -> None:
    """Whatever column of whatever entry was edited, the first that does not fit is named."""
    factory.meddle(filled, f"UPDATE audit SET {column} WHERE seq = ?", seq)
    assert check(filled).broken_at == seq
    assert not check(filled).is_whole


@pytest.mark.parametrize("seq", range(1, LENGTH))
@pytest.mark.release(59)
def test_an_entry_taken_out_is_found(filled: Store, seq: int) -> None:
    """With or without closing the gap in the numbers."""
    factory.meddle(filled, "DELETE FROM audit WHERE seq = ?", seq)
    assert check(filled).broken_at == seq
    for number in range(seq + 1, LENGTH + 1):
        factory.meddle(filled, "UPDATE audit SET seq = ? WHERE seq = ?", number - 1, number)
    factory.meddle(filled, "UPDATE audit_state SET count = count - 1")
    assert check(filled).broken_at == seq
    assert not check(filled).is_whole


@pytest.mark.parametrize("seq", range(1, LENGTH + 2))
@pytest.mark.release(59)
def test_an_entry_put_in_is_found(filled: Store, seq: int) -> None:
    """An entry that someone copied between the others, or behind them, does not fit."""
    for number in range(LENGTH, seq - 1, -1):
        factory.meddle(filled, "UPDATE audit SET seq = ? WHERE seq = ?", number + 1, number)
    columns = "at, actor, act, object, revision, object_mac, link"
    taken = LENGTH + 1 if seq == 1 else 1
    factory.meddle(
        filled,
        f"INSERT INTO audit SELECT ?, {columns} FROM audit WHERE seq = ?",
        seq,
        taken,
    )
    factory.meddle(filled, "UPDATE audit_state SET count = count + 1")
    assert check(filled).broken_at == seq
    assert not check(filled).is_whole


@pytest.mark.parametrize("seq", range(1, LENGTH))
@pytest.mark.release(59)
def test_two_entries_in_another_order_are_found(filled: Store, seq: int) -> None:
    """Neighbours that changed places no longer follow from each other."""
    for old, new in ((seq, 99), (seq + 1, seq), (99, seq + 1)):
        factory.meddle(filled, "UPDATE audit SET seq = ? WHERE seq = ?", new, old)
    assert check(filled).broken_at == seq


@pytest.mark.parametrize("kept", range(LENGTH))
@pytest.mark.release(59)
def test_a_trail_cut_short_is_found_by_its_head(filled: Store, kept: int) -> None:
    """What is left fits, but the head knows how long the trail was and how it ended."""
    (state,) = factory.rows_of(filled, "SELECT * FROM audit_state")
    factory.meddle(filled, "DELETE FROM audit WHERE seq > ?", kept)
    cut = check(filled)
    assert (cut.count, cut.broken_at, cut.head_fits, cut.is_whole) == (kept, None, False, False)
    last = factory.rows_of(filled, "SELECT link FROM audit WHERE seq = ?", kept)
    head = last[0].link if last else bytes(32)
    factory.meddle(filled, "UPDATE audit_state SET count = ?, head = ?", kept, head)
    assert not check(filled).head_fits
    assert state.count == LENGTH


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_state SET count = 7",
        "UPDATE audit_state SET head = zeroblob(32)",
        "UPDATE audit_state SET mac = zeroblob(32)",
        "DELETE FROM audit_state",
    ],
)
def test_a_head_that_was_touched_does_not_fit(filled: Store, statement: str) -> None:
    """The count, the last link and the mark over both must agree."""
    factory.meddle(filled, statement)
    report = check(filled)
    assert (report.broken_at, report.head_fits, report.is_whole) == (None, False, False)


def test_what_is_appended_later_heals_nothing(filled: Store) -> None:
    """A trail that was cut and written on is broken where it was cut."""
    factory.meddle(filled, "DELETE FROM audit WHERE seq = ?", LENGTH)
    filled.run(add, "afterwards")
    assert check(filled).broken_at == LENGTH


def test_an_older_head_put_back_stops_no_entry(filled: Store) -> None:
    """Behind an old page with the head, entries go on after the last one, and tell of it."""
    (state,) = factory.rows_of(filled, "SELECT count, head, mac FROM audit_state")
    filled.run(add, "later")
    statement = "UPDATE audit_state SET count = ?, head = ?, mac = ?"
    factory.meddle(filled, statement, state.count, state.head, state.mac)
    filled.run(add, "afterwards")

    acts = [(entry.actor, entry.act) for entry in filled.run(audit.entries)]
    assert ("program", "go on behind the last entry") in acts
    assert check(filled) == AuditReport(LENGTH + 3, None, head_fits=True)


def test_a_trail_is_whole_under_its_own_key_alone(filled: Store) -> None:
    """Nobody without the key can write a trail that fits."""
    assert check(filled, b"b" * 32).broken_at == 1


# --- the things that it tells of -----------------------------------------------------------------


def test_what_was_saved_since_is_not_astray(filled: Store) -> None:
    """A draft goes on changing after its entry, and the trail is content."""
    filled.run(edit, thing_at(filled, 2), "written on")
    assert check(filled).astray == ()


def test_a_thing_that_vanished_is_missed(filled: Store) -> None:
    """A row that was taken out without an entry is named."""
    thing = thing_at(filled, 2)
    factory.meddle(filled, "DELETE FROM thing WHERE id = ?", thing)
    report = check(filled)
    assert report.astray == (f"thing:{thing}",)
    assert (report.broken_at, report.head_fits, report.is_whole) == (None, True, False)


def test_a_thing_put_back_to_an_older_state_is_known(filled: Store) -> None:
    """A row whose own mark fits, because it is a true old one, is older than its entry."""
    thing = thing_at(filled, 2)
    old = _state(filled, thing)
    filled.run(change, thing, "newer")
    assert check(filled).is_whole
    _put_back(filled, thing, old)
    assert check(filled).astray == (f"thing:{thing}",)


def test_another_state_of_the_same_revision_is_known(filled: Store) -> None:
    """A row of the right number that is not the one its entry tells of is named."""
    thing, other = thing_at(filled, 2), thing_at(filled, 3)
    (_, _, mark) = _state(filled, other)
    (words, revision, _) = _state(filled, thing)
    _put_back(filled, thing, (words, revision, mark))
    assert check(filled).astray == (f"thing:{thing}",)


def test_a_thing_that_was_removed_is_not_missed(filled: Store) -> None:
    """What was removed with an entry is gone in order; the entry has neither revision nor mark."""
    thing = thing_at(filled, 2)
    filled.run(remove, thing)
    (entry,) = filled.run(audit.entries, 1)
    assert (entry.act, entry.object) == ("remove", f"thing:{thing}")
    assert (entry.revision, entry.object_mac) == (None, None)
    assert check(filled).is_whole


def test_a_thing_that_is_back_after_its_removal_is_named(filled: Store) -> None:
    """A removed row that someone put in again is astray."""
    thing = thing_at(filled, 2)
    (row,) = factory.rows_of(filled, "SELECT * FROM thing WHERE id = ?", thing)
    filled.run(remove, thing)
    factory.meddle(filled, "INSERT INTO thing VALUES (?, ?, ?, ?, ?)", *row)
    assert check(filled).astray == (f"thing:{thing}",)


def test_a_broken_trail_accuses_no_thing(filled: Store) -> None:
    """Where the trail itself was touched, it is no witness."""
    thing = thing_at(filled, 2)
    factory.meddle(filled, "UPDATE audit SET revision = 9 WHERE object = ?", f"thing:{thing}")
    assert check(filled).astray == ()


def test_a_kind_of_thing_that_is_no_more_is_not_missed(filled: Store) -> None:
    """A table that a later version gave up does not make its old entries wrong."""
    filled.on_connection(lambda connection: connection.exec_driver_sql("DROP TABLE thing"))
    assert check(filled).is_whole


def _state(store: Store, thing: str) -> tuple[Any, ...]:
    (found,) = factory.rows_of(store, "SELECT words, revision, mac FROM thing WHERE id = ?", thing)
    return tuple(found)


def _put_back(store: Store, thing: str, state: tuple[Any, ...]) -> None:
    factory.meddle(
        store, "UPDATE thing SET words = ?, revision = ?, mac = ? WHERE id = ?", *state, thing
    )


def test_the_trail_knows_since_when_a_thing_is_there(store: Store) -> None:
    """The first entry counts, whatever was told later; of what was never told, nothing is known."""

    def tell(db: Session) -> tuple[object, object]:
        thing = rows.keep(db, Thing(words="a"))
        silent = rows.keep(db, Thing(words="b"))
        audit.append(db, "add", thing, factory.AT)
        audit.append(db, "change", thing, factory.later(days=3))
        return audit.since(db, thing), audit.since(db, silent)

    assert store.run(tell) == (factory.AT, None)
