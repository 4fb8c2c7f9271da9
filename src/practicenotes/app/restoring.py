"""Makes a practice out of a backup for whoever has nothing else, and opens it."""

from contextlib import suppress
from functools import partial
from pathlib import Path

from practicenotes.app import folders, keeping
from practicenotes.app.stores import SCHEMAS
from practicenotes.app.watching import Watch
from practicenotes.domain import synchronised, times
from practicenotes.errors import (
    FolderSynchronised,
    PracticeNotesError,
    WrongExecutorKey,
    WrongRecoveryKey,
)
from practicenotes.records import access
from practicenotes.ui.restore.asked import Asked, RestoreCare
from practicenotes.ui.restore.keys_page import KeysCare
from practicenotes.vault import RecoveryKey, Vault, backup, executor_key, rebuilding
from practicenotes.vault.executor_key import ExecutorKey


def care(folder: Path, anchors: Path) -> RestoreCare:
    """Return what the page may do; a new practice is offered in or beside `folder`."""
    return RestoreCare(
        folder=_free(folder),
        look=backup.seen,
        free=_free,
        restore=partial(restore, anchors),
    )


def restore(anchors: Path, asked: Asked) -> Vault:
    """Make a new folder out of a backup and open it: from here on it is the practice in use.

    Raises what `backup.restore` raises, RecoveryKeyMistyped or FolderSynchronised.
    """
    if service := synchronised.service(asked.folder):
        raise FolderSynchronised(asked.folder, service)
    made = backup.seen(asked.file)
    vault = _unpacked(asked)
    watch = Watch(anchors)
    with suppress(PracticeNotesError):  # else it is asked about, as any older copy
        if watch.look(vault):
            watch.agree(vault)  # it was restored on purpose, just now
    vault.record.submit(access.restored, made, times.utc_now())
    return vault


def _unpacked(asked: Asked) -> Vault:
    """Unpack a backup and open it; a key from paper may be an executor's, or two parts of one."""
    unpack = partial(backup.restore, asked.file, asked.folder, schemas=SCHEMAS, at=times.utc_now())
    if not asked.by_recovery:
        unpack(key=asked.typed)
        return keeping.unlock(asked.folder, asked.typed)
    parts = asked.typed.splitlines()
    if len(parts) == 1:
        key = RecoveryKey.parse(asked.typed)
        try:
            unpack(key=key)
        except WrongRecoveryKey as wrong:
            try:
                unpack(key=ExecutorKey(key.secret))
            except WrongExecutorKey:
                raise wrong from None
        else:
            return keeping.recover(asked.folder, asked.typed)
    else:
        unpack(key=executor_key.read(*parts))
    return keeping.execute(asked.folder, asked.typed)


def keys_care(folder: Path) -> KeysCare:
    """Return what the page may do where both key files are lost."""
    beside = folder.with_name(f"{folder.stem} backups")
    newest = max(beside.glob(f"*{backup.SUFFIX}"), key=lambda path: path.name, default=None)
    return KeysCare(folder, newest, backup.seen, rebuild)


def rebuild(asked: Asked) -> Vault:
    """Take the keys out of a backup and open the practice, whose notes stay as they are.

    Raises what `rebuilding.rebuild` raises, and RecoveryKeyMistyped.
    """
    key = RecoveryKey.parse(asked.typed) if asked.by_recovery else asked.typed
    rebuilding.rebuild(asked.folder, asked.file, key)
    vault = (keeping.recover if asked.by_recovery else keeping.unlock)(asked.folder, asked.typed)
    access.enter(vault, access.rekeyed, "take the keys out of a backup", times.utc_now())
    return vault


def _free(folder: Path) -> Path:
    """Return a new folder in or beside this one, and never inside another practice."""
    with suppress(PermissionError):
        folder = folder.parent if folders.is_vault(folder) else folder
    return folders.for_a_new_one(folder)
