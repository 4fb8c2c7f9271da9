"""Passages that are taken out of what is handed over: the words go, and a mark says that they went.

Paper is drawn from what is left, so that nothing lies under a black box.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any, NewType, TypeVar

from practicenotes.errors import PassageMoved


RemovalId = NewType("RemovalId", str)
Value = TypeVar("Value")

EVERYWHERE = ""  # in the place of an item: these words, wherever they stand
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff]*"
_ALIKE = ("'\u2018\u2019\u02bc\u00b4`", "-\u2010\u2011\u2012\u2013")  # apostrophes, hyphens
_NO_WORDS = {"id", "key", "digest", "previous_digest", "pdf_digest", "media_type"}


class RemovalReason(Enum):
    """Why a passage was removed; the values stand on paper in its place."""

    THIRD_PARTY = "third party"
    HARM = "serious harm likely"
    CONFIDENCE = "given in confidence by another"
    LEGAL = "legal advice"
    SCOPE = "not asked for"
    OTHER = "reason kept with the record"


@dataclass(frozen=True, slots=True)
class Removal:
    """One passage that is to be missing: where it begins in a field of an item, and its words.

    Without an item the words are removed wherever they stand, in any letters, as whole words.
    """

    id: RemovalId
    item: str
    field: str
    start: int
    words: str
    reason: RemovalReason
    remark: str = ""
    at: datetime | None = None
    damaged: bool = False

    @property
    def mark(self) -> str:
        """What stands in the place of the words."""
        return f"[removed: {self.reason.value}]"


def without(text: str, removals: Iterable[Removal], item: str) -> str:
    """Return a text of an item without its passages; raises PassageMoved.

    Passages that touch or overlap become one, under the reason of the first.
    """
    spans: list[tuple[int, int, str]] = []
    for each in sorted(removals, key=lambda removal: removal.start):
        end = each.start + len(each.words)
        if text[each.start : end] != each.words:
            raise PassageMoved(item)
        if spans and each.start < spans[-1][1]:
            start, before, mark = spans.pop()
            spans.append((start, max(before, end), mark))
        else:
            spans.append((each.start, end, each.mark))
    for start, end, mark in reversed(spans):
        text = text[:start] + mark + text[end:]
    return text


def nowhere(value: Value, removals: Iterable[Removal]) -> Value:
    """Return a value in none of whose texts these words stand; ids and digests stay."""
    patterns = [
        (_pattern(each.words), each.mark)
        for each in removals
        if any(map(_shapes, each.words.split()))
    ]

    def change(text: str) -> str:
        for pattern, mark in patterns:
            text = pattern.sub(mark, text)
        return text

    return _changed(value, change) if patterns else value


def changed(value: Value, change: Callable[[str], str]) -> Value:
    """Return a value with every text of it changed in one way; ids and digests stay."""
    return _changed(value, change)


def texts(value: Any) -> Iterator[str]:
    """Yield every text of a value, ids and digests excepted."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _worded(value):
            yield from texts(getattr(value, name))


def _worded(value: Any) -> Iterator[str]:
    """Yield the names of the fields that may hold words."""
    for each in fields(value):
        if each.name not in _NO_WORDS and not each.name.endswith("_id"):
            yield each.name


def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds the words in any letters, over any white space, however they are coded.

    What looks the same on paper is the same: an accent may be a sign of its own, an apostrophe be
    curly, a hyphen be a hard one, and a sign that is not seen stand between two letters.
    """
    shapes = filter(None, map(_shapes, words.split()))
    found = r"\s+".join(_UNSEEN.join(map(_coded, each)) for each in shapes)
    return re.compile(rf"(?<!\w){found}(?![\w\u0300-\u036f])", re.IGNORECASE)


def _shapes(word: str) -> list[str]:
    """Return the letters of a word, each with its accents; signs that are not seen are left out."""
    shapes: list[str] = []
    for sign in unicodedata.normalize("NFC", re.sub(_UNSEEN, "", word)):
        if shapes and unicodedata.combining(sign):
            shapes[-1] += sign
        else:
            shapes.append(sign)
    return shapes


def _coded(shape: str) -> str:
    """Return what finds one letter with its accents, in one sign or in several."""
    for alike in _ALIKE:
        if shape in alike:
            return f"[{re.escape(alike)}]"
    ways = dict.fromkeys((shape, unicodedata.normalize("NFD", shape)))
    return f"(?:{'|'.join(map(re.escape, ways))})"


def _changed(value: Value, change: Callable[[str], str]) -> Value:
    if isinstance(value, str):
        return change(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        new = {name: _changed(getattr(value, name), change) for name in _worded(value)}
        return replace(value, **new)
    return value
