"""What is typed behind an option, read as what it is to be, or refused in plain words."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path


def path(said: str) -> Path:
    """Read the name of a file or a folder; “.” is the folder of now, by its own name."""
    named = Path(said)
    named = named if named.name else named.absolute()
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
    """Read a whole number above 0."""
    if not said.isdecimal() or int(said) == 0:
        raise ArgumentTypeError("write a whole number above 0")
    return int(said)


def place(said: str) -> tuple[str, str]:
    """Read what fills one place of a letter, written as NAME=WORDS."""
    name, sign, words = said.partition("=")
    if not sign or not name.strip():
        raise ArgumentTypeError("write it as NAME=WORDS")
    return name.strip(), " ".join(words.split())
