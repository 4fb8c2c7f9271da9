"""Texts as they look, so that no sign that nobody sees can hide a word.

Accents, ligatures and the kinds of hyphen and apostrophe make no difference either; case does.
"""

import re
import unicodedata
from dataclasses import dataclass


# Soft hyphens, joiners, directions: nobody sees them.
_UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
)
# Accents of Latin, Greek and Cyrillic; points of Hebrew; vowels and the long stroke of Arabic.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc"
)
_DROPPED = re.compile(f"[{_UNSEEN}{_MARKS}]")
_ONE_SIGN = str.maketrans("‘’ʼ´`‐‑łŁøØđĐħĦıʹ", "'''''--lLoOdDhHi'")  # no other form names them so


@dataclass(frozen=True, slots=True)
class Alike:
    """A text as it looks, and where each sign of it stands in the text as it is written."""

    written: str
    plain: str
    places: tuple[int, ...] | None  # None: each stands where it stood

    def cut(self, start: int, end: int) -> str:
        """Return a part as it is written."""
        if self.places is None:
            return self.written[start:end]
        until = self.places[end] if end < len(self.places) else len(self.written)
        return self.written[self.places[start] : until]


def plain(text: str) -> str:
    """Return a text as it looks."""
    if text.isascii():
        return text.replace("`", "'")
    known = unicodedata.normalize("NFKD", text.translate(_ONE_SIGN))
    return _DROPPED.sub("", known).translate(_ONE_SIGN)


def read(text: str) -> Alike:
    """Return a text as it looks, with the way back."""
    if text.isascii():
        return Alike(text, plain(text), None)
    shown = [(sign, place) for place, each in enumerate(text) for sign in plain(each)]
    return Alike(text, "".join(sign for sign, _ in shown), tuple(place for _, place in shown))


def is_blank(text: str) -> bool:
    """Say whether nothing of a text can be seen."""
    return not plain(text).strip()
