"""The executor's key of an open vault: made, tried, and taken out of force again."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from practicenotes.vault.executor_key import ExecutorKey
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.rows import Instant
from practicenotes.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Laid:
    """The executor's key that opens the record now: what names it, and since when there is one."""

    id: str
    made_at: datetime


def laid(vault: Vault) -> Laid | None:
    """Return what is known of the key, without the key; None where there is none."""
    slots = vault.with_keys(lambda ring: ring.header.of_type("executor"))
    return Laid(slots[0].id, Instant().read(slots[0].created)) if slots else None


def reads(vault: Vault) -> bool:
    """Say whether a vault was opened with an executor's key, for reading only."""
    return vault.with_keys(lambda ring: ring.reads)


Kept = Callable[[ExecutorKey], AbstractContextManager[object]]


def make(
    vault: Vault, proof: str | RecoveryKey, *, at: datetime, kept: Kept = nullcontext
) -> ExecutorKey:
    """Return a new key; any before opens old backups only. The passphrase or recovery key is proof.

    It counts only within `kept`: what that raises, as where there is no room for the paper, leaves
    the key before it in force. Raises WrongPassphrase or WrongRecoveryKey.
    """

    def work(ring: Keyring) -> ExecutorKey:
        ring.check(proof)
        key = ExecutorKey.new(ring.entropy)
        with kept(key):
            ring.take_executor_key(key, at)
        return key

    return vault.with_keys(work, changing=True)


def split(vault: Vault, key: ExecutorKey) -> tuple[ExecutorKey, ExecutorKey]:
    """Return two parts of a key, each of which alone opens nothing."""
    return key.split(vault.with_keys(lambda ring: ring.entropy))


def revoke(vault: Vault) -> None:
    """Let no executor's key open the record any more; old backups keep theirs."""
    vault.with_keys(Keyring.revoke_executor_key, changing=True)


def attempt(vault: Vault, key: ExecutorKey) -> None:
    """Raise WrongExecutorKey unless this key opens the record, as the key files now stand."""
    entropy = vault.with_keys(lambda ring: ring.entropy)
    opened = Keyring.unlock(vault.folder, key, entropy)
    vault.with_keys(lambda ring: _same(ring, opened))


def _same(ring: Keyring, opened: Keyring) -> None:
    """Hold that the key opens the record that is in use, and no reflections."""
    keys = opened.store_keys()
    if keys != {"record": ring.store_keys()["record"]}:
        raise RuntimeError("an executor's key opens the record and nothing else")
