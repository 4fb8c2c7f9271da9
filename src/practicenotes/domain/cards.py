"""The client card: the client's own lines about an hour, part of the record."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NewType

from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


CardId = NewType("CardId", str)

SCALE = range(11)  # 0 to 10; a line that was left empty has no number


class Given(Enum):
    """How a card was filled in."""

    ON_SCREEN = "on screen"
    ON_PAPER = "on paper"


@dataclass(frozen=True, slots=True)
class CardForm:
    """What stands on every card around its lines, and the lines that are chosen at first."""

    instruction: str
    left_label: str
    right_label: str
    open_question: str
    default_lines: tuple[str, ...]  # ids of facets


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line as it stood on the card, and how far it fitted; None is "rather not say"."""

    facet_id: str
    words: str
    answer: int | None = None  # 0 to 10


@dataclass(frozen=True, slots=True)
class ClientCard:
    """What a client said after an hour; it is begun, kept as it grows, and finished once."""

    id: CardId
    client_id: ClientId
    taken_on: date
    lines: tuple[CardLine, ...] = ()
    comment: str = ""
    given: Given = Given.ON_SCREEN
    session_id: SessionId | None = None
    saved_at: datetime | None = None
    finished_at: datetime | None = None
    damaged: bool = False
    withdrawn: bool = False  # entered in error
    why: str = ""  # it was

    @property
    def answered(self) -> int:
        """How many lines have a number."""
        return sum(line.answer is not None for line in self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether the client said nothing on it."""
        return not self.answered and not self.comment.strip()

    def answer(self, facet_id: str) -> int | None:
        """Return how far a line fitted; None where it was left empty or did not stand there."""
        return next((line.answer for line in self.lines if line.facet_id == facet_id), None)
