"""Simulated dyads whose course is known, so that a rule can be measured: seeded and pure."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol


SESSIONS = 24
USUAL = 3.0
FACETS = 10

Shape = Callable[
    [int, int], float
]  # session and session of the event, from 1: points off the usual


def steady(_session: int, _event: int) -> float:
    """Stay where it is."""
    return 0.0


def rising(by: float, over: int = SESSIONS) -> Shape:
    """Rise in a straight line, half below and half above the usual; fall for a negative number."""
    return lambda session, _event: by * ((session - 1) / (over - 1) - 0.5)


def dip(depth: float) -> Shape:
    """Fall for one session, and be back in the next: a V."""
    return lambda session, event: -depth if session == event else 0.0


def gradual(depth: float) -> Shape:
    """Fall over three sessions in equal steps, and come back in equal steps."""
    steps = {0: 1, 1: 2, 2: 3, 3: 2, 4: 1}
    return lambda session, event: -depth * steps.get(session - event, 0) / 3


def gone_down(depth: float) -> Shape:
    """Fall in one session and stay there."""
    return lambda session, event: -depth if session >= event else 0.0


def both(first: Shape, second: Shape) -> Shape:
    """Follow two shapes at once."""
    return lambda session, event: first(session, event) + second(session, event)


def earlier(shape: Shape, by: int) -> Shape:
    """Follow a shape as if its event came some sessions earlier."""
    return lambda session, event: shape(session, event - by)


@dataclass(frozen=True)
class Course:
    """A kind of dyad. Ratings lie between 0 and 4; an event that must be rated is never missing."""

    shape: Shape
    noise: float = 0.2
    missing: float = 0.1
    events: range = range(7, 21)  # the sessions in one of which it happens
    event_rated: bool = False
    grain: str = "fine"  # or "tenths", "halves", or "facets": the mean of six to ten whole numbers
    sessions: int = SESSIONS

    def dyads(self, count: int, seed: str) -> Iterator["Dyad"]:
        """Yield dyads of this kind; the same seed gives the same ones."""
        source = random.Random(seed)
        for _ in range(count):
            event = source.choice(self.events)
            yield Dyad(
                event, tuple(self._rated(source, n, event) for n in range(1, self.sessions + 1))
            )

    def but(self, **told: Any) -> "Course":
        """Return the same kind with a difference."""
        return replace(self, **told)

    def _rated(self, source: random.Random, session: int, event: int) -> float | None:
        felt = USUAL + self.shape(session, event) + source.gauss(0, self.noise)
        value = _bounded(felt) if self.grain != "facets" else _of_facets(source, felt)
        missing = source.random() < self.missing and not (self.event_rated and session == event)
        if missing:
            return None
        if self.grain == "halves":
            return round(2 * value) / 2
        return round(value, 1) if self.grain == "tenths" else value


@dataclass(frozen=True)
class Dyad:
    """One dyad's composites, and the session of the event that is known of it."""

    event: int
    values: tuple[float | None, ...]

    @property
    def rated(self) -> int:
        """How many sessions were rated."""
        return sum(value is not None for value in self.values)


def _bounded(value: float) -> float:
    return min(4.0, max(0.0, value))


def _of_facets(source: random.Random, felt: float) -> float:
    """Return the mean of six to ten facets, each a whole number, some by nature lower."""
    offsets = [0.6 * (place / (FACETS - 1) - 0.5) for place in range(FACETS)]
    chosen = source.sample(offsets, source.randint(6, FACETS))
    ratings = [round(_bounded(felt + offset + source.gauss(0, 0.3))) for offset in chosen]
    return sum(ratings) / len(ratings)


class Flag(Protocol):
    """What a rule says of a session."""

    @property
    def session(self) -> int:
        """The session, from 1."""


Rule = Callable[[Sequence[float | None]], Sequence[Flag]]


def flags(course: Course, rule: Rule, count: int, draw: str = "") -> float:
    """Return how many of a hundred rated sessions a rule flags."""
    found = rated = 0
    for each in course.dyads(count, "flags" + draw):
        found += len(rule(each.values))
        rated += each.rated
    return 100 * found / rated


def hits(course: Course, rule: Rule, count: int, within: int = 0, draw: str = "") -> float:
    """Return in how many of a hundred dyads the event, or a session soon after, is flagged."""
    found = 0
    for each in course.dyads(count, "hits" + draw):
        soon = range(each.event, each.event + within + 1)
        found += any(flag.session in soon for flag in rule(each.values))
    return 100 * found / count


def share(course: Course, says: Callable[[Sequence[float | None]], object], count: int) -> float:
    """Return of how many of a hundred dyads something is said at all."""
    return 100 * sum(bool(says(each.values)) for each in course.dyads(count, "share")) / count
