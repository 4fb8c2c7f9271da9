"""The weekly learning: a short disguised text on what a week of hours taught."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from practicenotes.domain.people import ClientId


FEWEST, MOST = 100, 140  # words: long enough to find something out, short enough to be written


@dataclass(frozen=True, slots=True)
class Learning:
    """What one week taught; `week_of` is its Monday."""

    week_of: date
    words: str = ""
    clients: tuple[ClientId, ...] = ()
    saved_at: datetime | None = None
    damaged: bool = False

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.words.split())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written and nobody linked."""
        return not self.words.strip() and not self.clients


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
