"""The rule that the program asks by: when a session was rated lower than usual (docs/asking.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from operator import mul
from statistics import fmean

from practicenotes.domain.alliance import course
from practicenotes.domain.alliance.course import A_HAIR, WELL, Dip, Level, Pace, State, Values


MIN_BASE = 4  # earlier ratings before anything is asked
LATELY = 12  # ratings that make up the usual
LONG = 24  # ratings from which spread and trend are taken
SLOW = 0.04  # of a point a session: the decline or rise that is thought likely before any is seen
RISING = 0.4  # of a rise is carried forward to the session asked about
CALM = 0.25  # the spread of a calm dyad, on the scale from 0 to 4
WORTH = 3  # ratings that the assumption of CALM counts for
LEAST = 0.53  # the fall below the usual that is asked about in a calm dyad
MORE = 7.0  # what each point of spread above CALM adds to that
MARKED = 1.2  # times the limit


@dataclass(frozen=True, slots=True)
class Usual:
    """Where a dyad's ratings usually lie, and how far below that they may fall unasked."""

    level: float
    limit: float
    falling: bool  # the ratings are in a decline already

    def asks_about(self, value: float, again: bool) -> bool:
        """Say whether a rating is asked about; in a decline that was, only one that is marked."""
        if again and self.falling:
            return self.is_marked(value)
        return value < self.level - self.limit - A_HAIR

    def is_marked(self, value: float) -> bool:
        """Say whether a rating lies far below the usual."""
        return value < self.level - MARKED * self.limit - A_HAIR


def dips(values: Values, s_pool: float = 0.0) -> tuple[Dip, ...]:
    """Return the sessions of one dyad that were rated lower than usual.

    The usual is the mean of up to twelve earlier ratings, with their trend carried forward as far
    as so many ratings can tell it: a decline whole, a rise less. A slow decline is a drift, not a
    row of dips. With s the spread of up to 24, held towards 0.25 as if three more ratings had said
    so, a session is asked about when it lies more than 0.53 + 7 max(0, s - 0.25) below the usual;
    marked is 1.2 times as far, and in a decline where a dip was asked about before, only a marked
    one is again. Only earlier ratings count, so that the date of a dip never changes. Repair is
    measured as in the reference rule, but from the usual. A dip that is not repaired becomes part
    of the usual.

    Args:
        values: composites from 0 to 4 in session order, None where not rated.
        s_pool: pooled standard deviation within dyads over the caseload; where it is above 0.25 it
            takes that place. Old dates stand as long as it does.
    """
    return tuple(dip for dip, _ in walk(course.rated(values), s_pool))


def calm_so_far(values: Values) -> Iterator[tuple[tuple[int, float], ...]]:
    """Yield after each rated session those outside of repaired dips, as far as was known then.

    Each is a number with its value. A dip that is repaired later is not repaired yet: until then
    its ratings count as any others.
    """
    given = course.rated(values)
    dips_before = {
        places.stop: len(places)
        for dip, places in walk(given, 0.0)
        if dip.state is State.REPAIRED  # in the session right behind its last place
    }
    known: list[tuple[int, float]] = []
    for place, pair in enumerate(zip(given.numbers, given.values, strict=True)):
        if place in dips_before:
            del known[-dips_before[place] :]
        known.append(pair)
        yield tuple(known)


def walk(given: course.Rated, s_pool: float) -> list[tuple[Dip, range]]:
    """Walk through the rated sessions; return each dip with the places that it takes up."""
    found: list[tuple[Dip, range]] = []
    base: list[float] = []
    place = 0
    while place < len(given.values):
        usual = usual_after(base, s_pool)
        if usual is None or not usual.asks_about(given.values[place], again=bool(found)):
            base.append(given.values[place])
            place += 1
            continue
        fall = course.follow(given.values, place, usual.level)
        level, decline = _level(given.values, fall, usual), _decline(given.values, fall, usual)
        places = range(place, fall.end)
        found.append((course.dip(given, place, fall, level, decline), places))
        if fall.repaired is None:
            base.extend(given.values[each] for each in places)
        place = fall.end
        if fall.repaired is not None:
            base.append(given.values[place])
            place += 1
    return found


def usual_after(base: Sequence[float], s_pool: float = 0.0) -> Usual | None:
    """Return the usual after these ratings, or None while there are too few.

    The last of them says nothing about spread and trend: a fall may have begun in it.
    """
    if len(base) < MIN_BASE:
        return None
    assumed = max(CALM, s_pool)
    seen = straight(base[-LONG - 1 : -1])
    trend = seen.held(assumed)
    lately = base[-LATELY:]
    carried = trend.slope if trend.slope < 0 else RISING * trend.slope
    return Usual(
        level=fmean(lately) + carried * (len(lately) + 1) / 2,  # on from their middle
        limit=LEAST + MORE * max(0.0, trend.spread(assumed) - CALM),
        falling=seen.slope < -seen.error(assumed),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line through ratings: its slope a session, and how they lie around it.

    `deviations` is the sum of their squares, `free` how many of them are free to differ, and
    `length` the sum of squared distances of the places from their middle.
    """

    slope: float
    deviations: float
    free: float
    length: float

    def spread(self, assumed: float) -> float:
        """Return the spread around it, held towards an assumed one."""
        return sqrt((WORTH * assumed**2 + self.deviations) / (WORTH + self.free))

    def error(self, assumed: float) -> float:
        """Return the standard error of its slope."""
        return self.spread(assumed) / sqrt(self.length)

    def held(self, assumed: float) -> "Line":
        """Return the line with its slope held towards none, the more so the less can be told."""
        known = self.length / (self.length + (self.spread(assumed) / SLOW) ** 2)
        left = (1 - known) * self.slope
        deviations = self.deviations + left**2 * self.length
        return Line(known * self.slope, deviations, self.free + 1 - known, self.length)


def straight(values: Sequence[float]) -> Line:
    """Return the straight line through three values or more by least squares."""
    count, mean, steep = len(values), fmean(values), slope(values)
    length = _length(count)
    around = sum((value - mean) ** 2 for value in values)
    return Line(steep, max(0.0, around - steep**2 * length), count - 2, length)


def slope(values: Sequence[float]) -> float:
    """Return the slope of that line alone, which takes less time."""
    along: float = sum(map(mul, _places(len(values)), values))
    return along / _length(len(values))


@cache
def _places(count: int) -> tuple[float, ...]:
    return tuple(place - (count - 1) / 2 for place in range(count))


def _length(count: int) -> float:
    return count * (count**2 - 1) / 12


def _level(values: Sequence[float], fall: course.Fall, usual: Usual) -> Level:
    return Level.MARKED if usual.is_marked(values[fall.low]) else Level.DIP


def _decline(values: Sequence[float], fall: course.Fall, usual: Usual) -> Pace:
    """Return sudden when most of the fall came in one step."""
    step = values[fall.low - 1] - values[fall.low]
    sudden = step >= WELL * (usual.level - values[fall.low]) - A_HAIR
    return Pace.SUDDEN if sudden else Pace.GRADUAL
