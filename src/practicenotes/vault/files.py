"""Files that are either whole or not there: written beside their place, synced, then renamed."""

import contextlib
import errno
import json
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import IO

from practicenotes.errors import (
    DiskFailing,
    DiskFull,
    FolderInUse,
    FolderMissing,
    FolderNotWritable,
    NameTooLong,
    PracticeNotesError,
    VaultBusy,
)


PART = ".part"
_LABEL = 8  # hexadecimal digits, enough to tell one folder's left-overs from another's
LOCK = "lock"
QUARANTINE = "quarantine"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_IMPOSSIBLE = {
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENOTEMPTY,
    errno.EEXIST,
    errno.EINVAL,
    errno.ELOOP,
}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR, errno.EEXIST}  # or a file has its name
_FAILING = {
    errno.EIO,
    errno.ENODEV,
    errno.ENXIO,
    errno.ENOTCONN,
    errno.ESTALE,
    errno.ETIMEDOUT,
}
_LEFT_OVER = re.compile(
    r"(keys-[ab]\.txt|(record|private)-[0-9]+\.db|replaced\.part)\.part(-journal)?"
)
_MOST_LOCK_BYTES = 4096
_LOCKED_BYTE = 1 << 30  # far behind the text, so that others can read who holds the lock


@contextlib.contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what a disk refuses or fails to do into errors that the therapist can be told about."""
    try:
        yield
    except OSError as error:
        plain = _plain(error, path)
        if plain is None:
            raise
        raise plain from error


def is_folder(path: Path) -> bool:
    """Whether a folder lies there; one behind a folder that may not be entered is none to us."""
    try:
        return path.is_dir()
    except OSError:
        return False


def part_of(path: Path) -> Path:
    """Return where a file is written before it gets its name."""
    return path.with_name(path.name + PART)


def write(path: Path, data: bytes) -> None:
    """Replace a file in one step: after a crash it has the old or the new bytes, never a mix.

    What could not be written leaves nothing.
    """
    part = part_of(path)
    with plain_errors(path.parent), gone_unless_done(part):
        part.unlink(missing_ok=True)  # a left-over may be a link, or let others read what follows
        with open(part, "xb", opener=_private) as file:
            file.write(data)
            _sync_file(file)
        if part.read_bytes() != data:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(part))
        replace(part, path)


@contextlib.contextmanager
def gone_unless_done(part: Path) -> Iterator[None]:
    """Remove a file again, if there is one, unless all goes well."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def replace(part: Path, path: Path) -> None:
    """Give a finished file its name, and wait until the disk knows."""
    if sys.platform == "win32":
        import ctypes

        replace_existing, write_through = 1, 8
        moved = ctypes.windll.kernel32.MoveFileExW(
            str(part), str(path), replace_existing | write_through
        )
        if not moved:
            raise ctypes.WinError()
    else:
        part.replace(path)
        sync_folder(path.parent)


def sync(path: Path) -> None:
    """Wait until the disk has the file's content."""
    with path.open("rb+") as file:
        _sync_file(file)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's list of names; Windows has no such call."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(folder: Path, mode: int = 0o700) -> None:
    """Make a folder and those above it, and wait until the disk knows of each that is new."""
    new = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    for path in new:
        sync_folder(path.parent)


@contextlib.contextmanager
def folder_for(folder: Path) -> Iterator[None]:
    """Make a folder and those above it; where what is to lie in it fails, the new ones go again."""
    new: list[Path] = []
    try:
        with plain_errors(folder):
            new += [path for path in (folder, *folder.parents) if not path.exists()]
            make_folder(folder)
        yield
    except BaseException:
        for path in new:
            with contextlib.suppress(OSError):  # it is not empty, or was not made
                path.rmdir()
        raise


def make(path: Path) -> None:
    """Make an empty file that only this account may read; it must not exist yet."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


@contextlib.contextmanager
def new_folder(folder: Path, tag: str) -> Iterator[Path]:
    """Yield a folder to be filled, which becomes `folder` at the end, or nothing if that fails.

    What a killed program left of it goes first: the name says which folder it was to become, and
    nobody holds its lock. Raises FolderInUse, FolderNotWritable, NameTooLong or DiskFull.
    """
    stem = f".{sha256(str(folder.absolute()).encode()).hexdigest()[:_LABEL]}"
    part = folder.with_name(f"{stem}-{tag}{PART}")
    with plain_errors(folder.parent):
        _refuse_used(folder)
        make_folder(folder.parent, mode=0o777)
        _remove_unheld(folder.parent.glob(f"{stem}-*{PART}"))
        part.mkdir(mode=0o700)
        try:
            with _held(part):
                yield part
            (part / LOCK).unlink(missing_ok=True)
            sync_folder(part)
            _become(part, folder)
        except DiskFull:  # the folder that was filled is ours to know, and gone
            raise DiskFull(folder.parent) from None
        finally:
            shutil.rmtree(part, ignore_errors=True)


@contextlib.contextmanager
def _held(part: Path) -> Iterator[None]:
    """Let nobody take a folder that is just filled for a left-over, where a disk knows locks."""
    with contextlib.ExitStack() as held:
        with contextlib.suppress(VaultBusy):
            held.callback(FolderLock(part).release)
        yield


def _refuse_used(folder: Path) -> None:
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise FolderInUse(folder)


def _become(part: Path, folder: Path) -> None:
    """Give a folder that is filled its name; another one may have got it meanwhile."""
    try:
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError:
        _refuse_used(folder)
        raise
    sync_folder(folder.parent)


def _remove_unheld(folders: Iterable[Path]) -> None:
    """Remove the folders that nobody is just filling."""
    for folder in folders:
        with contextlib.suppress(OSError, PracticeNotesError):  # held, or not ours to remove
            if not folder.is_symlink():
                FolderLock(folder).release()
                shutil.rmtree(folder)


def remove_scratch(folder: Path, stem: str) -> None:
    """Remove the scratch folders that a killed program left in a folder."""
    for path in folder.glob(f"{stem}{PART}"):
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Yield a fresh private folder that is gone afterwards; a left-over of that name goes first."""
    with plain_errors(folder.parent):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def retire(path: Path) -> None:
    """Move a database that is no longer in use to the vault's quarantine; nothing is deleted."""
    quarantine = path.parent / QUARANTINE
    quarantine.mkdir(mode=0o700, exist_ok=True)
    for name in (path.name, path.name + "-journal"):
        if (path.parent / name).exists():
            replace(path.parent / name, _free_name(quarantine / name))
    sync_folder(path.parent)


