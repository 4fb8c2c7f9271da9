"""That the practice went to another computer: kept in this copy, and not in the one that went."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session as Db

from practicenotes.domain import settings as known
from practicenotes.domain.changes import Changes, writes
from practicenotes.errors import (
    MemoryShort,
    PracticeHandedOver,
    PracticeNotesError,
    RowDamaged,
)
from practicenotes.records import settings
from practicenotes.vault import Vault, audit, reading


@dataclass(frozen=True, slots=True)
class HandedOver:
    """When the practice went, and the backup that it went in."""

    at: datetime
    file: str


def standing(db: Db) -> HandedOver | None:
    """Return how this copy was handed over, if it was."""
    try:
        at, file = json.loads(str(settings.get(db, known.HANDED_OVER)) or "[]")
        return HandedOver(datetime.fromisoformat(at), str(file))
    except (ValueError, TypeError):
        return None


@writes(Changes.SETTINGS)
def hand_over(db: Db, file: str, at: datetime) -> None:
    """Mark this copy: from now on the other computer has the practice."""
    settings.put(db, known.HANDED_OVER, json.dumps([at.isoformat(timespec="seconds"), file]))
    audit.append(db, "hand the practice over", "vault", at)


@writes(Changes.SETTINGS)
def take_back(db: Db, at: datetime) -> None:
    """Use this copy again, on purpose."""
    settings.put(db, known.HANDED_OVER, "")
    audit.append(db, "use a copy that was handed over", "vault", at)


def pass_on(
    vault: Vault, folder: Path, at: datetime, progress: Callable[[float], None] | None = None
) -> Path:
    """Write the backup in which the practice goes into a folder, mark this copy, and return it.

    If the mark is not written the backup goes again: a practice went, or it stayed. Raises what a
    backup or a write raises.
    """
    written = vault.backup(folder, at=at, progress=progress)
    try:
        vault.record.run(hand_over, str(written), at)
    except BaseException:
        if not _went(vault):
            with suppress(OSError):  # a disk that is gone does not hide what came first
                written.unlink()
        raise
    return written


def found(vault: Vault) -> HandedOver | None:
    """Return how an open copy was handed over, if it was.

    A record that cannot be read tells nothing here: that is told of where it is read. One that
    there was no memory to read may tell it, and raises MemoryShort.
    """
    try:
        return vault.record.run(standing)
    except MemoryShort:
        raise
    except PracticeNotesError:
        return None


def _went(vault: Vault) -> bool:
    """Say whether the mark stands all the same: whoever stopped waiting for it did not undo it."""
    try:
        return found(vault) is not None
    except MemoryShort:
        return False


def refuse(db: Db) -> None:
    """Raise PracticeHandedOver in a copy that was handed over: not a bit of it is to change.

    As with `found`, a mark that cannot be read tells nothing.
    """
    with suppress(RowDamaged):
        if handed := standing(db):
            raise PracticeHandedOver(handed.at)


def guard(vault: Vault) -> HandedOver | None:
    """Let a copy that was handed over be read and nothing else; return how it was, if it was."""
    handed = found(vault)
    if handed:
        reading.only_read(vault, partial(PracticeHandedOver, handed.at))
    return handed


def resume(vault: Vault, at: datetime) -> None:
    """Let a copy that was handed over be written in again; raises what keeps it from being so."""
    reading.write_again(vault)
    try:
        vault.record.run(take_back, at)
    except PracticeNotesError:
        guard(vault)
        raise
