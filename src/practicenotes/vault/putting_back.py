"""Puts one store of a vault back out of a backup, where its file does not open any more.

The other store is not touched: what was written in it since the backup stays. The file that does
not open is set aside as it is, and the header that names the copy is the moment that counts.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from practicenotes.domain import times
from practicenotes.errors import (
    BackupUnreadable,
    OpenForReading,
    PracticeNotesError,
    StoreDamaged,
    StoreReadOnly,
)
from practicenotes.vault import anchor, audit, changeover, damage, files, header, schema, verify
from practicenotes.vault.files import FolderLock
from practicenotes.vault.header import StoreName
from practicenotes.vault.keyring import Entropy, Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.schema import Schema
from practicenotes.vault.store import Store


Guard = Callable[[Session], object]  # raises where nothing may be written; asked of the record


@dataclass(frozen=True, slots=True)
class Lost:
    """The one store that does not open, and why; `ends` is the last entry of the other one.

    Where nothing is known of that, as of reflections that are closed, it is None.
    """

    vault: str
    store: StoreName
    damage: StoreDamaged
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a vault: a passphrase or a recovery key, and a second passphrase if it has one."""

    first: str | RecoveryKey
    second: str = ""


def look(folder: Path, key: Key, *, guard: Guard, entropy: Entropy = os.urandom) -> Lost | None:
    """Return the one store of a vault that does not open; None where both do, or neither.

    Raises what `Vault.open` raises for the keys, VaultBusy, StoreReadOnly where nothing could be
    put back, OpenForReading for an executor, and what `guard` raises.
    """
    with _held(folder, key, entropy) as (ring, stores, damaged):
        return _lost(ring, stores, damaged, guard)


def put_back(
    folder: Path,
    file: Path,
    key: Key,
    schemas: Mapping[StoreName, Schema],
    *,
    at: datetime,
    guard: Guard,
    anchors: Path | None = None,
    entropy: Entropy = os.urandom,
) -> Lost | None:
    """Put the one store that does not open back as a backup has it; return which that was.

    Both trails tell of it, and what this computer remembers, its `anchors`, agrees to it. Where
    both stores open, or neither, nothing is done. Raises what `look` raises, what
    `changeover.unpacked` raises, DiskFull or FolderNotWritable; the vault is then as it was.
    """
    with _held(folder, key, entropy) as (ring, stores, damaged):
        lost = _lost(ring, stores, damaged, guard)
        if lost is None:
            return None
        with files.plain_errors(folder):
            act = _turned(ring, lost.store, file, schemas[lost.store], at)
        for store in stores:
            with suppress(PracticeNotesError):  # it has happened, whether this trail takes it
                store.run(audit.append, act, "vault", at)
        if anchors:
            with suppress(PracticeNotesError):  # else it is asked about, as any older copy
                _agree(ring, stores, lost.store, anchors, at)
        return lost


def _agree(
    ring: Keyring, stores: Iterable[Store], name: StoreName, anchors: Path, at: datetime
) -> None:
    """Let this computer know that the store is older on purpose."""
    with closing(Store(ring.path(name), ring.store_keys()[name], ring.entropy)) as back:
        anchor.agree_to(ring, [*stores, back], anchors, name, at=at)


def _turned(ring: Keyring, name: StoreName, file: Path, wanted: Schema, at: datetime) -> str:
    """Let the header name a copy out of the backup; return what the trails say of it."""
    fresh = changeover.next_file(ring.path(name))
    part = files.part_of(fresh)
    files.remove_parts(ring.folder)
    try:
        act = _finished(ring, name, file, part, wanted, at)
    except BaseException:
        files.remove_parts(ring.folder)
        raise
    changeover.turn(ring, name, part, fresh)
    return act


def _finished(
    ring: Keyring, name: StoreName, file: Path, part: Path, wanted: Schema, at: datetime
) -> str:
    """Lay a store of the backup at `part`, let its trail tell of it, and check all of it."""
    made = changeover.unpacked(ring, file, name, part, wanted)
    act = f"put the {name} store back from the backup of {times.exact(made)}"
    with closing(Store(part, ring.store_keys()[name], ring.entropy)) as copy:
        if not copy.on_connection(partial(schema.fits, schema=wanted)):
            raise BackupUnreadable(file, f"strangers in the {name} store")
        copy.run(audit.append, act, "vault", at)
    if not verify.check(part, ring.store_keys()[name]).is_readable:
        raise StoreDamaged(part)
    files.sync(part)
    return act


def _lost(
    ring: Keyring,
    stores: list[Store],
    damaged: Mapping[StoreName, StoreDamaged],
    guard: Guard,
) -> Lost | None:
    if len(damaged) != 1:
        return None
    ends = None
    for store in stores:
        with suppress(StoreDamaged):  # it opens: what is damaged in it is told of where it is read
            ends = store.on_connection(audit.end).at
        if store.name == "record":
            with suppress(StoreDamaged):
                store.run(guard)
    ((name, why),) = damaged.items()
    return Lost(ring.header.vault, name, why, ends)


@contextmanager
def _held(
    folder: Path, key: Key, entropy: Entropy
) -> Iterator[tuple[Keyring, list[Store], dict[StoreName, StoreDamaged]]]:
    """Yield the keys of a vault that nobody else has, its stores, and why others do not open."""
    header.read(folder)  # a folder that is no vault gets no lock file
    with ExitStack() as held:
        lock = FolderLock(folder)
        held.callback(lock.release)
        ring = Keyring.unlock(folder, key.first, entropy)
        if ring.reads:
            raise OpenForReading
        if not lock.is_held:
            raise StoreReadOnly(folder)
        if key.second and ring.is_shut:
            ring.open_private(key.second)
        stores: list[Store] = []
        damaged: dict[StoreName, StoreDamaged] = {}
        for name, store_keys in ring.store_keys().items():
            try:
                store = damage.open_store(ring.path(name), store_keys, entropy)
            except StoreDamaged as error:
                damaged[name] = error
            else:
                held.callback(store.close)
                stores.append(store)
        yield ring, stores, damaged
