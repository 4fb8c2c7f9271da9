"""A damaged store and one good backup: everything is whole again, and the damaged file is kept."""

import errno
import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import toy_store
from sqlalchemy import select
from sqlalchemy.orm import Session
from toy_store import AT, NoteRow

from practicenotes.errors import BackupUnreadable, StoreReadOnly
from practicenotes.vault import audit, changeover, mending
from practicenotes.vault.header import StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.mending import Mended
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


LONG = "marshland and long words " * 700
COUNT = 24


def told(db: Session, things: Any, made: datetime) -> None:
    """Enter what was mended in the trail."""
    for _, thing_id in things:
        audit.append(db, f"mend {made:%Y}", db.scalars(_with_id(thing_id)).one(), AT)


def _with_id(thing_id: str) -> Any:
    return select(NoteRow).where(NoteRow.id == thing_id)


def mended(vault: Vault, file: Path) -> tuple[Mended, ...]:
    """Mend a vault."""
    entered = {"record": told, "private": told}
    return mending.mend(vault, file, toy_store.schemas(), entered).done


@pytest.fixture
def filled(vault: Vault) -> Vault:
    """Fill both stores with notes over several pages."""
    for number in range(COUNT):
        for store in (vault.record, vault.private):
            store.run(toy_store.write, f"long {number}", f"{number} {LONG}")
    return vault


@pytest.fixture
def file(filled: Vault, tmp_path: Path) -> Path:
    """Make a backup; afterwards one note is written, one changed and one goes, in the record."""
    written = filled.backup(tmp_path / "stick", at=AT)
    filled.record.run(toy_store.write, "later", "after the backup")

    def change(db: Session) -> None:
        rows = {row.title: row for row in db.scalars(select(NoteRow))}
        rows["long 3"].body = "changed since"
        db.delete(rows["long 5"])
        audit.append(db, "delete", rows["long 5"], AT)

    filled.record.run(change)
    return written


def meddle(store: Store, *titles: str) -> None:
    """Change notes as someone would who does not hold the key of the marks."""
    for title in titles:
        change = ("UPDATE note SET body = 'x' WHERE title = ?", (title,))
        store.on_connection(lambda c, change=change: c.exec_driver_sql(*change))


def flip(path: Path, pages: list[int]) -> bytes:
    """Flip one bit in each of these pages, counted from 0; return the file as it is then."""
    data = bytearray(path.read_bytes())
    for page in pages:
        data[page * 4096 + 1000] ^= 4
    path.write_bytes(data)
    return bytes(data)


def test_a_whole_vault_is_left_alone(filled: Vault, file: Path) -> None:
    """Where nothing is damaged nothing is done."""
    before = filled.record.path
    assert mended(filled, file) == ()
    assert filled.record.path == before


def test_notes_with_a_wrong_mark_are_as_in_the_backup(filled: Vault, file: Path) -> None:
    """Those that were meddled with are whole again; what was written since is as it is."""
    wanted = filled.record.run(toy_store.bodies)
    meddle(filled.record, "long 1", "long 2")
    (done,) = mended(filled, file)

    assert done.store == "record"
    assert len(done.restored) == 2
    assert done.report.is_sound
    assert filled.record.run(toy_store.bodies) == wanted
    assert filled.verify().is_sound
    assert len(filled.record.run(toy_store.titles, "marshland")) == COUNT - 2
    assert filled.record.run(audit.entries)[0].act == "mend 2025"


