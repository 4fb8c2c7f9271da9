"""What is typed behind an option, read as what it is to be, or refused in plain words."""

import os
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path


_DIGITS = 18  # of a number, at most


def path(said: str) -> Path:
    """Read the name of a file or a folder; “.” and “..” are folders by their own names."""
    named = Path(said)
    named = named if named.name not in {"", ".."} else Path(os.path.realpath(named))
    if not said.strip() or not named.name:
        raise ArgumentTypeError("name a file or a folder")
    return named


def day(said: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise ArgumentTypeError("write a day as 2025-08-26") from None


def number(said: str) -> int:
    """Read a whole number above 0 that is no larger than a store can count."""
    if said.isdecimal() and len(said) > _DIGITS:
        raise ArgumentTypeError(f"write a number of at most {_DIGITS} digits")
    if not said.isdecimal() or int(said) == 0:
        raise ArgumentTypeError("write a whole number above 0")
    return int(said)


def place(said: str) -> tuple[str, str]:
    """Read what fills one place of a letter, written as NAME=WORDS."""
    name, sign, words = said.partition("=")
    if not sign or not name.strip():
        raise ArgumentTypeError("write it as NAME=WORDS")
    return name.strip(), " ".join(words.split())
