"""Whether a newer copy of an open vault is known, as the ends of trails tell.

It is looked for beside the vault, among its own files, and where its backups go. Nothing is copied,
locked or written for it. Only what the therapist did counts: that somebody read a copy makes it no
newer.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from practicenotes.domain.newer import Kind, Newer
from practicenotes.errors import PracticeNotesError
from practicenotes.vault import audit, database, header, shelf, snapshots, strays
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.rows import Instant
from practicenotes.vault.vault import Vault


_LAST = "SELECT seq, link, at FROM audit WHERE actor = ? ORDER BY seq DESC LIMIT 1"
_LINK = "SELECT link FROM audit WHERE seq = ?"
Ask = Callable[[str, Any], Any]  # one value into a statement; the first row, or None


@dataclass(frozen=True, slots=True)
class _Last:
    """The last thing that the therapist did, as a trail has it."""

    seq: int
    link: bytes
    at: datetime


def find(vault: Vault, places: Iterable[Path]) -> Newer | None:
    """Return the newest copy that goes on later than an open vault; None where none is known.

    `places` are the folders for its backups. What cannot be read tells nothing.
    """
    return vault.with_keys(partial(_find, vault, tuple(places)))


def _find(vault: Vault, places: tuple[Path, ...], ring: Keyring) -> Newer | None:
    here = _last(partial(_ask_ours, vault))
    if here is None:
        return None
    near = tuple(dict.fromkeys((ring.folder.parent, *places)))
    found = [*_records(vault, here, near, ring), *_backups(vault, here, near)]
    return max(found, key=lambda each: each.at, default=None)


def _records(vault: Vault, here: _Last, near: tuple[Path, ...], ring: Keyring) -> Iterator[Newer]:
    keys = ring.store_keys()["record"]
    lying = [(path, path, keys, Kind.FILE) for path in strays.records(ring)]
    for folder in near:
        for path, record, its_keys in _vaults(folder, ring):
            lying.append((path, record, its_keys, Kind.FOLDER))
    for each in lying:
        with suppress(OSError, PracticeNotesError):
            if newer := _compared(vault, here, *each):
                yield newer


def _vaults(folder: Path, ring: Keyring) -> Iterator[tuple[Path, Path, StoreKeys]]:
    """Yield the folders in which the same vault lies once more, under the same keys."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if not (path / header.COPIES[0]).is_file() or path.samefile(ring.folder):
                continue
            with suppress(OSError, PracticeNotesError):
                reading = header.read(path)
                keys = ring.masters.store("record", reading.header)
                ours = reading.is_marked_by(ring.masters.header())
                if ours and keys and reading.header.vault == ring.header.vault:
                    yield path, path / reading.header.record.file, keys


def _compared(
    vault: Vault, here: _Last, told: Path, path: Path, keys: StoreKeys, kind: Kind
) -> Newer | None:
    if not snapshots.is_quiet(path.with_name(f"{path.name}-journal")):
        return None
    with database.still(path, keys.database) as connection:

        def ask(statement: str, value: Any) -> Any:
            return connection.execute(statement, (value,)).fetchone()

        there = _last(ask)
        goes_on = ask(_LINK, here.seq) == (here.link,)
    if there is None or _ask_ours(vault, _LINK, there.seq) == (there.link,):
        return None
    later = goes_on or there.at > here.at
    return Newer(told, there.at, kind, parted=not goes_on) if later else None


def _backups(vault: Vault, here: _Last, near: tuple[Path, ...]) -> Iterator[Newer]:
    """Yield what a backup tells of itself: when it was made, and how far its trail goes."""
    for folder in dict.fromkeys((*near, shelf.beside(vault))):
        for each in shelf.find(vault, folder):
            if not each.known or each.at <= here.at or "record" not in each.ends:
                continue
            count, head = each.ends["record"]
            if _ask_ours(vault, _LINK, count) != (bytes.fromhex(head),):
                parted = count <= here.seq
                yield Newer(each.path, each.at, Kind.BACKUP, parted=parted)


def _ask_ours(vault: Vault, statement: str, value: Any) -> Any:
    row = vault.record.on_connection(
        lambda connection: connection.exec_driver_sql(statement, (value,)).first()
    )
    return tuple(row) if row else None


def _last(ask: Ask) -> _Last | None:
    row = ask(_LAST, audit.THERAPIST)
    return _Last(row[0], row[1], Instant().read(row[2])) if row else None
