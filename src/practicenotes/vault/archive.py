"""The container of a backup: a ZIP of a few known members, stored, with a checksum at its very end.

Whatever `unzip` can open may have been made by anyone: names, sizes and methods are checked before
a byte is unpacked, and the checksum covers what ZIP itself leaves uncovered.
"""

import contextlib
import errno
import shutil
import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import IO

from practicenotes.errors import BackupMissing, BackupUnreadable, FileNotReadable
from practicenotes.vault import files


KEYS, MANIFEST = "keys.txt", "manifest.json"
DATABASES = {"record": "record.db", "private": "private.db"}

_NAMES = frozenset({KEYS, MANIFEST, *DATABASES.values()})
_SMALL = 64 * 1024
_CHUNK = 1024 * 1024
_CHECKSUM = 64  # hexadecimal digits: the archive's comment, and so its last bytes
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_LOST = {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE}  # a stick that was pulled out
_NOWHERE = {errno.ELOOP, errno.ENAMETOOLONG}  # what is named can be no file
_NOT_A_ZIP = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
)


def pack(target: Path, members: Mapping[str, Path | bytes]) -> None:
    """Write the members into a new archive, and wait until the disk has it."""
    files.make(target)
    with target.open("r+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            for name, content in members.items():
                _add(packed, name, content)
            packed.comment = b"0" * _CHECKSUM
        file.seek(-_CHECKSUM, 2)
        file.write(_checksum(target).encode())
    files.sync(target)


@contextlib.contextmanager
def opened(path: Path) -> Iterator["Archive"]:
    """Yield an archive whose checksum, names, sizes and methods are right.

    Raises BackupUnreadable, also for what turns out only while its members are read.
    """
    with ExitStack() as held:
        with _readable(path):
            file = held.enter_context(path.open("rb"))
            if _tail(file) != _checksum(path).encode():
                raise BackupUnreadable(path, "checksum")
            archive = Archive(path, held.enter_context(zipfile.ZipFile(file)))
        yield archive


def manifest(path: Path) -> bytes:
    """Return the list of contents of a backup without reading the rest of it.

    Raises BackupUnreadable or FileNotReadable.
    """
    with _readable(path), zipfile.ZipFile(path) as packed:
        return Archive(path, packed).read(MANIFEST)


class Archive:
    """An open backup file."""

    def __init__(self, path: Path, packed: zipfile.ZipFile) -> None:
        self.path = path
        self.names = [info.filename for info in packed.infolist()]
        self._packed = packed
        whole = path.stat().st_size
        for info in packed.infolist():
            stored = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1
            most = _SMALL if info.filename in {KEYS, MANIFEST} else whole
            right = info.file_size == info.compress_size <= most
            if not (info.filename in _NAMES and stored and right):
                raise BackupUnreadable(path, "member")
        needed = {KEYS, MANIFEST, DATABASES["record"]} <= set(self.names)
        if not needed or len(self.names) != len(set(self.names)):
            raise BackupUnreadable(path, "members")

    def read(self, name: str) -> bytes:
        """Return a small member."""
        with _readable(self.path):
            return self._packed.read(name)

    def unpack(self, name: str, to: Path) -> None:
        """Write a member to a new file that only this account may read."""
        files.make(to)
        with _readable(self.path), self._packed.open(name) as source, to.open("r+b") as target:
            shutil.copyfileobj(source, target, _CHUNK)
        files.sync(to)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a member, in hex."""
        with _readable(self.path), self._packed.open(name) as source:
            return digest(source)


@contextlib.contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn everything that a wrong ZIP makes the library raise into one error."""
    try:
        yield
    except _NOT_A_ZIP:
        raise BackupUnreadable(path, "container") from None
    except PermissionError:
        if files.is_folder(path):  # as Windows says it
            raise BackupUnreadable(path, "file") from None
        raise FileNotReadable(path) from None
    except (FileNotFoundError, NotADirectoryError):
        raise BackupMissing(path) from None
    except IsADirectoryError:
        raise BackupUnreadable(path, "file") from None
    except OSError as error:
        if error.errno in _NOWHERE:
            raise BackupMissing(path) from None
        if error.errno not in _LOST:
            raise
        raise BackupUnreadable(path, "disk") from None


def digest(file: IO[bytes]) -> str:
    """Return the SHA-256 of what is left of a file, in hex."""
    found = sha256()
    while chunk := file.read(_CHUNK):
        found.update(chunk)
    return found.hexdigest()


def _add(packed: zipfile.ZipFile, name: str, content: Path | bytes) -> None:
    """Add a member that tells nothing but its bytes: no date, no owner."""
    info = zipfile.ZipInfo(name, _LONG_AGO)
    info.create_system = 3
    info.external_attr = 0o600 << 16
    if isinstance(content, bytes):
        packed.writestr(info, content)
        return
    info.file_size = content.stat().st_size
    with content.open("rb") as source, packed.open(info, "w") as target:
        shutil.copyfileobj(source, target, _CHUNK)


def _tail(file: IO[bytes]) -> bytes:
    if file.seek(0, 2) < _CHECKSUM:
        return b""
    file.seek(-_CHECKSUM, 2)
    tail = file.read()
    file.seek(0)
    return tail


def _checksum(path: Path) -> str:
    """Return the SHA-256 of all but the last bytes, which are to hold it."""
    left = path.stat().st_size - _CHECKSUM
    found = sha256()
    with path.open("rb") as file:
        while left > 0:
            chunk = file.read(min(_CHUNK, left))
            if not chunk:
                break
            found.update(chunk)
            left -= len(chunk)
    return found.hexdigest()
