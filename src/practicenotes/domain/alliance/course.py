"""One dyad's ratings in the order of their sessions, and what became of a fall among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


WINDOW = 3  # rated sessions after the low in which a repair is looked for
WELL = 0.75  # of the fall made good: repaired
PARTLY = 0.5  # of the fall made good: partly repaired
A_HAIR = 1e-9  # means of tenths are not exact

Values = Sequence[float | None]  # one dyad's composites in session order, None where not rated


class Level(StrEnum):
    """How far down a dip went."""

    DIP = "dip"
    MARKED = "marked"


class State(StrEnum):
    """What became of a dip in the rated sessions after its low."""

    PENDING = "pending"
    REPAIRED = "repaired"
    PARTIAL = "partial"
    OPEN = "open"


class Pace(StrEnum):
    """Whether a fall or a repair came at once or over several sessions."""

    SUDDEN = "sudden"
    GRADUAL = "gradual"


@dataclass(frozen=True, slots=True)
class Dip:
    """A session rated lower than usual, said once; sessions count from 1 and keep gaps.

    `session` never changes once it was said. The rest may, as long as the dip is pending.
    """

    session: int
    low: int
    level: Level
    state: State
    repaired_at: int | None
    decline: Pace
    repair: Pace | None


@dataclass(frozen=True, slots=True)
class Rated:
    """The sessions that were rated: their numbers from 1, gaps kept, and their values."""

    numbers: tuple[int, ...]
    values: tuple[float, ...]


def rated(values: Values) -> Rated:
    """Leave out the sessions without a composite, and keep the numbers of the others."""
    found = [(number, value) for number, value in enumerate(values, 1) if value is not None]
    return Rated(tuple(number for number, _ in found), tuple(value for _, value in found))


@dataclass(frozen=True, slots=True)
class Fall:
    """How a fall went on, in places among the rated sessions."""

    low: int
    end: int  # the place after the last that belongs to it
    repaired: int | None
    state: State


def follow(values: Sequence[float], at: int, before: float) -> Fall:
    """Follow a fall from the place where it was seen; `before` is where the ratings fell from.

    A rating below the low is the new low, and the window begins again from there.
    """
    low, best, place = at, 0.0, at + 1
    while place < len(values) and place <= low + WINDOW:
        if values[place] < values[low] - A_HAIR:
            low, best = place, 0.0
        else:
            regained = (values[place] - values[low]) / (before - values[low])
            if regained >= WELL - A_HAIR:
                return Fall(low, place, place, State.REPAIRED)
            best = max(best, regained)
        place += 1
    if len(values) - 1 < low + WINDOW:
        return Fall(low, place, None, State.PENDING)
    return Fall(low, place, None, State.PARTIAL if best >= PARTLY else State.OPEN)


def dip(course: Rated, at: int, fall: Fall, level: Level, decline: Pace) -> Dip:
    """Return what is said of a fall, in numbers of sessions."""
    repair = None
    if fall.repaired is not None:
        repair = Pace.SUDDEN if fall.repaired == fall.low + 1 else Pace.GRADUAL
    return Dip(
        session=course.numbers[at],
        low=course.numbers[fall.low],
        level=level,
        state=fall.state,
        repaired_at=None if fall.repaired is None else course.numbers[fall.repaired],
        decline=decline,
        repair=repair,
    )
