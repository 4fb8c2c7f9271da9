"""Runs of words as they are compared: no marks, no case, one space between two words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby


LEAST = 6  # words: a shorter run may stand anywhere by chance

# An accent may be a sign of its own, behind its letter.
_LETTERS = r"(?:[^\W_][\u0300-\u036f]*)+"
_WORD = re.compile(rf"{_LETTERS}(?:['’-]{_LETTERS})*")


def spoken(text: str) -> str:
    """Return the words of a text and nothing else, as they are compared."""
    return " ".join(word for word, _, _ in _words(text))


def runs(text: str, least: int = LEAST) -> tuple[str, ...]:
    """Return every run of so many words of a text, in its order."""
    words = [word for word, _, _ in _words(text)]
    return tuple(" ".join(words[n : n + least]) for n in range(len(words) - least + 1))


def found(text: str, said: Sequence[bool], least: int = LEAST) -> Iterator[str]:
    """Yield the words of a text, as it writes them, of which some runs were found elsewhere.

    `said` answers for each of `runs(text)`; answers in a row are one passage.
    """
    words = list(_words(text))
    for yes, group in groupby(enumerate(said), key=lambda each: each[1]):
        numbers = [number for number, _ in group]
        if yes:
            yield text[words[numbers[0]][1] : words[numbers[-1] + least - 1][2]]


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


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word as it is compared, with where it stands in the text."""
    for match in _WORD.finditer(text):
        plain = unicodedata.normalize("NFKC", match[0]).casefold().replace("’", "'")
        yield plain, *match.span()
