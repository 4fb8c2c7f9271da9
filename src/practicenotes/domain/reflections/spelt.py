"""A name however it is spelt: without its marks, run together, or in letters that know no capitals.

Folding is sign for sign, so that a place in the folded text is the same place in the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache


_ONE_PIECE = {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i"}
_TWO_SIGNS = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "å": "aa",
    "ø": "oe",
    "æ": "ae",
    "þ": "th",
}
_APART = re.compile(r"[\s._-]+")  # what stands between the parts of a name, or does not
_NOT_COUNTED = re.compile(r"[\s._'-]")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def seen(words: str) -> str:
    """Return words without signs that nobody sees and that part a name all the same."""
    return _UNSEEN.sub("", words)


def folded(words: str) -> str:
    """Return words in small letters without marks."""
    if words.isascii():
        return words.lower().replace("`", "'")
    return "".join(_plain(sign) for sign in unicodedata.normalize("NFC", words))


def key(said: str) -> str:
    """Return what all spellings of a name have in common."""
    return _NOT_COUNTED.sub("", folded(said))


def spellings(name: str) -> Iterator[str]:
    """Yield a name, and how it is written where its letters are not on the keyboard, or are."""
    small = unicodedata.normalize("NFC", name).lower()
    yield name
    if not small.isascii():
        yield "".join(_TWO_SIGNS.get(sign, sign) for sign in small)
    if "ss" in small:
        yield small.replace("ss", "ß")


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds these names in folded words, the longest that fits.

    What stands around a name is looked at once for all of them: there may be thousands.
    """
    lettered: list[str] = []
    numbered: list[str] = []
    joined: list[str] = []
    for name in names:
        said = folded(name)
        if any(_has_no_case(sign) for sign in said):
            joined.append(_one(said))  # such a script may join other words to it
        else:
            (numbered if said[:1].isdigit() or said[-1:].isdigit() else lettered).append(_one(said))
    groups = (
        _group(lettered, r"(?<![^\W_])", r"(?=(?:'?s|')?(?![^\W\d_]))"),
        _group(numbered, r"(?<![^\W_])", r"(?![^\W_])"),
        _group(joined, "", ""),
    )
    return re.compile("|".join(group for group in groups if group) or "(?!)")


def caseless(words: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand in letters that have no capitals: any of them may be a name."""
    start: int | None = None
    end = 0
    for at, sign in enumerate(words):
        if _has_no_case(sign) or (start is not None and end == at and _is_mark(sign)):
            start, end = (at if start is None else start), at + 1
        elif start is not None and sign not in " \u00a0\u200c\u200d-’'":
            yield start, end
            start = None
    if start is not None:
        yield start, end


def _group(found: Sequence[str], before: str, after: str) -> str:
    return f"{before}(?:{'|'.join(found)}){after}" if found else ""


def _one(said: str) -> str:
    """Return a pattern for one name, folded, however its parts are joined."""
    words = (re.escape(part).replace("'", "'?") for part in _APART.split(said) if part)
    return r"[\s._-]*".join(words) or "(?!)"


def _has_no_case(sign: str) -> bool:
    return unicodedata.category(sign) == "Lo" and sign not in "ªº"


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M" or unicodedata.category(sign) == "Lm"


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    if sign in _ONE_PIECE:
        return _ONE_PIECE[sign]
    if sign in "’‘`´":
        return "'"
    if sign in "‐‑‒–—":
        return "-"
    apart = unicodedata.normalize("NFKD", sign)
    small = apart[0].casefold()
    cased = small.upper() != small.lower()  # other scripts tell letters apart by their marks
    if cased and len(small) == 1 and all(map(_is_mark, apart[1:])):
        return small
    return sign
