"""The reference rule for dips: one standard deviation below the mean of what came before.

It is kept so that the rule the program asks by (`asking`) can be measured against it.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import fmean

from practicenotes.domain.alliance import course
from practicenotes.domain.alliance.course import A_HAIR, Dip, Level, Pace, Values


MIN_BASE = 4  # earlier ratings outside dips
S_MIN = 0.25  # of the scale from 0 to 4
D_MIN = 0.3  # the least fall since the last rated session
DIP_BELOW = 1.0  # standard deviations
MARKED_BELOW = 2.0
MOVING_RANGE = 1.128  # mean moving range of two in units of the standard deviation (d2)


def dips_reference(values: Values, s_pool: float = 0.0) -> tuple[Dip, ...]:
    """Return the dips of one dyad after the reference rule.

    With m the mean of all earlier ratings outside dips (four or more), and s the largest of their
    standard deviation, their mean moving range / 1.128, `s_pool` and 0.25: a dip lies below m - s
    and at least 0.3 below the last rated session; it is marked when its low lies below m - 2s.
    It is repaired by the first of three rated sessions after the low that regains 0.75 of the fall
    since the session before it, partly by 0.5; with fewer sessions after it, it is pending.

    Args:
        values: composites from 0 to 4 in session order, None where not rated.
        s_pool: pooled standard deviation within dyads over the caseload; 0 when too few are known.
    """
    given = course.rated(values)
    found: list[Dip] = []
    base: list[float] = []
    place = 0
    while place < len(given.values):
        seen = _seen(given.values, place, base, s_pool)
        if seen is not None:
            fall, level = seen
            decline = Pace.SUDDEN if fall.low == place else Pace.GRADUAL
            found.append(course.dip(given, place, fall, level, decline))
            place = fall.end
            if fall.repaired is None:
                continue
        base.append(given.values[place])
        place += 1
    return tuple(found)


def _seen(
    values: Sequence[float], place: int, base: Sequence[float], s_pool: float
) -> tuple[course.Fall, Level] | None:
    if len(base) < MIN_BASE:
        return None
    usual = fmean(base)
    spread = max(_deviation(base, usual), _by_moving_range(base), s_pool, S_MIN)
    value, before = values[place], values[place - 1]
    if value >= usual - DIP_BELOW * spread - A_HAIR or before - value < D_MIN - A_HAIR:
        return None
    fall = course.follow(values, place, before)
    marked = values[fall.low] < usual - MARKED_BELOW * spread - A_HAIR
    return fall, Level.MARKED if marked else Level.DIP


def _deviation(base: Sequence[float], mean: float) -> float:
    return sqrt(sum((value - mean) ** 2 for value in base) / (len(base) - 1))


def _by_moving_range(base: Sequence[float]) -> float:
    return fmean(abs(later - earlier) for earlier, later in pairwise(base)) / MOVING_RANGE
