"""Where everything on the chart of a questionnaire lies: worked out once, for screen and paper.

Places run from 0 to 1, to the right along the days and upwards from the lowest total to the highest
that there can be, so that small changes look small.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from practicenotes.domain import scoring, times
from practicenotes.domain.measures import Measure, MeasureResult


GAP = 0.16  # of the width that a day needs for its words
LEAST_TOTALS = 0.07  # of the height between two totals beside the chart
STEP = "a larger step here"


@dataclass(frozen=True, slots=True)
class Mark:
    """One form; a hollow one is not complete, and no line leads to it."""

    x: float
    y: float
    words: str
    result_id: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """A ground from one total to another, across the whole chart."""

    bottom: float
    top: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day beneath the chart, a total beside it, or a remark inside."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """Totals of neighbouring complete forms, joined."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is painted; strips lie at the bottom, marks on top."""

    bands: tuple[Strip, ...]
    around: Strip | None  # within this, no form differs reliably from the first
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    steps: tuple[Mark, ...]  # marks that carry a remark
    days: tuple[Tick, ...]
    totals: tuple[Tick, ...]
    name: str = ""  # of the questionnaire, where several charts stand together


def lay_out(
    measure: Measure,
    results: Sequence[MeasureResult],
    steps: Sequence[str] = (),
    *,
    gap: float = GAP,
) -> Chart:
    """Lay out the results of one questionnaire, earliest first, none of them damaged.

    `steps` are the ids of the results after a sudden gain or loss.
    """
    marks = tuple(_mark(measure, result, _places(results)) for result in results)
    whole = [r.total for r in results if r.total is not None and scoring.is_certain(measure, r)]
    return Chart(
        bands=_bands(measure),
        around=_around(measure, whole[0]) if whole else None,
        lines=_lines(marks),
        marks=marks,
        steps=tuple(mark for mark in marks if mark.result_id in steps),
        days=_days(results, gap),
        totals=_totals(measure),
    )


def _places(results: Sequence[MeasureResult]) -> dict[date, float]:
    first, last = results[0].taken_on, results[-1].taken_on
    days = (last - first).days
    return {r.taken_on: (r.taken_on - first).days / days if days else 0.5 for r in results}


def _height(measure: Measure, total: float) -> float:
    low, high = measure.scoring.min, measure.scoring.max
    return min(max((total - low) / (high - low), 0.0), 1.0)


def _mark(measure: Measure, result: MeasureResult, places: dict[date, float]) -> Mark:
    x = places[result.taken_on]
    if result.total is None:
        found = scoring.score(measure, result.answers)
        return Mark(x, 0.0, f"{found.answered} of {found.of}", result.id, hollow=True)
    hollow = not scoring.is_certain(measure, result)
    return Mark(x, _height(measure, result.total), str(result.total), result.id, hollow)


def _lines(marks: Sequence[Mark]) -> tuple[Line, ...]:
    """Join neighbours that are complete; over a form that is not, nothing is guessed."""
    runs: list[list[Mark]] = [[]]
    for mark in marks:
        if mark.hollow:
            runs.append([])
        else:
            runs[-1].append(mark)
    return tuple(Line(tuple((m.x, m.y) for m in run)) for run in runs if len(run) > 1)


def _bands(measure: Measure) -> tuple[Strip, ...]:
    edges = [*(_height(measure, band.min) for band in measure.bands), 1.0]
    return tuple(
        Strip(bottom, top, band.label)
        for (bottom, top), band in zip(pairwise(edges), measure.bands, strict=True)
    )


def _around(measure: Measure, first: int) -> Strip | None:
    if measure.change is None:
        return None
    by = measure.change.reliable_points
    return Strip(_height(measure, first - by), _height(measure, first + by))


def _days(results: Sequence[MeasureResult], gap: float) -> tuple[Tick, ...]:
    """Name the first day, the last, and as many between as there is room for."""
    places = _places(results)
    years = results[0].taken_on.year != results[-1].taken_on.year
    ticks: list[Tick] = []
    *before, last = (Tick(x, _short(day, with_year=years)) for day, x in places.items())
    for tick in before:
        if not ticks or (tick.at - ticks[-1].at >= gap and last.at - tick.at >= gap):
            ticks.append(tick)
    if not ticks or last.at - ticks[-1].at >= gap:
        ticks.append(last)
    return tuple(ticks)


def _short(day: date, *, with_year: bool) -> str:
    return f"{day.day} {times.MONTHS[day.month - 1][:3]}" + (f" {day.year}" if with_year else "")


def _totals(measure: Measure) -> tuple[Tick, ...]:
    """Name the ends of the scale, and where each band begins."""
    low, high = measure.scoring.min, measure.scoring.max
    begins = [band.min for band in measure.bands if low < band.min]
    ticks = [Tick(0.0, str(low))]
    for total in begins:
        at = _height(measure, total)
        if at - ticks[-1].at >= LEAST_TOTALS and 1.0 - at >= LEAST_TOTALS:
            ticks.append(Tick(at, str(total)))
    return (*ticks, Tick(1.0, str(high)))
