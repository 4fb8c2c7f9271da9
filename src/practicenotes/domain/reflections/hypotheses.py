"""Hypotheses that can lose: each says what would count against it, and when to look again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NewType

from practicenotes.domain.people import ClientId


HypothesisId = NewType("HypothesisId", str)


class HypothesisState(Enum):
    """What became of a hypothesis."""

    OPEN = "open"
    HELD = "held up"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a therapist supposes, until it is looked at again."""

    id: HypothesisId
    client_id: ClientId
    words: str
    against: str = ""  # what would count against it
    look_again_on: date | None = None
    state: HypothesisState = HypothesisState.OPEN
    learned: str = ""
    opened_at: datetime | None = None
    damaged: bool = False

    @property
    def can_lose(self) -> bool:
        """Whether it says what would count against it."""
        return bool(self.against.strip())

    def is_due(self, today: date) -> bool:
        """Whether it is time to look at it again."""
        day = self.look_again_on
        return self.state is HypothesisState.OPEN and day is not None and day <= today


def due(hypotheses: Iterable[Hypothesis], today: date) -> tuple[Hypothesis, ...]:
    """Return what is to be looked at again, the longest waiting first."""
    waiting = [each for each in hypotheses if each.is_due(today) and not each.damaged]
    return tuple(sorted(waiting, key=lambda each: each.look_again_on or today))
