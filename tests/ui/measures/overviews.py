"""What the page shows, made up for a test of one of its parts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from practicenotes import catalog
from practicenotes.domain.measure_choices import Choices
from practicenotes.domain.measures import Answers, MeasureResult
from practicenotes.domain.people import Client, ClientId, Goal, Practitioner
from practicenotes.records.measure_overview import MeasureOverview


FIRST = date(2025, 9, 1)
AT = datetime(2025, 11, 18, 14, 2, tzinfo=UTC)
HERON = Client(ClientId("1"), "Heron")


def form(
    number: int, total: int | None, answers: Answers = (), name: str = "phq9"
) -> MeasureResult:
    """Return a form of so many fortnights after the first."""
    on = FIRST + timedelta(weeks=2 * number)
    short = catalog.measure(name).short
    return MeasureResult(f"r{number}", HERON.id, name, short, on, total, tuple(answers))


def goal(number: int, text: str, **told: object) -> Goal:
    """Return a goal."""
    return replace(Goal(f"g{number}", HERON.id, number, text, FIRST), **told)


def overview(*results: MeasureResult, **told: object) -> MeasureOverview:
    """Return a page with these results."""
    empty = MeasureOverview(
        client=HERON,
        practitioner=Practitioner("A. Brandt"),
        goals=(),
        results=results,
        withdrawn=(),
        reasons={},
        plans={},
        due={},
        known={measure.id: measure for measure in catalog.measures()},
        offered=catalog.measures(),
        own=frozenset(),
        correctable=frozenset(),
        first_session=FIRST,
        prorates=False,
        choices=Choices(),
    )
    return replace(empty, **told)
