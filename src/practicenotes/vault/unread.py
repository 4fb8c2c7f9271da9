"""A store in a backup while it is closed: its file as it lies, byte for byte, and nothing read.

Nobody writes to it then, so the file is a whole; that each byte is right is checked when it is next
open. The mark on the manifest holds that no byte changes until then.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from practicenotes.errors import BackupNotVerified, ReflectionsUnsettled
from practicenotes.vault import database, files


_CHUNK = 1024 * 1024


def copied(path: Path, salt: bytes, to: Path, going: Callable[[], None]) -> Path:
    """Copy the file of a closed store, and return where.

    Raises ReflectionsUnsettled where a change to it was cut off, BackupNotVerified where it is no
    store of this vault from the outside, and what `going` raises.
    """
    if _is_unsettled(path):
        raise ReflectionsUnsettled
    files.make(to)
    with path.open("rb") as source, to.open("r+b") as target:
        while chunk := source.read(_CHUNK):
            going()
            target.write(chunk)
    files.sync(to)
    if not _is_whole(to, salt):
        raise BackupNotVerified(to)
    return to


def facts(copy: Path) -> dict[str, Any]:
    """Return what a backup says of a store that was not read."""
    pages = copy.stat().st_size // database.PAGE
    nothing = {"audit": [0, ""], "damaged": 0, "rows": {}, "version": 0}
    return nothing | {"pages": pages, "sound": True, "unread": True}


def is_so(facts: Mapping[str, Any] | None) -> bool:
    """Say whether this is told of a store that was not read."""
    return bool(facts and facts.get("unread"))


def _is_unsettled(path: Path) -> bool:
    journals = (path.with_name(f"{path.name}-journal"), path.with_name(f"{path.name}-wal"))
    return any(journal.exists() and journal.stat().st_size for journal in journals)


def _is_whole(copy: Path, salt: bytes) -> bool:
    """Say whether this is a whole number of pages that begins as the header says."""
    size = copy.stat().st_size
    with copy.open("rb") as file:
        return size > 0 and size % database.PAGE == 0 and file.read(len(salt)) == salt
