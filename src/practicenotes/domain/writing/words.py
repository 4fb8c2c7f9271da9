"""The words of a text: counted, and singled out for the spelling check."""

import re
from collections.abc import Iterator


LONGEST = 60  # letters: what is longer is no word, and no dictionary needs to hear of it

_COUNTED = re.compile(r"\w+(?:['’\-.]\w+)*")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SIGNS = re.compile(r"[@/\\_\d]|www")  # of which at least one is in whatever is no word
_NO_WORDS = re.compile(r"\S*(?:[@/\\]|www\.)\S*|\w*\d\w*|\w*_\w*_\w*")


def count(text: str) -> int:
    """Return how many words a text has, as a person would count them."""
    return sum(1 for _ in _COUNTED.finditer(text))


def to_check(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield each word of a line that can be spelt rightly or wrongly, with its bounds.

    Addresses, paths, numbers and what is written in capitals alone are not words in this sense; the
    parts of a word with hyphens are words of their own, and so are words under `_` and `*`.
    """
    passed_over = (
        [found.span() for found in _NO_WORDS.finditer(line)] if _SIGNS.search(line) else []
    )
    for found in _LETTERS.finditer(line):
        word = found[0]
        if len(word) == 1 or word.isupper() or len(word) > LONGEST:
            continue
        if not any(a <= found.start() < b for a, b in passed_over):
            yield found.start(), found.end(), word.replace("’", "'")
