"""From answers to a total and its words, by the rules of the questionnaire and by no others."""

from collections.abc import Iterator
from dataclasses import dataclass

from practicenotes.domain.measures import (
    Answers,
    Band,
    Flag,
    Item,
    Measure,
    MeasureResult,
    Method,
    Subscore,
)


@dataclass(frozen=True, slots=True)
class Score:
    """What answers come to; without a total, some are missing."""

    total: int | None
    answered: int
    of: int
    estimated: bool = False


def score(measure: Measure, answers: Answers, *, prorate: bool = False) -> Score:
    """Return the total of a form: none until every question is answered.

    With `prorate`, a form that allows it gets an estimate, the sum stretched to all its questions
    and rounded half up; a reliable change is never told from one.
    """
    needed = [item for item in measure.items if not item.optional]
    answered = sum(_answer(item, answers) is not None for item in needed)
    points = [_points(measure, item, answers) for item in measure.items]
    whole = answered == len(needed)
    total = None
    if measure.has_total and whole:
        total = sum(point or 0 for point in points)
    elif measure.has_total and prorate and 0 < measure.scoring.prorate_from <= answered:
        total = (2 * sum(point or 0 for point in points) * len(needed) + answered) // (2 * answered)
    return Score(total, answered, len(needed), estimated=total is not None and not whole)


def subscores(measure: Measure, answers: Answers) -> Iterator[tuple[Subscore, int | None]]:
    """Yield each subscore with its sum, or None while one of its questions is not answered."""
    if not measure.asks:
        for part, value in zip(measure.scoring.subscores, answers, strict=False):
            yield part, value
        return
    items = {item.n: item for item in measure.items}
    for part in measure.scoring.subscores:
        points = [_points(measure, items[n], answers) for n in part.items]
        missing = any(
            point is None and not items[n].optional
            for n, point in zip(part.items, points, strict=True)
        )
        yield part, None if missing else sum(point or 0 for point in points)


def open_items(measure: Measure, answers: Answers) -> tuple[int, ...]:
    """Return the numbers of the questions that still keep a form from its total."""
    return tuple(
        item.n for item in measure.items if not item.optional and _answer(item, answers) is None
    )


def is_estimated(measure: Measure, result: MeasureResult) -> bool:
    """Say whether a total was made although answers are missing."""
    return result.total is not None and bool(result.answers and open_items(measure, result.answers))


def is_certain(measure: Measure | None, result: MeasureResult) -> bool:
    """Say whether a total may be compared and told to others: it is whole, and nobody guessed.

    Of a questionnaire that is no longer known, every answer must be there.
    """
    if result.damaged or result.total is None:
        return False
    if measure is None:
        return None not in result.answers
    return not is_estimated(measure, result)


def band(measure: Measure, total: int) -> Band | None:
    """Return the band that a total lies in, if the questionnaire has bands."""
    return next((each for each in measure.bands if each.min <= total <= each.max), None)


def raised(measure: Measure, answers: Answers) -> tuple[Flag, ...]:
    """Return the flags that these answers raise."""
    items = {item.n: item for item in measure.items}
    return tuple(
        flag
        for flag in measure.flags
        if (value := _answer(items[flag.item], answers)) is not None and value >= flag.at_least
    )


def unseen(measure: Measure, result: MeasureResult) -> tuple[Flag, ...]:
    """Return the flags of a result that nobody has acknowledged, as the answer stands now."""
    seen = {(each.item, each.value) for each in result.acknowledged}
    return tuple(
        flag
        for flag in raised(measure, result.answers)
        if (flag.item, result.answers[flag.item - 1]) not in seen
    )


def in_words(measure: Measure, result: MeasureResult) -> str:
    """Return a result as the record's number with the word of its band: 15 of 27, moderate."""
    if not measure.has_total:
        parts = subscores(measure, result.answers)
        return ", ".join(f"{part.name} {'–' if sum_ is None else sum_}" for part, sum_ in parts)
    found = score(measure, result.answers) if measure.asks else None
    if result.total is None:
        return f"no total, {found.answered} of {found.of} answered" if found else "no total"
    said = f"{result.total} of {measure.scoring.max}"
    if measure.scoring.method is Method.MEAN and measure.items:
        said += f", mean {result.total / len(measure.items):.2f}"
    if within := band(measure, result.total):
        said += f", {within.label}"
    if found and is_estimated(measure, result):
        said += f", estimated ({found.answered} of {found.of} answered)"
    return said


def _answer(item: Item, answers: Answers) -> int | None:
    return answers[item.n - 1] if item.n <= len(answers) else None


def _points(measure: Measure, item: Item, answers: Answers) -> int | None:
    """Return what an answer counts for; a reversed item counts from the other end."""
    value = _answer(item, answers)
    if value is None or not item.reverse:
        return value
    values = [option.value for option in measure.options]
    return min(values) + max(values) - value
