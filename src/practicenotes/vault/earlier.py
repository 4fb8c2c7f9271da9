"""The record of a backup, to be looked into: unpacked as it is, encrypted, and gone afterwards.

It lies in the vault under a name that the next opening clears away, should this program be stopped.
"""

import os
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from practicenotes.errors import StoreReadOnly, VaultNewer
from practicenotes.vault import backup, files, reading, schema
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.schema import Schema
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


_NAME = f"record-0.db{files.PART}"


class Earlier:
    """An open record of another day; whatever is asked of it, nobody writes to it."""

    def __init__(self, store: Store, made: datetime) -> None:
        self.made = made
        self._store = store

    def run(self, operation: Any, *arguments: Any) -> Any:
        """Run an operation that reads; raises StoreClosed once it is closed."""
        return self._store.run(operation, *arguments)

    def close(self) -> None:
        """Let go of it, and remove what was unpacked; closing twice does nothing."""
        self._store.close()
        _remove(self._store.path)


def look_into(vault: Vault, file: Path, wanted: Schema) -> Earlier:
    """Unpack and check the record of a backup of this vault, and open it.

    It is closed with the vault at the latest. Raises what `backup.unpack_store` raises, and
    StoreReadOnly, StoreClosed or VaultNewer.
    """
    if not (vault.writable or reading.is_only_read(vault)):
        raise StoreReadOnly(vault.folder)
    return vault.with_keys(partial(_opened, vault, file, wanted))


def _opened(vault: Vault, file: Path, wanted: Schema, ring: Keyring) -> Earlier:
    path = ring.folder / _NAME
    _remove(path)
    try:
        keys, made = backup.unpack_store(file, ring.masters, "record", path)
        store = Store(path, keys, os.urandom)
        try:
            _bring_up(store, file, wanted)
            earlier = Earlier(store, made)
            vault.at_close(earlier.close)
        except BaseException:
            store.close()
            raise
    except BaseException:
        _remove(path)
        raise
    return earlier


def _bring_up(store: Store, file: Path, wanted: Schema) -> None:
    """Give an older record the tables of now: it is a copy."""
    version = store.on_connection(schema.version_of)
    if version > wanted.version:
        raise VaultNewer(file, why=f"schema {version}")
    if version < wanted.version:
        store.on_connection(partial(schema.bring_up, schema=wanted))


def _remove(path: Path) -> None:
    for each in (path, path.with_name(f"{path.name}-journal")):
        with suppress(OSError):
            each.unlink(missing_ok=True)
