"""A slow decline: many sessions, each a little below the last, said once (docs/asking.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from practicenotes.domain.alliance import asking
from practicenotes.domain.alliance.course import A_HAIR, Dip, Level, State, Values


SPANS = (12, 18, 24, 30, 36)  # rated sessions outside repaired dips that are looked at
FALL = 0.5  # over a span, on the scale from 0 to 4
CLEAR = 3.0  # standard errors that the slope of a decline lies below none
STEP = 1.25  # times what a single step leaves unexplained, a straight line may leave
LEVEL = 2  # sessions at least on either side of such a step
BACK = 0.75  # of the fall regained before another can begin
RECENT = 6  # sessions whose mean tells whether it was


@dataclass(frozen=True, slots=True)
class Drift:
    """A slow decline: the session in which it could be said, where it began, and how far it fell.

    Sessions count from 1 and keep gaps; `fall` is in points of the scale, over the whole span.
    """

    session: int
    since: int
    fall: float

    def holds(self, dip: Dip) -> bool:
        """Say whether a dip is part of it: on the way down, and not both marked and repaired."""
        apart = dip.level is Level.MARKED and dip.state is State.REPAIRED
        return self.since <= dip.session <= self.session and not apart


def drift(values: Values) -> Drift | None:
    """Return the first slow decline of one dyad, or None; later ratings never change it."""
    return next(_found(values), None)


def drifts(values: Values) -> tuple[Drift, ...]:
    """Return every slow decline of one dyad, each once.

    Over the last 12, 18, 24, 30 or 36 ratings outside repaired dips, a straight line falls by half
    a point or more, its slope lies three standard errors below none, and it fits them about as well
    as a single step: a fall in one session is a dip. A decline that goes on is the same one:
    another can only be said after three quarters of the fall have been regained.
    Each session is judged by what was known then: a dip that is repaired later counts until it is.

    Args:
        values: composites from 0 to 4 in session order, None where not rated.
    """
    return tuple(_found(values))


def _found(values: Values) -> Iterator[Drift]:
    after, floor, regained = 0, 0.0, True  # the session after which another may begin
    for calm in asking.calm_so_far(values):
        session = calm[-1][0]
        since = [pair for pair in calm[-SPANS[-1] :] if pair[0] > after]
        if not regained:
            regained = fmean(value for _, value in since[-RECENT:]) >= floor
            if not regained:
                continue
            after = session - 1
            since = [pair for pair in since if pair[0] > after]
        found = _shortest([value for _, value in since])
        if found is None:
            continue
        count, fall = found
        yield Drift(session, since[-count][0], round(fall, 2))
        floor = fmean(value for _, value in since[-RECENT:]) + BACK * fall
        after, regained = session, False


def _shortest(values: Sequence[float]) -> tuple[int, float] | None:
    """Return the shortest span at the end of these ratings that drifted, and how far it fell."""
    for count in SPANS:
        if count > len(values):
            return None
        span = values[-count:]
        fall = -asking.slope(span) * (count - 1)
        if fall >= FALL - A_HAIR and _is_straight(span):
            return count, fall
    return None


def _is_straight(span: Sequence[float]) -> bool:
    """Say whether a decline is a clear one, and no fall from level to level in a single step."""
    line = asking.straight(span)
    if line.slope >= -CLEAR * line.error(asking.CALM):
        return False
    steps = range(LEVEL, len(span) - LEVEL + 1)
    unexplained = min(_around(span[:step]) + _around(span[step:]) for step in steps)
    return line.deviations <= STEP * unexplained + A_HAIR


def _around(values: Sequence[float]) -> float:
    mean = fmean(values)
    return sum((value - mean) ** 2 for value in values)
