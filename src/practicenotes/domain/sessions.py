"""A session: when, how long, how, who came, and what happened to the frame."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NewType

from practicenotes.domain.people import ClientId, PersonId


SessionId = NewType("SessionId", str)


class Modality(Enum):
    """How therapist and client met."""

    IN_PERSON = "in person"
    VIDEO = "by video"
    PHONE = "by telephone"


class Attendance(Enum):
    """What became of the appointment."""

    PLANNED = "planned"
    ATTENDED = "on time"
    LATE = "late"
    CANCELLED_BY_CLIENT = "cancelled by the client"
    CANCELLED_BY_THERAPIST = "cancelled by the therapist"
    MISSED = "missed"

    @property
    def held(self) -> bool:
        """Whether the two met."""
        return self in (Attendance.ATTENDED, Attendance.LATE)


class FrameKind(Enum):
    """What can happen to the agreed frame of the therapy."""

    BREAK = "break"
    LATE = "late"
    CANCELLED = "cancelled"
    MISSED = "missed"
    FEE = "change of fee"
    ROOM = "change of room"
    GIFT = "gift"
    CONTACT = "contact outside"
    ABSENCE = "therapist's absence"


@dataclass(frozen=True, slots=True)
class Session:
    """One appointment of one client file; `starts_at` is the clock on the wall, without a zone.

    `number` counts the sessions that were held, from 1; it is None for any other.
    """

    id: SessionId
    client_id: ClientId
    starts_at: datetime
    minutes: int = 50
    modality: Modality = Modality.IN_PERSON
    attendance: Attendance = Attendance.PLANNED
    risk: str = ""  # what was asked about risk and what was said; empty: not asked
    place: str = ""
    present: tuple[PersonId, ...] = ()
    number: int | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class FrameEvent:
    """Something that happened to the frame on one day."""

    id: str
    client_id: ClientId
    on: date
    kind: FrameKind
    words: str = ""
    session_id: SessionId | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The outside of one therapy: every appointment, and what happened to the frame."""

    sessions: tuple[Session, ...] = ()  # earliest first, numbered where held
    frame: tuple[FrameEvent, ...] = ()  # earliest first; sessions not as planned are among them
