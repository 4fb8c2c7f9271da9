"""Charts in a letter: each stands behind the paragraph whose sentence says it in words."""

from collections.abc import Sequence
from dataclasses import replace

from practicenotes.domain import chart, times
from practicenotes.domain.chart import Chart
from practicenotes.domain.letters import Paragraph
from practicenotes.domain.measures import Measure, MeasureResult


_KEY = "chart:"
_MOST = 6  # totals that one sentence names


def key(measure_id: str) -> str:
    """Return the record id of the sentence that brings a chart with it."""
    return f"{_KEY}{measure_id}"


def is_one(record_id: str) -> bool:
    """Say whether a source is a chart."""
    return record_id.startswith(_KEY)


def within(paragraph: Paragraph) -> tuple[str, ...]:
    """Return the questionnaires whose charts stand behind a paragraph, also a reworded one."""
    named = (each.source.record_id or each.source.was_id for each in paragraph.sentences)
    return tuple(dict.fromkeys(n.removeprefix(_KEY) for n in named if n.startswith(_KEY)))


def lay_out(measure: Measure, results: Sequence[MeasureResult]) -> Chart:
    """Lay out what the sentence says and no more: days, totals, and between what they can lie.

    The names of bands are words about a person that nobody ticked.
    """
    whole = chart.lay_out(measure, results)
    ends = (whole.totals[0], whole.totals[-1])
    name = results[-1].name
    return replace(whole, bands=(), around=None, steps=(), totals=ends, name=name)


def sentence(measure: Measure, results: Sequence[MeasureResult]) -> str:
    """Say in words what a chart shows: every total, or the ends of a long row, and the range."""
    name = results[-1].name
    told = [f"{each.total} on {times.in_full(each.taken_on)}" for each in results]
    low, high = measure.scoring.min, measure.scoring.max
    lie = f"A total can lie between {low} and {high}."
    if len(told) > _MOST:
        return f"The chart shows {len(told)} {name} totals, from {told[0]} to {told[-1]}. {lie}"
    return f"The chart shows the {name} totals: {', '.join(told[:-1])} and {told[-1]}. {lie}"