def _free_name(path: Path) -> Path:
    tries = (path.with_name(f"{path.name}.{count}") for count in range(1, 10_000))
    return next(free for free in (path, *tries) if not free.exists())


def remove_parts(folder: Path) -> None:
    """Remove what was being written when the program was stopped."""
    for path in folder.iterdir():
        if _LEFT_OVER.fullmatch(path.name) and not path.is_dir():
            path.unlink()


class FolderLock:
    """Says that a vault is open, by whom and since when; the system drops it with the process.

    What keeps two writers apart in the end is SQLite's own lock: this one can say a name.
    """

    def __init__(self, folder: Path, *, despite_mark: bool = False) -> None:
        """Take the lock, or raise VaultBusy.

        The mark of another computer counts, unless `despite_mark`: locks do not reach everywhere.
        """
        self._file: FileIO | None = None
        self._announced = False
        path = folder / LOCK
        try:
            file = open(path, "r+b", 0, opener=_private_lock)  # noqa: SIM115 - held with the vault
        except OSError as error:
            if error.errno in _FORBIDDEN:
                self._heed_mark(folder, despite_mark=despite_mark)
                return  # a folder that nobody can write to has nobody to keep out
            raise _plain(error, folder) or error from None
        try:
            _lock(file)
        except OSError:
            file.close()
            raise busy(folder) from None
        self._file = file
        self._heed_mark(folder, despite_mark=despite_mark)

    @property
    def is_held(self) -> bool:
        """Whether the folder could be locked: one that nobody can write to cannot."""
        return self._file is not None

    def announce(self, at: datetime) -> None:
        """Write who holds the lock."""
        who = {"host": platform.node(), "pid": os.getpid(), "since": at.isoformat()}
        self._write(json.dumps(who).encode())
        self._announced = True

    def forget(self) -> None:
        """Take a mark away that another computer left, and let others in."""
        self._announced = True
        self.release()

    def release(self) -> None:
        """Let others in."""
        if self._file is not None:
            if self._announced:
                self._write(b"")
            self._file.close()
            self._file = None

    def _heed_mark(self, folder: Path, *, despite_mark: bool) -> None:
        found = busy(folder, left=True)
        if found.is_elsewhere and not despite_mark:
            self.release()
            raise found

    def _write(self, data: bytes) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):  # a full disk must not keep the vault shut
                self._file.seek(0)
                self._file.truncate()
                self._file.write(data)


def busy(folder: Path, *, left: bool = False) -> VaultBusy:
    """Return the error that says who holds a vault, as far as the lock file tells.

    One that is `left` is held by nobody as far as this computer can see, and was not closed.
    """
    try:
        with (folder / LOCK).open("rb") as file:
            who = json.loads(file.read(_MOST_LOCK_BYTES))
        host, since = str(who["host"]), datetime.fromisoformat(who["since"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return VaultBusy(folder)
    shown = "".join(sign for sign in host if sign.isprintable())[:255]
    return VaultBusy(folder, shown, since, left, is_elsewhere=host not in {"", platform.node()})


def _lock(file: FileIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _plain(error: OSError, path: Path) -> PracticeNotesError | None:
    if error.errno in _FULL:
        return DiskFull(path)
    if error.errno in _FAILING:
        return DiskFailing(path)
    if error.errno == errno.ENAMETOOLONG:
        return NameTooLong(path.name)
    if error.errno in _NO_FOLDER and not is_folder(path):
        return FolderMissing(path)
    return FolderNotWritable(path) if error.errno in _FORBIDDEN | _IMPOSSIBLE else None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _private_lock(path: str, flags: int) -> int:
    """Open or make the lock; a link would let it overwrite whatever the link names."""
    return os.open(path, flags | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _sync_file(file: IO[bytes]) -> None:
    file.flush()
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
    else:
        os.fsync(file.fileno())
