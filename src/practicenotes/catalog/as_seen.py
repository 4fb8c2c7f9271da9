"""A label as a reader sees it: what is unseen, or looks the same, makes no other word of it."""

import re
from itertools import pairwise
from unicodedata import category, name, normalize


_JOINERS = "\u200c\u200d"  # some scripts need them inside a word, and emoji between their parts
_GAPS = re.compile(r"[\s_\u2212\u2800]+")  # a minus and an empty Braille cell are gaps to the eye
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by their class, and quite empty
_DOTLESS = str.maketrans("ıȷ", "ij")
_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = ("CYRILLIC", "GREEK")


def words(label: str) -> str:
    """Return a label in small plain letters, with one space for each gap, dash or underscore."""
    parted = normalize("NFKD", label).translate(_DOTLESS)
    kept = "".join(map(_plainly, parted)).casefold()
    return _GAPS.sub(" ", kept).strip()


def hides(text: str) -> bool:
    """Say whether a text holds a sign that cannot be seen, or that turns the others round.

    What joins or parts two letters of one word is part of how some languages are written.
    """
    padded = f" {text} "
    return any(
        category(sign) == "Cf"
        and not (sign in _JOINERS and _is_written(before) and _is_written(after))
        for (before, sign), (_, after) in pairwise(pairwise(padded))
    )


def mixes(label: str) -> bool:
    """Say whether one word of a label has Latin letters and some that only look like them."""
    seen = "".join(sign for sign in normalize("NFC", label) if category(sign) not in ("Cf", "Mn"))
    return any(
        any(alphabet.startswith("LATIN") for alphabet in alphabets)
        and any(alphabet.startswith(_ALIKE) for alphabet in alphabets)
        for word in _WORD.findall(seen)
        if (alphabets := [name(letter, "") for letter in word])
    )


def _plainly(sign: str) -> str:
    kind = category(sign)
    if kind in ("Cf", "Mn") or sign in _FILLERS:
        return ""
    return " " if kind == "Pd" else sign


def _is_written(sign: str) -> bool:
    return category(sign)[0] in "LM"