@pytest.mark.release(20)
@pytest.mark.parametrize("seed", range(4))
def test_bad_pages_cost_nothing_that_the_backup_has(
    filled: Vault, file: Path, seed: int, reopen: Callable[..., Vault]
) -> None:
    """Whichever pages they are: all is whole, and the damaged file lies aside byte for byte."""
    wanted = filled.record.run(toy_store.bodies)
    path = filled.record.path
    pages = path.stat().st_size // 4096
    chance = random.Random(seed)
    bad = chance.sample(range(8, pages), 6)
    damaged: list[bytes] = []
    filled.record.set_aside(lambda: damaged.append(flip(path, bad)))
    (done,) = mended(filled, file)

    now = filled.record.run(toy_store.bodies)
    unread = {title for title in wanted if now.get(title) != wanted[title]}
    assert unread <= {"later", "long 3", "long 5"}  # what only the damaged pages had
    assert done.report.is_readable
    assert (filled.folder / "quarantine" / path.name).read_bytes() == damaged[0]
    assert filled.record.path.name == "record-2.db"
    filled.record.run(toy_store.write, "goes on", "x")
    filled.close()
    opened = reopen()
    assert opened.record.run(toy_store.bodies) == now | {"goes on": "x"}


def test_both_stores_are_mended(filled: Vault, file: Path) -> None:
    """The reflections come out of the same backup."""
    wanted = filled.private.run(toy_store.bodies)
    for store in (filled.record, filled.private):
        meddle(store, "long 1")
    assert [done.store for done in mended(filled, file)] == ["record", "private"]
    assert filled.private.run(toy_store.bodies) == wanted
    assert filled.verify().is_sound


@pytest.mark.parametrize("bad", ["record", "private"])
@pytest.mark.parametrize(
    "why", [BackupUnreadable(Path()), OSError(errno.ENOSPC, "the disk is full"), MemoryError()]
)
def test_a_store_that_is_refused_does_not_keep_the_other_damaged(
    filled: Vault, file: Path, monkeypatch: pytest.MonkeyPatch, bad: StoreName, why: Exception
) -> None:
    """One is mended, the other is as it was, and which one was refused is said."""
    for store in (filled.record, filled.private):
        meddle(store, "long 1")
    before = getattr(filled, bad).run(toy_store.bodies)
    unpack = changeover.unpacked

    def unpacked(ring: Keyring, file: Path, name: StoreName, *rest: Any) -> datetime:
        if name == bad:
            raise why
        return unpack(ring, file, name, *rest)

    monkeypatch.setattr(changeover, "unpacked", unpacked)
    entered = {"record": told, "private": told}
    repair = mending.mend(filled, file, toy_store.schemas(), entered)

    assert repair.refused == bad
    assert [done.report.is_sound for done in repair.done] == [True]
    assert getattr(filled, bad).run(toy_store.bodies) == before
    assert not filled.verify().is_sound
    monkeypatch.undo()
    assert mended(filled, file)
    assert filled.verify().is_sound


def test_a_text_that_is_no_text_is_as_in_the_backup(filled: Vault, file: Path) -> None:
    """Bytes that are no letters make the row unreadable, and end nothing."""
    query = "UPDATE note SET body = CAST(x'68a6' AS TEXT) WHERE title = 'long 1'"
    filled.record.on_connection(lambda c: c.exec_driver_sql(query))
    (done,) = mended(filled, file)

    assert len(done.restored) == 1
    assert filled.verify().is_sound
    bodies = filled.record.run(toy_store.bodies)
    assert (bodies["long 1"], bodies["later"]) == (f"1 {LONG}", "after the backup")


def test_what_the_backup_does_not_have_stays_damaged(filled: Vault, file: Path) -> None:
    """A note written since that was meddled with is shown as damaged still, and nothing is lost."""
    meddle(filled.record, "later")
    (done,) = mended(filled, file)

    assert done.restored == ()
    assert [table for table, _ in done.report.damaged_rows] == ["note"]


def test_a_backup_that_cannot_be_read_changes_nothing(filled: Vault, file: Path) -> None:
    """The vault stays open as it was, and nothing half is left."""
    meddle(filled.record, "long 1")
    before = filled.record.run(toy_store.bodies)
    file.write_bytes(file.read_bytes()[:-70])
    with pytest.raises(BackupUnreadable):
        mended(filled, file)

    assert filled.record.run(toy_store.bodies) == before
    assert list(filled.folder.glob("*.part")) == []
    filled.writable = False
    with pytest.raises(StoreReadOnly):
        mended(filled, file)
