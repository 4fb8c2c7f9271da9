"""What runs through all the hours at once, gathered in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.reflections.hypotheses import Hypothesis
from practicenotes.domain.reflections.pulls import Pull
from practicenotes.reflections import hypotheses, pulls, reflections


@dataclass(frozen=True, slots=True)
class Caseload:
    """Pulls oldest first, hypotheses still open, reflections by client."""

    pulls: tuple[Pull, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    reflections: tuple[tuple[ClientId, tuple[Reflection, ...]], ...] = ()


def get(db: Db, seen: Iterable[ClientId]) -> Caseload:
    """Return what runs through the hours; reflections are those on the clients who are `seen`."""
    return Caseload(
        pulls=pulls.everywhere(db),
        hypotheses=hypotheses.still_open(db),
        reflections=tuple((each, reflections.of_client(db, each)) for each in seen),
    )
