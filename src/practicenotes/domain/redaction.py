"""Passages that are taken out of what is handed over: the words go, and a mark says that they went.

Paper is drawn from what is left, so that nothing lies under a black box.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any, NewType, TypeVar

from practicenotes.errors import PassageMoved


RemovalId = NewType("RemovalId", str)
Value = TypeVar("Value")

EVERYWHERE = ""  # in the place of an item: these words, wherever they stand
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
    patterns = [(_pattern(each.words), each.mark) for each in removals if each.words.strip()]

    def change(text: str) -> str:
        for pattern, mark in patterns:
            text = pattern.sub(mark, text)
        return text

    return _changed(value, change) if patterns else value


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
    """Return what finds the words in any letters, over any white space."""
    found = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){found}(?!\w)", re.IGNORECASE)


def _changed(value: Value, change: Callable[[str], str]) -> Value:
    if isinstance(value, str):
        return change(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        new = {name: _changed(getattr(value, name), change) for name in _worded(value)}
        return replace(value, **new)
    return value
