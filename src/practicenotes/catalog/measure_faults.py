"""What a questionnaire may not be: one that cannot be answered, added up or told apart."""

from collections.abc import Iterator, Sequence

from practicenotes.catalog.faults import Fault
from practicenotes.domain.measures import (
    Band,
    Item,
    Measure,
    MeasureFile,
    Method,
    Option,
    Scoring,
    Subscore,
)


FEWEST_OPTIONS = 2
MOST_OPTIONS = 11  # 0 to 10


def in_form(file: MeasureFile) -> Iterator[Fault]:
    """Yield what is wrong in a questionnaire that is filled in here, the first thing first."""
    measure = file.measure[0]
    faults = (
        *_in_options("options", measure.options),
        *_in_items(measure.items),
        *_in_extra(measure),
    )
    yield from _at(faults)
    if not faults:  # what follows counts on items and options that are sound
        yield from _at((*_in_scoring(measure), *_in_bands(measure), *_in_flags(measure)))


def in_licensed(file: MeasureFile) -> Iterator[Fault]:
    """Yield what is wrong in a questionnaire of which only totals are entered."""
    measure = file.measure[0]
    if measure.items or measure.options or measure.ship_text:
        yield "measure 1, items", "only totals are entered here: no text of the form may stand here"
    yield from _at((*_in_range(measure.scoring), *_in_bands(measure)))


def _at(faults: Sequence[Fault]) -> Iterator[Fault]:
    return ((f"measure 1, {where}", why) for where, why in faults)


def _in_options(where: str, options: Sequence[Option]) -> Iterator[Fault]:
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        yield where, f"there must be {FEWEST_OPTIONS} to {MOST_OPTIONS} of them"
    values = [option.value for option in options]
    if len(set(values)) < len(values):
        yield where, "two of them have the same value"


def _in_items(items: Sequence[Item]) -> Iterator[Fault]:
    if not items:
        yield "items", "a questionnaire needs at least one question"
    for number, item in enumerate(items, 1):
        if item.n != number:
            yield f"items {number}, n", f"it must be {number}, as the question stands in the file"


def _in_extra(measure: Measure) -> Iterator[Fault]:
    if measure.extra_item:
        yield from _in_options("extra_item, options", measure.extra_item.options)


def _in_scoring(measure: Measure) -> Iterator[Fault]:
    scoring, items = measure.scoring, measure.items
    reversed_ = any(item.reverse for item in items)
    if scoring.method is Method.REVERSED and not reversed_:
        yield "scoring, method", "no question is marked reverse = true"
    if scoring.method is Method.SUM and reversed_:
        yield "scoring, method", "with reversed questions it must be sum-with-reverse"
    if scoring.method is Method.SUBSCALES and not scoring.subscores:
        yield "scoring, subscores", "there must be at least one"
    least, most = ends(measure, items)
    if scoring.method is not Method.SUBSCALES and (scoring.min, scoring.max) != (least, most):
        yield "scoring", f"min and max must be {least} and {most}, which the answers come to"
    if scoring.prorate_from > len(items):
        yield "scoring, prorate_from", "there are fewer questions than that"
    for number, part in enumerate(scoring.subscores, 1):
        yield from _in_subscore(f"scoring, subscores {number}", part, measure)


def _in_subscore(where: str, part: Subscore, measure: Measure) -> Iterator[Fault]:
    chosen = [item for item in measure.items if item.n in part.items]
    if not part.items or len(chosen) != len(part.items):
        yield f"{where}, items", "each must be the number of a question, and stand once"
    elif part.max != ends(measure, chosen)[1]:
        yield f"{where}, max", f"it must be {ends(measure, chosen)[1]}, which the answers come to"


def ends(measure: Measure, items: Sequence[Item]) -> tuple[int, int]:
    """Return the lowest and the highest sum that these questions can come to."""
    values = [option.value for option in measure.options]
    needed = sum(not item.optional for item in items)
    return min(values) * needed, max(values) * len(items)


def _in_range(scoring: Scoring) -> Iterator[Fault]:
    if scoring.min >= scoring.max:
        yield "scoring, max", "it must be more than min"
    for number, part in enumerate(scoring.subscores, 1):
        if part.min >= part.max:
            yield f"scoring, subscores {number}, max", "it must be more than min"


def _in_bands(measure: Measure) -> Iterator[Fault]:
    """Yield what keeps the bands from covering every total once, from the lowest to the highest."""
    if measure.bands and not measure.has_total:
        yield "bands", "without a total there can be none"
    if measure.bands:
        yield from _in_grouping("bands", measure.bands, measure.scoring)
    if measure.other_bands and not measure.bands:
        yield "other_bands", "without bands there can be no others"
    elif measure.other_bands:
        yield from _in_grouping("other_bands, bands", measure.other_bands.bands, measure.scoring)


def _in_grouping(where: str, bands: Sequence[Band], scoring: Scoring) -> Iterator[Fault]:
    expected = int(scoring.min)
    for number, band in enumerate(bands, 1):
        if band.min != expected or band.max < band.min:
            yield f"{where} {number}, min", f"it must be {expected}, where the one before ends"
        expected = band.max + 1
    if expected != scoring.max + 1:
        yield f"{where} {len(bands)}, max", f"it must be {scoring.max}"


def _in_flags(measure: Measure) -> Iterator[Fault]:
    for number, flag in enumerate(measure.flags, 1):
        if flag.item > len(measure.items):
            yield f"flags {number}, item", "there is no such question"
