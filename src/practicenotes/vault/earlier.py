"""The record of a backup, to be looked into: unpacked as it is, encrypted, and gone afterwards.

It lies in the vault under a name that the next opening clears away, should this program be stopped.
"""

import os
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from practicenotes.errors import BackupNewer, OpenedReadOnly, StoreDamaged
from practicenotes.vault import audit, backup, files, pages, reading, schema, strays
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
        strays.remove(self._store.path)


def look_into(vault: Vault, file: Path, wanted: Schema) -> Earlier:
    """Unpack and check the record of a backup of this vault, and open it.

    It is closed with the vault at the latest. Raises what `backup.unpack_store` raises, and
    OpenedReadOnly, StoreClosed or BackupNewer.
    """
    if not (vault.writable or reading.is_only_read(vault)):
        raise OpenedReadOnly(vault.folder)
    return vault.with_keys(partial(_opened, vault, file, wanted))


def look_at(vault: Vault, file: Path, wanted: Schema) -> Earlier:
    """Copy a record that lies in the vault beside its own, and open the copy.

    Raises OpenedReadOnly, StoreDamaged, StoreClosed or BackupNewer.
    """
    if not (vault.writable or reading.is_only_read(vault)):
        raise OpenedReadOnly(vault.folder)
    return vault.with_keys(partial(_copied, vault, file, wanted))


def _copied(vault: Vault, file: Path, wanted: Schema, ring: Keyring) -> Earlier:
    path, keys = ring.folder / _NAME, ring.store_keys()["record"]
    with ExitStack() as undo:
        undo.enter_context(strays.copied(file, path))
        if pages.check(path, keys.raw, keys.salt, lambda: None).bad:
            raise StoreDamaged(file)
        store = Store(path, keys, os.urandom)
        undo.callback(store.close)
        end = store.on_connection(audit.end)
        _bring_up(store, file, wanted)
        earlier = Earlier(store, end.at or datetime.fromtimestamp(file.stat().st_mtime, UTC))
        vault.at_close(earlier.close)
        undo.pop_all()  # it is removed when it is closed
    return earlier


def _opened(vault: Vault, file: Path, wanted: Schema, ring: Keyring) -> Earlier:
    path = ring.folder / _NAME
    strays.remove(path)
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
        strays.remove(path)
        raise
    return earlier


def _bring_up(store: Store, file: Path, wanted: Schema) -> None:
    """Give an older record the tables of now: it is a copy."""
    version = store.on_connection(schema.version_of)
    if version > wanted.version:
        raise BackupNewer(file, why=f"schema {version}")
    if version < wanted.version:
        store.on_connection(partial(schema.bring_up, schema=wanted))
