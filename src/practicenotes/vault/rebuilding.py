"""Writes both key files of a vault anew, out of a backup, when neither of them can be read.

The notes in the folder are newer than those in the backup. What is lost are the keys, and these a
backup has: with them the practice goes on as it was, and nothing needs to be restored.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from practicenotes.errors import HeaderDamaged, KeysUnfit, StoreDamaged
from practicenotes.vault import backup, database, header
from practicenotes.vault.files import FolderLock
from practicenotes.vault.header import STORES, Place, StoreName
from practicenotes.vault.keyring import Entropy, Keyring
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.recovery import RecoveryKey


def rebuild(
    folder: Path, file: Path, key: str | RecoveryKey, *, entropy: Entropy = os.urandom
) -> bool:
    """Write the key files of a vault as a backup has them; say whether they were lost.

    A vault that has one of them is left alone, and the backup unread. The passphrase and the
    recovery key are then those of the day of the backup. Raises what `backup.unlocked` raises,
    VaultMissing, VaultNewer, FileNotReadable, VaultBusy, DiskFull, FolderNotWritable, or KeysUnfit
    where the keys in the backup do not open what lies here.
    """
    if not _is_lost(folder):
        return False
    head, masters = backup.unlocked(file, key)
    lock = FolderLock(folder)
    try:
        record, private = (
            _place(folder, head.place(name), masters.store(name, head)) for name in STORES
        )
        ring = Keyring(folder, replace(head, record=record, private=private), masters, entropy)
        ring.adopt(ring.header)
    finally:
        lock.release()
    return True


def _is_lost(folder: Path) -> bool:
    try:
        header.read(folder)
    except HeaderDamaged:
        return True
    return False


def _place(folder: Path, told: Place, keys: StoreKeys | None) -> Place:
    """Return where the store lies that these keys open; other tables give it another name.

    Reflections that stand behind a second passphrase are known by how their file begins.
    """
    name: StoreName = keys.store if keys else "private"
    for path in _candidates(folder, told, name):
        if _fits(path, told, keys):
            return replace(told, file=path.name)
    raise KeysUnfit(folder)


def _fits(path: Path, told: Place, keys: StoreKeys | None) -> bool:
    if keys is None:
        try:
            with path.open("rb") as file:
                return file.read(len(told.salt)) == told.salt
        except OSError:
            return False
    try:
        database.open_file(path, keys.database).close()
    except StoreDamaged:
        return False
    return True


def _candidates(folder: Path, told: Place, name: StoreName) -> Iterator[Path]:
    """Yield the file that the backup tells of, and then the others, the latest first."""
    yield folder / told.file
    found = [path for path in folder.glob(f"{name}-*.db") if header.is_store_file(path.name)]
    yield from sorted(found, key=_number, reverse=True)


def _number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])
