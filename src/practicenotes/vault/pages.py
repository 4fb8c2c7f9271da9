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
    key = _key(raw, salt)
    number = 0
    bad = []
    with path.open("rb") as file:
        while page := file.read(PAGE):
            number += 1
            if number % _NOW_AND_THEN == 0:
                tell()
            if not _fits(page, number, key):
                bad.append(number)
    return PageCount(number, tuple(bad))


def begins(path: Path, raw: bytes, salt: bytes) -> bool:
    """Say whether a file begins as one of a store does that this key marks, whatever its name."""
    with path.open("rb") as file:
        return _fits(file.read(PAGE), 1, _key(raw, salt))


def _key(raw: bytes, salt: bytes) -> bytes:
    mask = bytes(byte ^ _SALT_MASK for byte in salt)
    return pbkdf2_hmac("sha512", raw, mask, _ROUNDS, 32)


def _fits(page: bytes, number: int, key: bytes) -> bool:
    first = _SALT if number == 1 else 0
    covered = page[first:-_MARK] + struct.pack("<I", number)
    return hmac.compare_digest(hmac.digest(key, covered, "sha512"), page[-_MARK:])
