"""What left the practice about a client: to whom, what, why, and how it went."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from practicenotes.domain import times
from practicenotes.domain.letters import LetterId


class Way(Enum):
    """How a letter reaches its reader; this program sends nothing itself."""

    BY_HAND = "by hand"
    POST = "by post"
    EMAIL = "by e-mail, with another program"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One entry of the list; `sent_on` and `way` are told afterwards, when it has gone."""

    id: str
    at: datetime
    recipient: str
    what: str
    basis: str
    letter_id: LetterId | None = None
    sent_on: date | None = None
    way: Way | None = None
    damaged: bool = False

    @property
    def sent(self) -> str:
        """How and when it went, in words; empty while nobody has said."""
        if self.sent_on is None or self.way is None:
            return ""
        return f"sent on {times.in_full(self.sent_on)}, {self.way.value}"
