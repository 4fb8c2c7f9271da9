"""How a file comes into the practice: read once, within a limit, and cleaned on the way."""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from practicenotes.domain import attachments, pictures
from practicenotes.errors import FileEmpty, FileMissing, FileNotReadable, FileTooLarge, NotAFile


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it will be kept.

    `cleaned` says that what a camera or a program wrote beside the pixels was left behind;
    `damaged` that this was to be done and the picture could not be followed.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)
    cleaned: bool = False
    damaged: bool = False


def read(path: Path, most: int = attachments.MOST_BYTES) -> Incoming:
    """Return a file as it will be kept; it is looked at before it is read.

    Raises NotAFile, FileTooLarge, FileEmpty, FileMissing and FileNotReadable.
    """
    name = attachments.tidy_name(path.name)
    try:
        data = _read(path, name, most)
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(Path(name)) from None
    except (OSError, ValueError):  # a name that no file can have is a ValueError
        raise FileNotReadable(Path(name)) from None
    media_type = attachments.media_type_of(data)
    if not pictures.is_known(media_type):
        return Incoming(name, media_type, data)
    try:
        return Incoming(name, media_type, pictures.strip(media_type, data), cleaned=True)
    except ValueError:
        return Incoming(name, media_type, data, damaged=True)


def _read(path: Path, name: str, most: int) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):  # before it is opened: a device may act on that
        raise NotAFile(name)
    with open(path, "rb", opener=_patiently) as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise NotAFile(name)
        data = file.read(most + 1) if about.st_size <= most else b""
    if about.st_size > most or len(data) > most:
        raise FileTooLarge(name, most // attachments.MEGABYTE)
    if not data:
        raise FileEmpty(name)
    return data


def _patiently(path: str, flags: int) -> int:
    """Open without waiting for the other end of what turns out to be a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
