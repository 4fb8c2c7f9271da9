"""The weekly learning: a short disguised text on what a week of hours taught."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from practicenotes.domain import sentences
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import disguise
from practicenotes.domain.reflections.disguise import Trace
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.supervision import NameBook


FEWEST, MOST = 100, 140  # words: long enough to find something out, short enough to be written

_SURE = frozenset({Trace.NAME, Trace.ADDRESS, Trace.NUMBER})


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


def names_left(words: str, book: NameBook) -> tuple[str, ...]:
    """Return what still tells who is meant, as it stands there, each once in its order.

    Only what the record knows and what has the form of an address or a number; a name that no file
    knows is for the therapist to see.
    """
    draft = [Sentence(each, each) for each in sentences.split(words)]
    found = disguise.find(draft, book, alias="")
    return tuple(dict.fromkeys(each.words for each in found if each.trace in _SURE))


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
