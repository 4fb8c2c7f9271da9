"""A second passphrase, which stands before the reflections alone: the record opens without it.

With it the record can be open on a desk while the reflections are not: their key is then nowhere in
the vault. Set, changed or taken away, only the key header is written.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from practicenotes.errors import ReflectionsDamaged, StoreDamaged
from practicenotes.vault.header import StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.schema import Schema
from practicenotes.vault.slots import Cost
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


def is_set(vault: Vault) -> bool:
    """Say whether the reflections have a passphrase of their own."""
    return vault.with_keys(lambda ring: ring.has_second)


def put(vault: Vault, first: str, text: str, *, at: datetime, cost: Cost | None = None) -> None:
    """Let this passphrase open the reflections, and the first one the record alone from now on.

    Old backups still open as they did. Raises WrongPassphrase for the first, PassphraseRefused,
    ReflectionsShut, StoreReadOnly, DiskFull or FolderNotWritable.
    """
    vault.with_keys(lambda ring: ring.put_second(first, text, at, cost), changing=True)


def change(
    vault: Vault, old: str | RecoveryKey, text: str, *, at: datetime, cost: Cost | None = None
) -> None:
    """Let another passphrase open the reflections; the recovery key stands for a forgotten one.

    Raises WrongPassphrase, WrongRecoveryKey, and what `put` raises.
    """

    def work(ring: Keyring) -> None:
        check(vault, old)
        ring.change_second(text, at, cost)

    vault.with_keys(work, changing=True)


def take_away(vault: Vault, first: str, *, at: datetime) -> None:
    """Let the first passphrase open both again; raises WrongPassphrase and what `put` raises."""
    vault.with_keys(lambda ring: ring.take_second_away(first, at), changing=True)


def check(vault: Vault, key: str | RecoveryKey) -> None:
    """Raise WrongPassphrase or WrongRecoveryKey unless this opens the reflections."""
    vault.with_keys(lambda ring: ring.checked_private(key) and None)


def unlock(vault: Vault, key: str | RecoveryKey) -> None:
    """Hold the key of the reflections without opening them, for what needs both keys.

    Raises WrongPassphrase or WrongRecoveryKey.
    """
    vault.with_keys(lambda ring: ring.open_private(key))


def reopen(
    vault: Vault,
    key: str | RecoveryKey,
    schemas: Mapping[StoreName, Schema],
    *,
    at: datetime,
    backups: Path | None = None,
) -> None:
    """Open the reflections of a vault whose record is open; whoever forgot uses the recovery key.

    An older store is brought up to date first, as `Vault.open` does. Raises WrongPassphrase,
    WrongRecoveryKey, VaultNewer, ReflectionsDamaged, or what a backup raises, a StoreDamaged of the
    record among it; they are then as closed as before.
    """
    only: dict[StoreName, Schema] = {"private": schemas["private"]}

    def work(ring: Keyring, _stores: Sequence[Store], _going: Callable[[], None]) -> None:
        ring.open_private(key)
        try:
            vault.open_stores(only, at, backups)
        except BaseException as error:
            vault.stores.let_go("private")
            ring.shut_private()
            if isinstance(error, StoreDamaged) and error.path.name.startswith("private"):
                raise ReflectionsDamaged(error.path, error.how) from None
            raise

    vault.alone(work, writing=False)


def shut(vault: Vault) -> None:
    """Close the reflections and forget their key; what was submitted to them is done first."""

    def work(ring: Keyring, _stores: Sequence[Store], _going: Callable[[], None]) -> None:
        vault.stores.let_go("private")
        if ring.has_second:
            ring.shut_private()

    vault.alone(work, writing=False)
