"""The words of a text: counted, and singled out for the spelling check."""

import re
from collections.abc import Iterator


Word = tuple[int, int, str]  # its bounds, and how it is looked up

LONGEST = 60  # letters: what is longer is no word, and no dictionary needs to hear of it

_LONG = 400  # characters: what is shorter is read as fast as it is compared

_COUNTED = re.compile(r"\w+(?:['’\-.]\w+)*")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SIGNS = re.compile(r"[@/\\_\d]|www")  # of which at least one is in whatever is no word
_RUN, _TOKEN = re.compile(r"\S+"), re.compile(r"\w+")
_ADDRESS = re.compile(r"[@/\\]|www\.")
_CODE = re.compile(r"\d|[^\W_]_+[^\W_]")


def count(text: str) -> int:
    """Return how many words a text has, as a person would count them."""
    return sum(1 for _ in _COUNTED.finditer(text))


def to_check(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield each word of a line that can be spelt rightly or wrongly, with its bounds.

    Addresses, paths, numbers and what is written in capitals alone are not words in this sense; the
    parts of a word with hyphens are words of their own, and so are words under `_` and `*`.
    """
    passed_over = _no_words(line) if _SIGNS.search(line) else iter(())
    start, end = next(passed_over, _NOWHERE)
    for found in _LETTERS.finditer(line):
        while end and end <= found.start():
            start, end = next(passed_over, _NOWHERE)
        word = found[0]
        if len(word) == 1 or word.isupper() or len(word) > LONGEST:
            continue
        if not start <= found.start() < end:
            yield found.start(), found.end(), word.replace("’", "'")


class Words:
    """The words to check of a text that is typed on: around a key they are looked for anew."""

    def __init__(self) -> None:
        self._text = ""
        self._found: list[Word] = []

    def to_check(self, line: str) -> list[Word]:
        """Return each word that can be spelt rightly or wrongly, with its bounds."""
        if len(line) < _LONG:
            return list(to_check(line))
        old = self._text
        same = _alike(old, line)
        behind = _alike(old[same:][::-1], line[same:][::-1])
        begin = line.rfind(" ", 0, same) + 1
        end = line.find(" ", len(line) - behind)
        end = len(line) if end < 0 else end
        moved = len(line) - len(old)
        self._text, found = line, self._found
        self._found = [
            *(each for each in found if each[1] <= begin),
            *((a + begin, b + begin, word) for a, b, word in to_check(line[begin:end])),
            *((a + moved, b + moved, word) for a, b, word in found if a + moved >= end),
        ]
        return self._found


def _alike(one: str, two: str) -> int:
    """Return how many signs two texts begin with that are the same."""
    least, most = 0, min(len(one), len(two))
    while least < most:
        half = (least + most + 1) // 2
        if one[least:half] == two[least:half]:
            least = half
        else:
            most = half - 1
    return least


_NOWHERE = (0, 0)


def _no_words(line: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of what is no word, from left to right, each sign looked at a few times."""
    for run in _RUN.finditer(line):
        if _ADDRESS.search(run[0]):
            yield run.span()
            continue
        for token in _TOKEN.finditer(line, *run.span()):
            if _CODE.search(token[0]):
                yield token.span()
