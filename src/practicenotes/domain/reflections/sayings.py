"""The client's own words about the therapist and the work, kept with their day."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


SayingId = NewType("SayingId", str)


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing that a client said about us, word for word, and what the therapist thought."""

    id: SayingId
    client_id: ClientId
    said_on: date
    words: str
    thought: str = ""
    session_id: SessionId | None = None
    damaged: bool = False
