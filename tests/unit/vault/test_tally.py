"""What all marks add up to: a row that went back to what it was once is told of."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from sqlalchemy import Text, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from toy_store import AT, NoteRow

import factory
from practicenotes.errors import BackupUnreadable
from practicenotes.vault import (
    RecoveryKey,
    StoreName,
    audit,
    audit_state,
    mending,
    opening,
    resealing,
    rows,
    shelf,
    tally,
    verify,
)
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.rows import Sealed
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


KEYS = StoreKeys("record", "1a" * 48, b"r" * 32, b"a" * 32)


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
    """Give a store with an entry in its trail and three things, one of them written over."""
    path = tmp_path / "record-1.db"
    path.touch()
    opened = Store(path, KEYS, os.urandom, fresh=True)
    opened.on_connection(Base.metadata.create_all)
    opened.run(audit.append, "begin", "vault", factory.AT)
    for words in ("one", "two", "three"):
        opened.run(add, words)
    yield opened
    opened.close()


def add(db: Session, words: str) -> str:
    """Keep a thing, and leave no entry."""
    return rows.keep(db, Thing(words=words)).id


def edit(db: Session, before: str, after: str) -> None:
    """Change a thing, and leave no entry: so continuous saving does."""
    db.scalars(select(Thing).where(Thing.words == before)).one().words = after


def remove(db: Session, words: str) -> None:
    """Remove a thing, and leave no entry."""
    db.delete(db.scalars(select(Thing).where(Thing.words == words)).one())


def adds_up(store: Store) -> bool:
    """Say whether the marks are what they were at the last write."""
    return store.on_connection(lambda connection: tally.fits(connection, KEYS.audit))


def known(store: Store) -> int | None:
    """Return the tally as it is kept."""
    state = store.on_connection(audit_state.of)
    return state.tally if state else None


def row_of(store: Store, words: str) -> tuple[object, ...]:
    """Return a row as it lies in the file."""
    (found,) = factory.rows_of(store, "SELECT * FROM thing WHERE words = ?", words)
    return tuple(found)


def put(store: Store, row: tuple[object, ...]) -> None:
    """Lay a row into the file as it was once, with the mark that it had."""
    factory.meddle(store, "INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?, ?)", *row)


def nested(db: Session) -> None:
    """Write inside a step that is taken back, and go on."""
    step = db.begin_nested()
    add(db, "taken back")
    step.rollback()
    edit(db, "two", "after the step")


def twice(db: Session) -> None:
    """Write one thing several times in one transaction, with an entry between."""
    edit(db, "one", "once more")
    audit.append(db, "look", "vault", factory.AT)
    edit(db, "once more", "and again")
    add(db, "a fourth")


@pytest.mark.parametrize(
    "write",
    [
        lambda db: add(db, "a fourth"),
        lambda db: edit(db, "two", "2"),
        lambda db: edit(db, "two", "two"),
        lambda db: remove(db, "three"),
        lambda db: audit.append(db, "look", "vault", factory.AT),
        nested,
        twice,
    ],
)
def test_what_the_program_writes_adds_up(store: Store, write: Callable[[Session], object]) -> None:
    """New, changed, removed or taken back: the tally follows in the same transaction."""
    store.run(write)

    assert known(store) == store.on_connection(tally.total)
    assert adds_up(store)


def test_what_comes_to_nothing_leaves_the_tally(store: Store) -> None:
    """A transaction that is undone undoes its part of the sum."""
    before = known(store)

    def fail(db: Session) -> None:
        add(db, "never kept")
        raise BackupUnreadable(Path("x"))

    with pytest.raises(BackupUnreadable):
        store.run(fail)

    assert known(store) == before
    assert adds_up(store)


def test_a_row_of_an_earlier_day_is_told_of(store: Store) -> None:
    """Its mark fits, and the trail never told of it: only the sum shows that it is not new."""
    old = row_of(store, "two")
    store.run(edit, "two", "two, and all that was written since")
    put(store, old)
    report = store.on_connection(lambda c: audit.check(c, KEYS.audit, tally.total(c)))

    assert not report.adds_up
    assert not report.is_whole
    assert (report.broken_at, report.head_fits, report.astray) == (None, True, ())


def test_a_row_that_is_gone_is_told_of(store: Store) -> None:
    """A page from before it was written takes it away."""
    factory.meddle(store, "DELETE FROM thing WHERE words = 'three'")

    assert not adds_up(store)


def test_a_row_that_is_back_is_told_of(store: Store) -> None:
    """What was removed does not come back unheard."""
    old = row_of(store, "one")
    store.run(remove, "one")
    put(store, old)

    assert not adds_up(store)


def test_writing_on_does_not_hide_it(store: Store) -> None:
    """However much is written behind it, the sum stays wrong by what went back."""
    old = row_of(store, "two")
    store.run(edit, "two", "later words")
    put(store, old)
    store.run(twice)

    assert not adds_up(store)


def test_the_state_of_an_earlier_day_does_not_hide_it(store: Store) -> None:
    """Every row and the state of that day, under the trail of today: the sum fits nothing."""
    old, state = row_of(store, "two"), store.on_connection(audit_state.of)
    assert state
    store.run(edit, "two", "later words")
    store.run(audit.append, "look", "vault", factory.AT)
    put(store, old)
    factory.meddle(store, "UPDATE audit_state SET count = ?, head = ?, mac = ?", *back(state))
    store.run(audit.append, "open", "vault", factory.AT)

    assert not adds_up(store)


def test_the_state_of_the_first_minute_does_not_hide_it(store: Store) -> None:
    """Before the first write there was no tally: that state, put back, is known as too early."""
    old, state = row_of(store, "two"), store.on_connection(audit_state.of)
    assert state
    store.run(edit, "two", "later words")
    store.run(audit.append, "look", "vault", factory.AT)
    put(store, old)
    store.on_connection(lambda c: audit_state.put(c, KEYS.audit, state.count, state.head))
    store.run(audit.append, "open", "vault", factory.AT)
    store.run(add, "and so on")

    assert not adds_up(store)


def test_under_a_state_of_other_keys_nothing_is_called_old(store: Store) -> None:
    """A trail that did not fit when the keys were replaced is told of as that, and as no more."""
    state = store.on_connection(audit_state.of)
    assert state
    store.on_connection(
        lambda c: audit_state.put(c, b"another key of the trail", state.count, state.head, 1)
    )
    store.run(audit.append, "look", "vault", factory.AT)

    assert adds_up(store)


def back(state: audit_state.State) -> tuple[object, ...]:
    """Return what lies in the file for a state."""
    return state.count, state.kept, state.mac


def test_a_store_from_before_there_was_a_tally_begins_one(store: Store) -> None:
    """What cannot be known is not complained of; from the next write on it is."""
    state = store.on_connection(audit_state.of)
    assert state
    store.on_connection(lambda c: audit_state.put(c, KEYS.audit, state.count, state.head))
    assert known(store) is None
    assert adds_up(store)
    store.run(edit, "two", "2")

    assert known(store) == store.on_connection(tally.total)


def test_a_state_without_our_mark_is_left_as_it_is(store: Store) -> None:
    """Nobody makes a foreign state look like ours by writing behind it."""
    factory.meddle(store, "UPDATE audit_state SET mac = ?", bytes(32))
    store.run(edit, "two", "2")

    state = store.on_connection(audit_state.of)
    assert state
    assert state.mac == bytes(32)


@pytest.mark.parametrize("meddled", [False, True])
def test_other_keys_keep_right_right_and_wrong_wrong(store: Store, meddled: bool) -> None:
    """Marked anew, a store adds up exactly where it did before."""
    if meddled:
        factory.meddle(store, "DELETE FROM thing WHERE words = 'three'")
    new = StoreKeys("record", "1a" * 48, b"s" * 32, b"b" * 32)
    store.on_connection(lambda connection: resealing.reseal(connection, KEYS, new, lambda: None))

    fits = store.on_connection(lambda connection: tally.fits(connection, new.audit))
    assert fits is not meddled


# --- in a vault ----------------------------------------------------------------------------------


@pytest.fixture
def note(vault: Vault) -> str:
    """Write a note that is written on later."""
    vault.record.run(audit.append, "begin", "vault", AT)
    return vault.record.run(toy_store.write, "a note", "first words")


def put_back_an_old_row(vault: Vault, note_id: str) -> None:
    """Write on in a note, and lay the row of before into the file again."""
    chosen = "SELECT * FROM note WHERE id = ?"
    (old,) = factory.rows_of(vault.record, chosen, note_id)
    vault.record.run(toy_store.edit, note_id, "words of today")
    holes = ", ".join("?" for _ in old)
    factory.meddle(vault.record, f"INSERT OR REPLACE INTO note VALUES ({holes})", *old)


def test_an_opening_looks_at_the_sum(vault: Vault, note: str) -> None:
    """Behind an opening, what is not of today is found without waiting for the check of the day."""
    assert opening.all_pages_fit(vault)
    put_back_an_old_row(vault, note)

    assert not opening.all_pages_fit(vault)


def test_a_large_store_waits_for_the_check_of_the_day(
    vault: Vault, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for gigabytes to be added up behind an opening; the whole check does it."""
    put_back_an_old_row(vault, note)
    monkeypatch.setattr(opening, "AT_ONCE", 0)

    assert opening.all_pages_fit(vault)
    assert not vault.verify().is_sound


