"""What a replacement of all keys leaves behind when it is cut off: told beforehand, cleared later.

The files of one of the two sets are then of no use to anybody, and the old ones must not stay: old
keys open them. Which set it is, the header says. Databases that were not told of are never deleted.
"""

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from practicenotes.vault import files, header, strict


NOTE = f"replaced{files.PART}"

_SALT = 16
_MOST_BYTES = 4096


def tell(folder: Path, salts: Mapping[str, bytes]) -> None:
    """Note the files of both sets, each with the salt that it begins with."""
    body = {name: salt.hex() for name, salt in salts.items()}
    files.write(folder / NOTE, strict.canonical(body))


def clear(folder: Path) -> None:
    """Delete those that no key file names, and then the note.

    While the two key files differ, or one cannot be read, nothing is deleted: either may count.
    """
    if not (folder / NOTE).is_file():
        return
    named = _named(folder)
    if named is None:
        return
    for name, salt in _told(folder).items():
        path = folder / name
        if name not in named and header.is_store_file(name) and _begins(path, salt):
            for each in (path, path.with_name(f"{name}-journal")):
                each.unlink(missing_ok=True)
    files.sync_folder(folder)
    (folder / NOTE).unlink()


def drop(copies: Iterable[Path]) -> None:
    """Delete copies that were made just now and came to nothing, unless a key file may name them.

    What stays goes to the quarantine at the next opening.
    """
    with contextlib.suppress(OSError):
        for path in copies:
            named = _named(path.parent)
            if named is not None and path.name not in named:
                path.unlink(missing_ok=True)


def _named(folder: Path) -> set[str] | None:
    """Return the files that both key files name; None while they differ, or one is no key file."""
    with contextlib.suppress(strict.Broken, header.Newer):
        one, other = (header.parse((folder / copy).read_bytes()).header for copy in header.COPIES)
        if one == other:
            return {one.place(name).file for name in header.STORES}
    return None


def _told(folder: Path) -> dict[str, bytes]:
    """Return what was noted; nothing if that cannot be read."""
    found = {}
    with contextlib.suppress(strict.Broken), (folder / NOTE).open("rb") as file:
        for name, salt in strict.parse(file.read(_MOST_BYTES)).items():
            found[name] = strict.raw(salt, _SALT)
    return found


def _begins(path: Path, salt: bytes) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(_SALT) == salt
