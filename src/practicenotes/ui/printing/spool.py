"""Where the pages lie while the computer hands them to a printer: in memory, if it has a place.

On Linux the library of the print queue (CUPS) first writes what it is given into a file of its own,
below TMPDIR, and removes it when the queue has taken it. That file is readable on a disk; below
these folders, which live in memory, it never reaches one.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


BYTES_PER_PAGE = 8_000_000  # of pages full of pictures; pages of words take a tenth
_PLACE = "TMPDIR"


@contextmanager
def in_memory(pages: int) -> Iterator[Path | None]:
    """Let files of the print queue be made in memory, and yield where, or None if nowhere."""
    place = _place(pages * BYTES_PER_PAGE)
    before = os.environ.get(_PLACE)
    try:
        if place:
            os.environ[_PLACE] = str(place)
        yield place
    finally:
        if before is None:
            os.environ.pop(_PLACE, None)
        else:
            os.environ[_PLACE] = before


def _place(room: int) -> Path | None:
    """Return a folder in memory with so much room; other systems spool in a service of theirs."""
    if not sys.platform.startswith("linux"):
        return None
    for name in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):  # noqa: S108 - memory
        with suppress(OSError):
            writable = bool(name) and os.access(name, os.W_OK | os.X_OK)
            if writable and shutil.disk_usage(name).free > room:
                return Path(name)
    return None
