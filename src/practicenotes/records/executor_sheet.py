"""The executor sheet of an open vault, and the entries that it was made, tried and revoked."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from practicenotes.domain import settings as known
from practicenotes.domain.executor import SheetState
from practicenotes.records import access, settings
from practicenotes.vault import RecoveryKey, Vault, executor, executor_key
from practicenotes.vault.executor_key import ExecutorKey


Parts = tuple[tuple[str, ...], ...]  # the groups of a key, or of its two parts


def state(vault: Vault) -> SheetState:
    """Return whether there is a sheet, and whether it was tried."""
    laid = executor.laid(vault)
    if laid is None:
        return SheetState()
    tried = vault.record.run(settings.get, known.EXECUTOR_TRIED) == laid.id
    in_parts = bool(vault.record.run(settings.get, known.EXECUTOR_PARTS))
    return SheetState(laid.made_at, tried, in_parts)


def make(
    vault: Vault,
    proof: str | RecoveryKey,
    at: datetime,
    *,
    two_parts: bool,
    kept: Callable[[Parts], AbstractContextManager[object]] = nullcontext,
) -> Parts:
    """Return the groups of a new key, or of its two parts; a sheet before it opens nothing more.

    The key counts only within `kept`, which lays it down. Raises WrongPassphrase,
    WrongRecoveryKey or OpenForReading.
    """
    made: list[Parts] = []

    def within(key: ExecutorKey) -> AbstractContextManager[object]:
        parts = executor.split(vault, key) if two_parts else (key,)
        made.append(tuple(part.groups for part in parts))
        return kept(made[0])

    executor.make(vault, proof, at=at, kept=within)
    access.enter(vault, settings.put, known.EXECUTOR_PARTS, two_parts)
    access.enter(vault, access.rekeyed, "make executor sheet", at)
    return made[0]


def attempt(vault: Vault, typed: Sequence[str], at: datetime) -> None:
    """Really open the key files with what was typed, and remember that it works.

    Raises ExecutorKeyMistyped and WrongExecutorKey.
    """
    executor.attempt(vault, executor_key.read(*typed))
    if laid := executor.laid(vault):
        access.enter(vault, settings.put, known.EXECUTOR_TRIED, laid.id)
    access.enter(vault, access.rekeyed, "try executor sheet", at)


def revoke(vault: Vault, at: datetime) -> None:
    """Let no executor sheet open the practice any more."""
    executor.revoke(vault)
    access.enter(vault, access.rekeyed, "revoke executor sheet", at)
