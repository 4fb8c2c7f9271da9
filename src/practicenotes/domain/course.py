"""The course of one questionnaire with one client: what may be said of it, and how it is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf

from practicenotes.domain import change, chart, gains, scoring, times
from practicenotes.domain.change import Baseline, Category, Change, Taken
from practicenotes.domain.chart import Chart
from practicenotes.domain.measures import Direction, Measure, MeasureResult


NO_CUT = inf  # of a form on which more is better, nothing says on which side its cut-off is left


@dataclass(frozen=True, slots=True)
class Course:
    """The results of a questionnaire, earliest first; what is damaged is only counted.

    `steps` are the ids of the results after a larger step. `compared` is None until two complete
    forms are there, and where no rule says what a reliable change is.
    """

    measure: Measure
    results: tuple[MeasureResult, ...]
    compared: Change | None
    steps: tuple[str, ...]
    damaged: int = 0

    @property
    def certain(self) -> tuple[MeasureResult, ...]:
        """The complete forms: nothing in them is missing or estimated."""
        return tuple(each for each in self.results if scoring.is_certain(self.measure, each))

    def chart(self) -> Chart | None:
        """Return the chart, if there is anything to draw."""
        if not self.results or not self.measure.has_total:
            return None
        return chart.lay_out(self.measure, self.results, self.steps)


def of(
    measure: Measure, results: Sequence[MeasureResult], first_session: date | None = None
) -> Course:
    """Return the course of a questionnaire from a client's results of every kind.

    Only complete forms are compared, and only with the first of them.
    """
    same = [result for result in results if result.measure_id == measure.id]
    sound = tuple(result for result in same if not result.damaged)
    return Course(
        measure,
        sound,
        compared=_compared(measure, sound, first_session),
        steps=_steps(measure, sound),
        damaged=len(same) - len(sound),
    )


def in_words(course: Course) -> str:
    """Return what is said beneath the chart: a plain observation, with the rule it rests on."""
    return " ".join(_sentences(course))


def _sentences(course: Course) -> Iterator[str]:
    certain, compared = course.certain, course.compared
    if len(certain) < len(course.results):
        yield "A hollow mark is a form with answers missing; it is not compared."
    if not course.measure.has_total or not certain:
        return
    if len(certain) == 1:
        yield "A change can be told from two complete forms on."
    elif compared:
        yield from _told(course, compared)
    else:
        yield f"{_difference(certain[0], certain[-1])}."


def _told(course: Course, compared: Change) -> Iterator[str]:
    """Yield the category in its words, and how many points it takes by which reliability."""
    rule = course.measure.change
    assert rule
    first, last = course.certain[0], course.certain[-1]
    called = "" if compared.baseline is Baseline.FIRST else ", the first available form"
    between = f"{_difference(first, last)}{called}"
    if compared.category is Category.TOO_CLOSE:
        yield f"{between}: {compared.category.value}."
        yield f"Forms are compared from {course.measure.recall_days} days apart."
        return
    yield f"{between}: {compared.category.value}."
    by = f", by {rule.reliability_kind}" if rule.reliability_kind else ""
    yield f"A change of {rule.reliable_points} points or more counts as reliable{by}."


def _difference(first: MeasureResult, last: MeasureResult) -> str:
    by = (last.total or 0) - (first.total or 0)
    since = times.in_full(first.taken_on)
    if by == 0:
        return f"The same as on {since}"
    return f"{'Lower' if by < 0 else 'Higher'} by {abs(by)} than on {since}"


def _compared(
    measure: Measure, results: Sequence[MeasureResult], first_session: date | None
) -> Change | None:
    rule = measure.change
    taken = [
        Taken(result.total, result.taken_on)
        for result in results
        if result.total is not None and scoring.is_certain(measure, result)
    ]
    if rule is None or len(taken) < 2:  # noqa: PLR2004 - a change has two ends
        return None
    first, last = taken[0], taken[-1]
    if measure.scoring.higher_is is Direction.BETTER:
        begun, ended = (replace(each, total=-each.total) for each in (first, last))
        found = change.compare(begun, ended, rule.reliable_points, NO_CUT, first_session)
    else:
        found = change.compare(first, last, rule.reliable_points, rule.clinical_cut, first_session)
    if last.on - first.on < timedelta(days=measure.recall_days):
        return replace(found, category=Category.TOO_CLOSE)
    return found


def _steps(measure: Measure, results: Sequence[MeasureResult]) -> tuple[str, ...]:
    if measure.change is None:
        return ()
    totals = [r.total if scoring.is_certain(measure, r) else None for r in results]
    steps = gains.sudden_gains(totals, measure.change.reliable_points)
    return tuple(results[step.after - 1].id for step in steps)
