"""Takes a vault off this computer: its keys first, so that whatever is left can never be opened.

It claims no more than the system does: a disk may keep what was deleted for a while, and backups
and other copies are not touched.
"""

import contextlib
import shutil
from pathlib import Path

from practicenotes.vault import anchor, files, header
from practicenotes.vault.files import LOCK, PART, QUARANTINE


def remove(folder: Path, vault: str, anchors: Path) -> bool:
    """Delete a closed vault, and say whether its folder is gone: what is not its own stays.

    Raises FolderNotWritable; what was deleted by then are the keys, or nothing.
    """
    with files.plain_errors(folder):
        for name in header.COPIES:
            (folder / name).unlink(missing_ok=True)
        files.sync_folder(folder)
        anchor.forget(vault, anchors)
        for path in sorted(folder.iterdir()):
            if _is_own(path):
                path.unlink()
        shutil.rmtree(folder / QUARANTINE, ignore_errors=True)
        with contextlib.suppress(OSError):  # something of somebody else lies there
            folder.rmdir()
    return not folder.exists()


def _is_own(path: Path) -> bool:
    name = path.name.removesuffix("-journal")
    return path.is_file() and (
        name == LOCK or path.name.endswith(PART) or header.is_store_file(name)
    )
