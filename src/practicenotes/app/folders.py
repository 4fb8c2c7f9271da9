"""What lies in the folder that the program is pointed to; looked at, and nothing more.

The prompt stands before the databases load, so this asks the file system and not the vault.
"""

from itertools import chain
from pathlib import Path


NEW = "Main"

_NAMES = (f"{NEW}.practice", *(f"{NEW} {number}.practice" for number in range(2, 100)))
_KEYS = ("keys-a.txt", "keys-b.txt")
_STORES = ("record-", "private-")


def is_vault(folder: Path) -> bool:
    """Whether a folder holds a key file or a store, damaged or not; raises PermissionError."""
    try:
        names = [path.name for path in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return False
    return any(n in _KEYS or (n.startswith(_STORES) and n.endswith(".db")) for n in names)


def is_free(folder: Path) -> bool:
    """Whether a new practice may be made here: nothing is there, or a folder without content."""
    try:
        return not any(folder.iterdir())
    except FileNotFoundError:
        return True
    except OSError:  # a file, something inside a file, or a folder that may not be read
        return False


def for_a_new_one(folder: Path) -> Path:
    """Return where a new practice may lie: this folder, or a free name in it or beside it.

    Where no such name can be found it is this folder: that it cannot be used is told later.
    """
    places = (folder / name for name in _NAMES), (folder.with_name(name) for name in _NAMES)
    return next((place for place in (folder, *chain(*places)) if is_free(place)), folder)
