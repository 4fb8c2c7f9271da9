"""Hours that a therapist has to account for: supervision and further training."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NewType


HourId = NewType("HourId", str)

_MINUTES = 60


class HourKind(Enum):
    """What an hour was spent on."""

    SUPERVISION = "supervision"
    GROUP_SUPERVISION = "group supervision"
    TRAINING = "training"
    READING = "reading"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Hour:
    """One line of the log."""

    id: HourId
    on: date
    kind: HourKind
    minutes: int
    with_whom: str = ""
    topic: str = ""
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class HourLog:
    """The lines of one year, earliest first, and the years that have any, latest first."""

    year: int
    hours: tuple[Hour, ...] = ()
    years: tuple[int, ...] = ()


def sums(hours: Iterable[Hour]) -> Mapping[HourKind, int]:
    """Return the minutes of each kind that has any, in the order of the kinds."""
    whole = [hour for hour in hours if not hour.damaged]
    spent = {kind: sum(h.minutes for h in whole if h.kind is kind) for kind in HourKind}
    return {kind: minutes for kind, minutes in spent.items() if minutes}


def said(minutes: int) -> str:
    """Return a length of time in words: 1 h 30 min."""
    hours, rest = divmod(minutes, _MINUTES)
    parts = (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")
    return " ".join(part for part in parts if part)
