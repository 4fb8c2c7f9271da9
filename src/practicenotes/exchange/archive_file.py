"""An archive as one file: an ordinary ZIP, sealed with a passphrase unless the therapist insists.

Everything is made in memory: no readable byte touches the disk before it is meant to.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from practicenotes.domain import times
from practicenotes.errors import ArchiveLocked, ArchiveMissing, ArchiveUnreadable, FileNotReadable
from practicenotes.exchange import files
from practicenotes.vault import age, strict
from practicenotes.vault import files as disk


SEALED, READABLE = ".zip.age", ".zip"

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.(html|json)")
_MOST = 1 << 30  # bytes: no archive of one therapist's writing is near it
_NOT_A_ZIP = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def write(
    path: Path,
    members: Mapping[str, bytes],
    at: datetime,
    *,
    passphrase: str | None,
    entropy: Callable[[int], bytes],
    work: int = age.WORK,
) -> None:
    """Write the members as one file; without a passphrase anyone can read it.

    Raises DiskFull or FolderNotWritable, and then leaves nothing.
    """
    packed = pack(members, at)
    data = packed if passphrase is None else age.seal(packed, passphrase, entropy, work)
    files.write_beside(path, data)


def unpack(path: Path, folder: Path, passphrase: str, tag: str) -> tuple[Path, ...]:
    """Write what a sealed archive holds into a new folder for this account alone; return the files.

    Raises ArchiveUnreadable, FileNotReadable or ArchiveLocked; FolderInUse, FolderNotWritable or
    DiskFull.
    """
    members = opened(path, passphrase)
    with disk.new_folder(folder, tag) as part:
        for name, data in members.items():
            files.write_beside(part / name, data)
    return tuple(folder / name for name in members)


def opened(path: Path, passphrase: str) -> dict[str, bytes]:
    """Return what a sealed archive holds; raises what `unpack` raises of the file."""
    try:
        with path.open("rb") as file:
            sealed = file.read(_MOST + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise ArchiveMissing(path) from None
    except PermissionError:
        if disk.is_folder(path):  # as Windows says it
            raise ArchiveUnreadable(path) from None
        raise FileNotReadable(path) from None
    except OSError:
        raise ArchiveUnreadable(path) from None
    try:
        strict.require(len(sealed) <= _MOST, "length")
        return _members(age.open_sealed(sealed, passphrase))
    except age.WrongKey:
        raise ArchiveLocked(path) from None
    except (strict.Broken, *_NOT_A_ZIP):
        raise ArchiveUnreadable(path) from None


def pack(members: Mapping[str, bytes], at: datetime) -> bytes:
    """Return the members as the bytes of a ZIP."""
    wall = times.on_the_wall(at)
    stamp = (wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, stamp)
            info.external_attr = 0o600 << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _members(packed: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP, whose names and sizes are looked at before a byte is unpacked."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        listed = archive.infolist()
        names = [info.filename for info in listed]
        strict.require(all(_NAME.fullmatch(name) for name in names), "name")
        strict.require(len(names) == len(set(names)), "names")
        strict.require(sum(info.file_size for info in listed) <= _MOST, "size")
        return {name: archive.read(name) for name in names}
