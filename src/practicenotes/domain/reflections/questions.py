"""Questions that the pages ask about a relationship, and what was made of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


class QuestionKind(Enum):
    """What gave rise to a question."""

    DIP = "dip"
    DRIFT = "drift"
    FACET = "facet"
    CARD = "card"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one session: asked until a line is written or it is set aside.

    `about` is a facet or a line of the card, "" for the relationship as a whole. `since` is the
    session that it is compared with, where there is one.
    """

    session_id: SessionId
    kind: QuestionKind
    about: str = ""
    since: SessionId | None = None
    now: float | None = None
    was: float | None = None

    @property
    def key(self) -> tuple[SessionId, QuestionKind, str]:
        """What makes it this question; it is never asked twice."""
        return self.session_id, self.kind, self.about


@dataclass(frozen=True, slots=True)
class Given:
    """What was made of a question: a line written, or set aside."""

    client_id: ClientId
    session_id: SessionId
    kind: QuestionKind
    about: str = ""
    answer: str = ""
    set_aside_at: datetime | None = None
    changed_at: datetime | None = None
    damaged: bool = False

    @property
    def key(self) -> tuple[SessionId, QuestionKind, str]:
        """The question that it belongs to."""
        return self.session_id, self.kind, self.about
