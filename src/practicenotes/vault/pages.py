"""Checks the pages of a store without SQLite: a second opinion on whether the file has decayed.

Each page of a SQLCipher 4 file ends in 80 bytes: the initial vector (16) and HMAC-SHA512 (64).
"""

import hmac
import struct
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import pbkdf2_hmac
from pathlib import Path

from practicenotes.vault.database import PAGE


_SALT = 16
_MARK = 64
_SALT_MASK = 0x3A
_ROUNDS = 2
_NOW_AND_THEN = 1000  # pages


@dataclass(frozen=True, slots=True)
class PageCount:
    """How many pages a file has, and which of them, counted from 1, do not fit their mark."""

    total: int
    bad: tuple[int, ...]


def check(path: Path, raw: bytes, salt: bytes, tell: Callable[[], object]) -> PageCount:
    """Check every page's mark against the database key (32 bytes) and its salt (16).

    What `tell` raises ends it; it is called now and then.
    """
    return part(path, raw, salt, tell=tell)


def part(
    path: Path,
    raw: bytes,
    salt: bytes,
    behind: int = 0,
    most: int | None = None,
    tell: Callable[[], object] = lambda: None,
) -> PageCount:
    """Check at most so many pages behind a page; `total` is the last that was looked at."""
    mask = bytes(byte ^ _SALT_MASK for byte in salt)
    key = pbkdf2_hmac("sha512", raw, mask, _ROUNDS, 32)
    number = behind
    bad = []
    with path.open("rb") as file:
        file.seek(behind * PAGE)
        while (most is None or number < behind + most) and (page := file.read(PAGE)):
            number += 1
            if number % _NOW_AND_THEN == 0:
                tell()
            first = _SALT if number == 1 else 0
            covered = page[first:-_MARK] + struct.pack("<I", number)
            if not hmac.compare_digest(hmac.digest(key, covered, "sha512"), page[-_MARK:]):
                bad.append(number)
    return PageCount(number, tuple(bad))
