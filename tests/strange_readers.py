"""Readers that do what a hostile file makes of a library: run as the process apart, by tests."""

import ctypes
import os
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from practicenotes.apart import serving
from practicenotes.app import memory
from practicenotes.errors import PagesUnreadable


Answer = tuple[object, bytes]


def length(data: bytes) -> Answer:
    """Read well."""
    return [len(data), os.getpid()], data[::-1]


def crash(_data: bytes) -> Answer:
    """Read where nothing is."""
    ctypes.string_at(0)
    raise AssertionError


def hang(_data: bytes) -> Answer:
    """Never come back, and hear nothing."""
    while True:
        time.sleep(1)


def eat(_data: bytes) -> Answer:
    """Take memory without end."""
    held = []
    while True:
        held.append(bytearray(50_000_000))


def stumble(_data: bytes) -> Answer:
    """Raise what nobody expects."""
    raise RuntimeError


def refuse(_data: bytes) -> Answer:
    """Say that the pages cannot be made out."""
    raise PagesUnreadable


def nonsense(_data: bytes, *_asked: object) -> Answer:
    """Answer in another form than was asked for."""
    return {"pages": "many"}, b""


def flood(_data: bytes) -> Answer:
    """Answer more than was asked for."""
    return None, bytes(1_000_000)


def babble(_data: bytes) -> Answer:
    """Write anything at all where the answer goes."""
    os.write(3, b"x" * 100)
    os._exit(0)


def _tried(act: Any) -> str:
    try:
        act()
    except (OSError, FileNotFoundError):
        return "refused"
    return "done"


def rights(_data: bytes) -> Answer:
    """Tell what this process holds and what it may do."""
    held = []
    for number in range(64):
        try:
            os.fstat(number)
            held.append(number)
        except OSError:
            pass
    may = {
        "write": _tried(tempfile.TemporaryFile),
        "read": _tried(Path(__file__).read_bytes),
        "connect": _tried(socket.socket),
    }
    dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0
    return {"held": held, "may": may, "dumpable": dumpable, "told": dict(os.environ)}, b""


def sizes(_data: bytes) -> Answer:
    """Tell of one page, as what reads PDFs does."""
    return [[595.0, 842.0]], b""


READERS = {
    **{each.__name__: each for each in (length, crash, hang, eat, stumble, refuse, nonsense)},
    **{each.__name__: each for each in (flood, babble, rights, sizes)},
    "look": crash,
    "image": crash,
    "dots": crash,
    "pages": crash,
    "picture": nonsense,
}

if __name__ == "__main__":
    memory.seclude()
    serving.serve(READERS)
