"""Where one sentence ends and the next begins, in notes that were written in a hurry."""

import re
from itertools import pairwise


_ENDS = re.compile(r"([.!?…]+[”’\"')\]]*)(\s+)")
_SHORT = frozenset(
    {
        *("dr", "mr", "mrs", "ms", "prof", "st", "no", "nr", "ca", "approx", "etc", "vs", "cf"),
        *("e.g", "i.e", "z.b", "d.h", "a.m", "p.m", "jan", "feb", "aug", "sept", "oct", "nov"),
        *("dec", "tel", "resp"),
    }
)
_GOES_ON = frozenset({"etc", "a.m", "p.m"})  # these may also end a sentence
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_WORD_BEFORE = re.compile(r"[\w.]*$")
_LONE_LETTER = re.compile(r"(?:\w\.)*\w")


def split(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; a line always ends one, an abbreviation never does."""
    found: list[str] = []
    for line in text.splitlines():
        begun = ""
        rest = _BULLET.sub("", line)
        for piece in _pieces(rest):
            begun += piece
            if not _is_short(begun):
                found.append(begun)
                begun = ""
        found.append(begun)
    return tuple(words for each in found if (words := " ".join(each.split())))


def _pieces(line: str) -> list[str]:
    """Return a line cut after everything that looks like an end."""
    cuts = [match.end() for match in _ENDS.finditer(line)]
    edges = [0, *cuts, len(line)]
    return [line[a:b] for a, b in pairwise(edges)]


def _is_short(piece: str) -> bool:
    """Say whether a piece ends in an abbreviation or an initial, after which it goes on."""
    said = piece.rstrip()
    if not said.endswith(".") or said.endswith(".."):
        return False
    found = _WORD_BEFORE.search(said[:-1])
    word = found.group() if found else ""
    if word.casefold() in _SHORT:
        return word.casefold() not in _GOES_ON
    return bool(word) and word[-1].isupper() and _LONE_LETTER.fullmatch(word) is not None
