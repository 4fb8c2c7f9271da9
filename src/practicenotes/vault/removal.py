"""Takes a vault off this computer: its keys first, so that whatever is left can never be opened.

It claims no more than the system does: a disk may keep what was deleted for a while, and backups
and other copies are not touched.
"""

import contextlib
import shutil
from pathlib import Path

from practicenotes.errors import KeysDeleted
from practicenotes.vault import anchor, files, header
from practicenotes.vault.files import LOCK, PART, QUARANTINE


def remove(folder: Path, vault: str, anchors: Path) -> bool:
    """Delete a closed vault, and say whether its folder is gone: what is not its own stays.

    Raises FolderNotWritable where the vault opens as before: a key file that is gone by then is
    written anew from the other. Raises KeysDeleted where both are gone, and not all of the rest.
    """
    with files.plain_errors(folder):
        for name in header.COPIES:
            (folder / name).unlink(missing_ok=True)
    try:
        _remove_rest(folder, vault, anchors)
    except OSError as error:
        raise KeysDeleted(folder) from error
    return not folder.exists()


def _remove_rest(folder: Path, vault: str, anchors: Path) -> None:
    files.sync_folder(folder)
    anchor.forget(vault, anchors)
    for path in sorted(folder.iterdir()):
        if _is_own(path):
            path.unlink()
    shutil.rmtree(folder / QUARANTINE, ignore_errors=True)
    with contextlib.suppress(OSError):  # something of somebody else lies there
        folder.rmdir()


def _is_own(path: Path) -> bool:
    name = path.name.removesuffix("-journal")
    return path.is_file() and (
        name == LOCK or path.name.endswith(PART) or header.is_store_file(name)
    )