def row(vault: Vault, title: str) -> tuple[object, ...]:
    """Return a note as it lies in the file."""
    (found,) = factory.rows_of(vault.record, "SELECT * FROM note WHERE title = ?", title)
    return tuple(found)


def lay(vault: Vault, old: tuple[object, ...]) -> None:
    """Lay a note into the file as it was once."""
    holes = ", ".join("?" for _ in old)
    factory.meddle(vault.record, f"INSERT OR REPLACE INTO note VALUES ({holes})", *old)


def mended(vault: Vault, file: Path) -> mending.Mended:
    """Repair the record from a backup."""
    told: mending.Entered = lambda *_: None  # noqa: E731 - nothing of it is looked at
    entered: dict[StoreName, mending.Entered] = {"record": told, "private": told}
    (done,) = mending.mend(vault, file, toy_store.schemas(), entered).done
    return done


def test_a_backup_gives_the_latest_back(vault: Vault, note: str, tmp_path: Path) -> None:
    """Of a row that went back, the backup has the later words; what is newer here stays."""
    old = row(vault, "a note")
    vault.record.run(toy_store.edit, note, "words of today")
    file = vault.backup(tmp_path / "stick", at=AT)
    later = vault.record.run(toy_store.write, "later", "after the backup")
    vault.record.run(toy_store.edit, later, "after the backup, and twice")
    lay(vault, old)
    done = mended(vault, file)

    assert (done.restored, done.complete) == ((("note", note),), True)
    assert done.report.is_sound
    bodies = vault.record.run(toy_store.bodies)
    assert (bodies["a note"], bodies["later"]) == ("words of today", "after the backup, and twice")


