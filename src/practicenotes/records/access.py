"""What the audit trail says of opening and closing the practice."""

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec

from sqlalchemy.orm import Session as Db

from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.errors import PracticeNotesError
from practicenotes.records import settings
from practicenotes.vault import Vault, audit


P = ParamSpec("P")

_NOT_YET = False
_LAST = 200  # entries
UNLOCK = "unlock"


def enter(
    vault: Vault, entry: Callable[Concatenate[Db, P], object], *args: P.args, **kwargs: P.kwargs
) -> bool:
    """Enter in the record what has happened, and say whether that was taken.

    A key that is in force, or a backup that lies there, is so whatever becomes of its entry: a worn
    place in the trail or a full disk does not turn it into something that was refused.
    """
    try:
        vault.record.run(entry, *args, **kwargs)
    except (PracticeNotesError, MemoryError):
        return False
    return True


def before_unlock(db: Db) -> datetime | None:
    """Return when the last entry before this sitting was made: a clock set back since is behind it.

    Only that one counts. A clock that ran ahead once, and was put right, is told of once.
    """
    entries = iter(audit.entries(db, _LAST))
    for entry in entries:
        if entry.act == UNLOCK:
            break
    earlier = (audit.at(entry) for entry in entries if entry.actor != audit.PROGRAM)
    return next(earlier, None)


@writes(Changes.NONE)
def unlocked(db: Db, failures: int, at: datetime) -> None:
    """Enter that the practice was unlocked, and how often that was tried in vain before."""
    if failures:
        audit.append(db, f"failed unlocks: {failures}", "vault", at, actor=audit.PROGRAM)
    audit.append(db, UNLOCK, "vault", at)


@writes(Changes.NONE)
def rekeyed(db: Db, how: str, at: datetime) -> None:
    """Enter that a key was used or replaced: "change passphrase", "use recovery key"."""
    audit.append(db, how, "vault", at)


@writes(Changes.SETTINGS)
def keys_replaced(db: Db, at: datetime, what: str = "all keys") -> None:
    """Enter that all keys, or the recovery key, were replaced; the new one was not tried yet."""
    settings.put(db, known.RECOVERY_TRIED, _NOT_YET)
    audit.append(db, f"replace {what}", "vault", at)


@writes(Changes.NONE)
def older_opened(db: Db, at: datetime) -> None:
    """Enter that a copy which is older than the one last used here was opened on purpose."""
    audit.append(db, "open an older copy", "vault", at)


@writes(Changes.NONE)
def restored(db: Db, made: datetime, at: datetime) -> None:
    """Enter that this practice was made out of a backup."""
    audit.append(db, f"restore the backup of {times.exact(made)}", "vault", at)


@writes(Changes.NONE)
def handed_over(db: Db, at: datetime) -> None:
    """Enter that the screen was handed to a client, who sees a card and nothing else."""
    audit.append(db, "hand over the screen", "vault", at)


@writes(Changes.NONE)
def taken_back(db: Db, failures: int, at: datetime) -> None:
    """Enter that the therapist has the screen again, and how often that was tried in vain."""
    if failures:
        audit.append(db, f"failed unlocks: {failures}", "vault", at, actor=audit.PROGRAM)
    audit.append(db, "take back the screen", "vault", at)


@writes(Changes.NONE)
def locked(db: Db, at: datetime) -> None:
    """Enter that the practice was locked."""
    audit.append(db, "lock", "vault", at)
