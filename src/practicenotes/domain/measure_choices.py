"""How the therapist wants questionnaires to be read, where there is more than one good way."""

from dataclasses import dataclass, replace

from practicenotes.domain.measures import Measure, Remark


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen, by ids; it stands in words beside everything that is read by it."""

    strict: frozenset[str] = frozenset()  # change is told by the lower reliability
    grouped: frozenset[str] = frozenset()  # bands are those of the other grouping


def read(measure: Measure, choices: Choices) -> Measure:
    """Return a questionnaire as it is to be read; what is asked and added up stays the same."""
    if measure.id in choices.grouped:
        measure = _by_other_bands(measure)
    return _strictly(measure) if measure.id in choices.strict else measure


def _by_other_bands(measure: Measure) -> Measure:
    other = measure.other_bands
    if other is None:
        return measure
    return replace(measure, bands=other.bands, bands_note=Remark(other.note))


def _strictly(measure: Measure) -> Measure:
    rule = measure.change
    if rule is None or not rule.reliable_points_strict:
        return measure
    strict = replace(
        rule,
        reliable_points=rule.reliable_points_strict,
        reliability=rule.reliability_strict,
        reliability_kind=rule.reliability_strict_kind,
    )
    return replace(measure, change=strict)