def test_a_row_that_was_lost_comes_back(vault: Vault, note: str, tmp_path: Path) -> None:
    """A page from before it was written took it away: with it, all adds up again."""
    file = vault.backup(tmp_path / "stick", at=AT)
    factory.meddle(vault.record, "DELETE FROM note WHERE title = 'a note'")
    done = mended(vault, file)

    assert done.complete is True
    assert done.report.is_sound
    assert vault.record.run(toy_store.bodies)["a note"] == "first words"


def test_what_was_removed_since_stays_removed(vault: Vault, note: str, tmp_path: Path) -> None:
    """A repair brings nothing back that the therapist took out."""
    other = vault.record.run(toy_store.write, "other", "as it was")
    old = row(vault, "other")
    vault.record.run(toy_store.edit, other, "words of today")
    file = vault.backup(tmp_path / "stick", at=AT)
    vault.record.run(lambda db: db.delete(db.get_one(NoteRow, note)))
    lay(vault, old)
    done = mended(vault, file)

    assert done.complete is True
    bodies = vault.record.run(toy_store.bodies)
    assert "a note" not in bodies
    assert bodies["other"] == "words of today"


def test_what_is_damaged_as_well_hides_nothing(vault: Vault, note: str, tmp_path: Path) -> None:
    """Where one row is damaged and another went back, the backup mends both."""
    other = vault.record.run(toy_store.write, "other", "as it was")
    old = row(vault, "a note")
    vault.record.run(toy_store.edit, note, "words of today")
    file = vault.backup(tmp_path / "stick", at=AT)
    lay(vault, old)
    factory.meddle(vault.record, "UPDATE note SET body = 'x' WHERE id = ?", other)
    done = mended(vault, file)

    assert done.complete is True
    bodies = vault.record.run(toy_store.bodies)
    assert (bodies["a note"], bodies["other"]) == ("words of today", "as it was")


def test_a_backup_that_is_too_old_is_said_to_be(vault: Vault, note: str, tmp_path: Path) -> None:
    """It has not what was saved last: the store is taken as it is, and that is not kept back."""
    file = vault.backup(tmp_path / "stick", at=AT)
    vault.record.run(toy_store.edit, note, "later than the backup")
    old = row(vault, "a note")
    vault.record.run(toy_store.edit, note, "words of today")
    lay(vault, old)
    done = mended(vault, file)

    assert (done.restored, done.complete) == ((), False)
    assert vault.record.run(toy_store.bodies)["a note"] == "later than the backup"


def test_a_backup_of_another_line_replaces_no_words(
    vault: Vault, note: str, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """Written on after a restore, words stay, however often they were written over elsewhere."""
    first = vault.backup(tmp_path / "first", at=AT)
    for words in ("a line that was left", "and written over", "and over"):
        vault.record.run(toy_store.change, note, words)
    other_line = vault.backup(tmp_path / "second", at=AT)
    folder = tmp_path / "restored" / "P.practice"
    folder.parent.mkdir()
    shelf.restore(vault, first, folder, toy_store.schemas(), at=AT)
    with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as restored:
        restored.record.run(toy_store.change, note, "what I wrote after restoring")
        other = restored.record.run(toy_store.write, "other", "as it was")
        old = row(restored, "other")
        restored.record.run(toy_store.edit, other, "later")
        lay(restored, old)
        done = mended(restored, other_line)

        assert done.complete is False
        assert restored.record.run(toy_store.bodies)["a note"] == "what I wrote after restoring"


def test_a_backup_of_a_sound_store_is_sound(vault: Vault, note: str, tmp_path: Path) -> None:
    """A copy adds up as what it was copied from did."""
    vault.record.run(toy_store.edit, note, "words of today")
    copy = tmp_path / "copy.db"
    vault.record.copy_into(copy)
    keys = vault.with_keys(lambda ring: ring.store_keys()["record"])

    assert verify.check(copy, keys).is_sound
    with closing(Store(copy, keys, os.urandom)) as opened:
        assert opened.on_connection(audit_state.of) == vault.record.on_connection(audit_state.of)
