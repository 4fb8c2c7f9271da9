"""A slow decline: many sessions, each a little below the last, said once (docs/asking.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median

from practicenotes.domain.alliance import asking
from practicenotes.domain.alliance.course import A_HAIR, Dip, State, Values


SPAN = 12  # rated sessions outside repaired dips that are looked at
FALL = 0.5  # over the span, on the scale from 0 to 4
PAIRS = 0.75  # of all pairs of sessions, those in which the later is the lower
STEP = 1.25  # times what a single step leaves unexplained, a straight line may leave
LEVEL = 2  # sessions at least on either side of such a step
BACK = 0.5  # of the fall regained before another can begin
RECENT = 4  # sessions whose mean tells whether it was


@dataclass(frozen=True, slots=True)
class Drift:
    """A slow decline: the session in which it could be said, where it began, and how far it fell.

    Sessions count from 1 and keep gaps; `fall` is in points of the scale, over the whole span.
    """

    session: int
    since: int
    fall: float

    def holds(self, dip: Dip) -> bool:
        """Say whether a dip is part of this decline: on the way down, and not repaired."""
        return self.since <= dip.session <= self.session and dip.state is not State.REPAIRED


def drift(values: Values) -> Drift | None:
    """Return the first slow decline of one dyad, or None; later ratings never change it."""
    return next(_found(values), None)


def drifts(values: Values) -> tuple[Drift, ...]:
    """Return every slow decline of one dyad, each once.

    Among the last twelve ratings outside repaired dips, the later is the lower in three of four
    pairs, the median slope of all pairs comes to a fall of half a point or more, and a straight
    line fits them about as well as a single step: a fall in one session is a dip. A decline that
    goes on is the same one: another can only be said after half of the fall has been regained.
    Each session is judged by what was known then: a dip that is repaired later counts until it is.

    Args:
        values: composites from 0 to 4 in session order, None where not rated.
    """
    return tuple(_found(values))


def _found(values: Values) -> Iterator[Drift]:
    after, floor, regained = 0, 0.0, True  # the session after which another may begin
    for calm in asking.calm_so_far(values):
        session = calm[-1][0]
        since = [pair for pair in calm if pair[0] > after]
        if not regained:
            regained = fmean(value for _, value in since[-RECENT:]) >= floor
            if not regained:
                continue
            after = session - 1
            since = [pair for pair in since if pair[0] > after]
        span = since[-SPAN:]
        fall = _fall([value for _, value in span]) if len(span) == SPAN else None
        if fall is None:
            continue
        yield Drift(session, span[0][0], round(fall, 2))
        floor = fmean(value for _, value in span[-RECENT:]) + BACK * fall
        after, regained = session, False


def _fall(span: Sequence[float]) -> float | None:
    """Return how far these ratings fell from first to last, or None when they did not drift."""
    pairs = combinations(enumerate(span), 2)
    slopes = [(late - early) / (j - i) for (i, early), (j, late) in pairs]
    fall = -median(slopes) * (len(span) - 1)
    falling = sum(slope < -A_HAIR for slope in slopes)
    drifted = fall >= FALL - A_HAIR and falling >= PAIRS * len(slopes)
    return fall if drifted and not _in_one_step(span) else None


def _in_one_step(span: Sequence[float]) -> bool:
    """Say whether one step from level to level tells these ratings better than a straight line."""
    steps = range(LEVEL, len(span) - LEVEL + 1)
    unexplained = min(_around(span[:step]) + _around(span[step:]) for step in steps)
    return asking.straight(span).deviations > STEP * unexplained + A_HAIR


def _around(values: Sequence[float]) -> float:
    mean = fmean(values)
    return sum((value - mean) ** 2 for value in values)
