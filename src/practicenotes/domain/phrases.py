"""Runs of words as they are compared: no marks, no case, one space between two words.

Neither accents nor hyphens nor signs that nobody sees make a difference.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from practicenotes.domain import alike


LEAST = 6  # words: a shorter run may stand anywhere by chance

_LETTERS = r"[^\W_]+"
_BROKEN = r"-[ \t]*\n[ \t]*"  # at the end of a line
_WORD = re.compile(rf"{_LETTERS}(?:(?:{_BROKEN}|['-]){_LETTERS})*")
_HYPHEN = re.compile(rf"{_BROKEN}|-")


def spoken(text: str) -> str:
    """Return the words of a text and nothing else, as they are compared."""
    return " ".join(_words(alike.plain(text)))


def runs(text: str, least: int = LEAST) -> tuple[str, ...]:
    """Return every run of so many words of a text, in its order."""
    words = list(_words(alike.plain(text)))
    return tuple(" ".join(words[n : n + least]) for n in range(len(words) - least + 1))


def found(text: str, said: Sequence[bool], least: int = LEAST) -> Iterator[str]:
    """Yield the words of a text, as it writes them, of which some runs were found elsewhere.

    `said` answers for each of `runs(text)`; answers in a row are one passage.
    """
    read = alike.read(text)
    words = [match.span() for match in _WORD.finditer(read.plain)]
    for yes, group in groupby(enumerate(said), key=lambda each: each[1]):
        numbers = [number for number, _ in group]
        if yes:
            yield read.cut(words[numbers[0]][0], words[numbers[-1] + least - 1][1])


def any_of(phrases: Iterable[str], texts: Iterable[str]) -> tuple[bool, ...]:
    """Say of each phrase whether it stands in any of the texts, each of which is read once."""
    asked = tuple(phrases)
    wanted = set(asked)
    lengths = {len(phrase.split()) for phrase in wanted}
    stand: set[str] = set()
    for text in texts:
        for length in lengths:
            stand |= wanted.intersection(runs(text, length))
    return tuple(phrase in stand for phrase in asked)


def _words(plain: str) -> Iterator[str]:
    """Yield each word as it is compared."""
    for match in _WORD.finditer(plain):
        yield _HYPHEN.sub("", match[0]).casefold()
