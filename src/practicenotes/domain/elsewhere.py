"""Words that no store took in time, saved in a file elsewhere, and how they come back."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class Came(Enum):
    """What became of words that were brought back."""

    BACK = "back"
    THERE = "there already"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Place:
    """What a place holds by now: since when, and each text."""

    changed_at: datetime | None
    words: tuple[str, ...] = field(repr=False)

    def holds(self, text: str) -> bool:
        """Whether a text stands here, whatever stands around it."""
        return any(text.strip() in here for here in self.words)


@dataclass(frozen=True, slots=True)
class Returned:
    """One thing that was written, and whether it is in its place again."""

    what: str  # "Note"
    came: Came
    written_at: datetime
    lines: tuple[tuple[str, str], ...] = field(repr=False)  # a label, or "", and the words
    client_id: str = ""
    session_id: str = ""
