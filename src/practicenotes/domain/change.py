"""How much two totals of a form must differ before one may speak of change (lower is better)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from math import ceil, sqrt


NORMAL_95 = 1.96  # two-sided 95 % of a normal distribution
RECALL = timedelta(days=14)  # forms nearer than this ask about the same days
FIRST_WITHIN = timedelta(days=14)  # of the first session
A_HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least reliable change of a measure: as computed, and in whole points, rounded up."""

    exact: float
    points: int


class Category(Enum):
    """What may be said of two totals; the values are the words that are shown."""

    IMPROVED_BELOW = "reliable improvement, now below the usual cut-off"
    IMPROVED = "reliable improvement"
    WORSENED = "reliable worsening"
    NONE = "no reliable change"
    TOO_CLOSE = "too close to compare"


class Baseline(Enum):
    """What the form that others are compared with may be called."""

    FIRST = "first"
    FIRST_AVAILABLE = "first available"


@dataclass(frozen=True, slots=True)
class Taken:
    """The total of a form, with the day on which it was filled in."""

    total: float
    on: date


@dataclass(frozen=True, slots=True)
class Change:
    """The latest form beside the first; `difference` is positive when the total went down."""

    first: Taken
    latest: Taken
    difference: float
    category: Category
    baseline: Baseline


def reliable_change(sd: float, reliability: float) -> Threshold:
    """Return the least change in points that is more than the measure's own unreliability.

    1.96 * sqrt(2) * sd * sqrt(1 - reliability) (Jacobson and Truax), rounded up to whole points.

    Args:
        sd: standard deviation of the totals in a clinical group before treatment, in points.
        reliability: 0 to 1. Cronbach's alpha gives the smaller threshold, retest the larger; say
            which one was used.
    """
    if sd <= 0 or not 0 <= reliability <= 1:
        raise ValueError(f"{sd}, {reliability}")
    exact = NORMAL_95 * sqrt(2) * sd * sqrt(1 - reliability)
    return Threshold(exact, ceil(exact - A_HAIR))


def cut_off(
    clinical_mean: float, clinical_sd: float, community_mean: float, community_sd: float
) -> float:
    """Return the total at which clinical and community group are equally near (criterion c).

    (sd_community * mean_clinical + sd_clinical * mean_community) / (sd_community + sd_clinical).
    """
    weighed = community_sd * clinical_mean + clinical_sd * community_mean
    return weighed / (community_sd + clinical_sd)


def category(first: float, latest: float, points: float, cut: float) -> Category:
    """Return what may be said of two totals of a measure on which lower is better.

    Args:
        first: the total of the first form.
        latest: the total of the latest form.
        points: the least reliable change, in whole points.
        cut: the usual cut-off; a total at or above it is in range.
    """
    difference = first - latest
    if difference >= points:
        crossed = first >= cut > latest
        return Category.IMPROVED_BELOW if crossed else Category.IMPROVED
    return Category.WORSENED if -difference >= points else Category.NONE


def compare(
    first: Taken, latest: Taken, points: float, cut: float, first_session: date | None = None
) -> Change:
    """Compare the latest form with the first completed one of a course of therapy.

    Forms less than 14 days apart are too close to compare. The first is called so only when it was
    filled in within 14 days of the first session; else, or when that is not known, it is the first
    available.

    Args:
        first: the first completed form.
        latest: the latest completed form.
        points: the least reliable change, in whole points.
        cut: the usual cut-off.
        first_session: the day of the first session.
    """
    near = first_session is not None and abs(first.on - first_session) <= FIRST_WITHIN
    apart = latest.on - first.on >= RECALL
    return Change(
        first,
        latest,
        first.total - latest.total,
        category(first.total, latest.total, points, cut) if apart else Category.TOO_CLOSE,
        Baseline.FIRST if near else Baseline.FIRST_AVAILABLE,
    )
