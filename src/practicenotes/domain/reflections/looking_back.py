"""Looking at an hour again: what memory kept, a second look, a guess before the client's answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from practicenotes.domain.cards import CardId
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import FacetEntry
from practicenotes.domain.sessions import SessionId


AGAIN_AFTER = range(1, 8)  # days from a reflection to the days on which a second look is offered
_FACETS = 2  # of a second look


class Memory(Enum):
    """How an hour stands in memory when its page is opened."""

    VIVID = "vivid"
    HAZY = "hazy"
    DRIFTED = "drifted"
    UNWILLING = "do not want to write"


@dataclass(frozen=True, slots=True)
class HourInMemory:
    """How one hour stood in memory before it was written about, and what came back later."""

    session_id: SessionId
    client_id: ClientId
    memory: Memory | None = None
    came_back: str = ""
    came_back_at: datetime | None = None
    damaged: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said of it."""
        return self.memory is None and not self.came_back.strip()


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A reflection on an hour that was reflected on before, written without seeing the first."""

    session_id: SessionId
    client_id: ClientId
    entries: tuple[FacetEntry, ...] = ()
    words: str = ""
    begun_at: datetime | None = None
    saved_at: datetime | None = None
    compared_at: datetime | None = None  # when it was first seen beside the other
    damaged: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written or chosen."""
        return not self.words.strip() and all(entry.is_empty for entry in self.entries)

    def entry(self, facet_id: str) -> FacetEntry:
        """Return what was noticed about a facet, empty when nothing was."""
        found = (entry for entry in self.entries if entry.facet_id == facet_id)
        return next(found, FacetEntry(facet_id))


@dataclass(frozen=True, slots=True)
class Guess:
    """What the therapist thought that a client's card would say; without any, it was passed by."""

    card_id: CardId
    client_id: ClientId
    answers: tuple[tuple[str, int | None], ...] = ()  # facet, 0 to 10 or None
    words: str = ""
    guessed_at: datetime | None = None
    looked_at: datetime | None = None
    damaged: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the card was opened without a guess."""
        guessed = any(answer is not None for _, answer in self.answers)
        return not guessed and not self.words.strip()

    def answer(self, facet_id: str) -> int | None:
        """Return the number that was guessed for a line, or None."""
        return dict(self.answers).get(facet_id)


def is_time_to_look_again(reflected_on: date, today: date) -> bool:
    """Say whether a second look is offered: from the day after the first for a week."""
    return (today - reflected_on).days in AGAIN_AFTER


def facets_again(entries: Iterable[FacetEntry]) -> tuple[str, ...]:
    """Return the facets of a second look: the first two that were written about, then rated."""
    given = [entry for entry in entries if not entry.is_empty]
    worded = [entry.facet_id for entry in given if entry.has_words]
    rated = [entry.facet_id for entry in given if not entry.has_words]
    return tuple([*worded, *rated][:_FACETS])
