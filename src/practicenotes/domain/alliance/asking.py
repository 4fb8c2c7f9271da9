"""The rule that the program asks by: when a session was rated lower than usual (docs/asking.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from practicenotes.domain.alliance import course
from practicenotes.domain.alliance.course import A_HAIR, WELL, Dip, Level, Pace, State, Values


MIN_BASE = 4  # earlier ratings before anything is asked
LATELY = 12  # ratings that make up the usual, and from which a trend can be told
LONG = 24  # ratings from which spread and trend are taken
CARRIED = 0.5  # of the trend is carried forward to the session asked about
FALLING = 2.0  # standard errors that make a decline a clear one: then all of it is carried forward
EARLY = 6  # ratings from which a clear decline can be told
CALM = 0.25  # the spread of a calm dyad, on the scale from 0 to 4
WORTH = 3  # ratings that the assumption of CALM counts for
LEAST = 0.54  # the fall below the usual that is asked about in a calm dyad
MORE = 6.0  # what each point of spread above CALM adds to that
MARKED = 1.2  # times the limit


@dataclass(frozen=True, slots=True)
class Usual:
    """Where a dyad's ratings usually lie, and how far below that they may fall unasked."""

    level: float
    limit: float


def dips(values: Values, s_pool: float = 0.0) -> tuple[Dip, ...]:
    """Return the sessions of one dyad that were rated lower than usual.

    The usual is the mean of up to twelve ratings before the last one; once there are twelve, half
    of the trend is carried forward. A clear decline (two standard errors, from six ratings on) is
    carried forward whole: it is a drift, not a row of dips. With s the spread of up to 24, held
    towards 0.25 as if three more ratings had said so, a session is asked about when it lies more
    than 0.54 + 6 max(0, s - 0.25) below the usual; marked is 1.2 times as far. Only earlier ratings
    count, so that the date of a dip never changes. Repair is measured as in the reference rule, but
    from the usual. A dip that is not repaired becomes part of the usual.

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
        if usual is None or given.values[place] >= usual.level - usual.limit - A_HAIR:
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

    The last of them is left out: in a fall over several sessions it has already begun to fall.
    """
    if len(base) < MIN_BASE:
        return None
    known = base[-LONG - 1 : -1]
    assumed = max(CALM, s_pool)
    trend = straight(known) if len(known) >= EARLY else None
    if trend and trend.slope < -FALLING * trend.error(assumed):
        level = fmean(known) + trend.slope * _ahead(known)
        return Usual(level, _limit(trend.spread(assumed)))
    if trend is None or len(known) < LATELY:
        trend = _level_line(known)
    lately = known[-LATELY:]
    level = fmean(lately) + CARRIED * trend.slope * _ahead(lately)
    return Usual(level, _limit(trend.spread(assumed)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line through ratings: its slope a session, and how they lie around it.

    `deviations` is the sum of their squares, `free` how many of them are free to differ, and
    `length` the sum of squared distances of the places from their middle.
    """

    slope: float
    deviations: float
    free: int
    length: float

    def spread(self, assumed: float) -> float:
        """Return the spread around it, held towards an assumed one."""
        return sqrt((WORTH * assumed**2 + self.deviations) / (WORTH + self.free))

    def error(self, assumed: float) -> float:
        """Return the standard error of its slope."""
        return self.spread(assumed) / sqrt(self.length)


def straight(values: Sequence[float]) -> Line:
    """Return the straight line through three values or more by least squares."""
    level = _level_line(values)
    middle = (len(values) - 1) / 2
    along = sum((place - middle) * value for place, value in enumerate(values))
    slope = along / level.length
    return Line(slope, max(0.0, level.deviations - slope * along), len(values) - 2, level.length)


def _level_line(values: Sequence[float]) -> Line:
    count, mean = len(values), fmean(values)
    deviations = sum((value - mean) ** 2 for value in values)
    return Line(0.0, deviations, count - 1, count * (count**2 - 1) / 12)


def _ahead(known: Sequence[float]) -> float:
    """Return the way from the middle of ratings, past the one left out, to the next session."""
    return (len(known) - 1) / 2 + 2


def _limit(spread: float) -> float:
    return LEAST + MORE * max(0.0, spread - CALM)


def _level(values: Sequence[float], fall: course.Fall, usual: Usual) -> Level:
    marked = values[fall.low] < usual.level - MARKED * usual.limit - A_HAIR
    return Level.MARKED if marked else Level.DIP


def _decline(values: Sequence[float], fall: course.Fall, usual: Usual) -> Pace:
    """Return sudden when most of the fall came in one step."""
    step = values[fall.low - 1] - values[fall.low]
    sudden = step >= WELL * (usual.level - values[fall.low]) - A_HAIR
    return Pace.SUDDEN if sudden else Pace.GRADUAL
