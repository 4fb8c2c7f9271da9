"""How a file leaves the practice: whole or not at all, and readable by this account alone."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from practicenotes.errors import FolderNotWritable, TargetExists
from practicenotes.vault import files


_UNDER_WAY: set[Path] = set()  # what is being written at this moment, by any thread


def write_beside(path: Path, data: bytes) -> None:
    """Write a file under a name of its own beside its place, then move it there (mode 0600).

    It replaces a file of that name. Raises DiskFull, FolderNotWritable or NameTooLong, and then
    leaves nothing.
    """
    part = files.part_of(path)
    _UNDER_WAY.add(part)
    try:
        with _told_plainly(path.parent):
            files.write(path, data)
    finally:
        _UNDER_WAY.discard(part)


def leave_nothing_begun() -> None:
    """Remove what is being written: this process ends now, and nobody would finish it."""
    for part in tuple(_UNDER_WAY):
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def refuse_taken(path: Path) -> None:
    """Raise TargetExists where something has this name, be it a link that leads nowhere.

    Raises NameTooLong for a name that no disk takes, or FolderNotWritable where nobody can tell.
    """
    with _told_plainly(path.parent):
        if path.is_symlink() or path.exists():
            raise TargetExists(path)


def is_no_file(path: Path) -> bool:
    """Say whether something lies there that is no file: a folder, a device or a pipe.

    Raises NameTooLong for a name that no disk takes, or FolderNotWritable where nobody can tell.
    """
    with _told_plainly(path.parent):
        return path.exists() and not path.is_file()


def begin_beside(path: Path) -> Path:
    """Make an empty file beside a place, for what writes a file by itself; return it (mode 0600).

    Raises DiskFull, FolderNotWritable or NameTooLong.
    """
    part = files.part_of(path)
    with _told_plainly(path.parent):
        part.unlink(missing_ok=True)
        files.make(part)
    return part


def move_in(part: Path, path: Path) -> None:
    """Give a file that was begun beside a place, and is whole, its name; it replaces one there.

    Raises DiskFull, DiskFailing or FolderNotWritable, and then leaves it where it is.
    """
    with _told_plainly(path.parent):
        files.sync(part)
        files.replace(part, path)


def make_folder(folder: Path) -> bool:
    """Make a folder for this account alone, and say whether it was missing.

    Raises DiskFull, FolderNotWritable, or TargetExists where a file has that name.
    """
    with _told_plainly(folder.parent):
        if folder.is_dir():
            return False
        if folder.exists():
            raise TargetExists(folder)
        folder.mkdir(mode=0o700)
        return True


@contextlib.contextmanager
def none_unless_done() -> Iterator[list[Path]]:
    """Yield a list for files that are written; unless all goes well, they are removed again."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in made:
            with contextlib.suppress(OSError):  # what was in the way is told, and not this
                path.unlink()
        raise


@contextlib.contextmanager
def _told_plainly(folder: Path) -> Iterator[None]:
    """Turn what the system says into the two things that the therapist can do something about."""
    try:
        with files.plain_errors(folder):
            yield
    except OSError as error:  # no such folder, a folder in the file's place, a failing disk
        raise FolderNotWritable(folder) from error
