"""Checks the pages of a store without SQLite: a second opinion on whether the file has decayed.

Each page of a SQLCipher 4 file ends in 80 bytes: the initial vector (16) and HMAC-SHA512 (64).
"""

import hmac
import struct
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import IO

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
    with path.open("rb") as file:
        return read(file, Marks(raw, salt), tell)


def read(
    file: IO[bytes], marks: "Marks", tell: Callable[[], object], most: int | None = None
) -> PageCount:
    """Check the pages of an open file, from where it stands, and not more than so many."""
    number = 0
    bad = []
    while number != most and (page := file.read(PAGE)):
        number += 1
        if number % _NOW_AND_THEN == 0:
            tell()
        if not marks.fit(number, page):
            bad.append(number)
    return PageCount(number, tuple(bad))


def begins(path: Path, raw: bytes, salt: bytes) -> bool:
    """Say whether a file begins as one of a store does that this key marks, whatever its name."""
    with path.open("rb") as file:
        return Marks(raw, salt).fit(1, file.read(PAGE))


class Marks:
    """What tells whether a page is as it was written, and stands where it was written."""

    def __init__(self, raw: bytes, salt: bytes) -> None:
        mask = bytes(byte ^ _SALT_MASK for byte in salt)
        self._key = pbkdf2_hmac("sha512", raw, mask, _ROUNDS, 32)

    def fit(self, number: int, page: bytes) -> bool:
        """Say whether the page of this number, counted from 1, fits its mark."""
        first = _SALT if number == 1 else 0
        covered = page[first:-_MARK] + struct.pack("<I", number)
        return hmac.compare_digest(hmac.digest(self._key, covered, "sha512"), page[-_MARK:])
