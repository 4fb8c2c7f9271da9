"""What may be said of two totals of a form, and from how many points on."""

from datetime import date, timedelta

import pytest

from practicenotes.domain import change, measures
from practicenotes.domain.change import Baseline, Category, Taken


BEGAN = date(2025, 9, 1)


def taken(total: float, days: int = 0) -> Taken:
    """Return a form filled in that many days after the first session."""
    return Taken(total, BEGAN + timedelta(days=days))


# The paper prints 3.69 for the GAD-7 with alpha; its formula gives 3.685. The points are the same.
@pytest.mark.parametrize(
    ("sd", "reliability", "exact", "points"),
    [(6.1, 0.89, 5.61, 6), (6.1, 0.84, 6.76, 7), (4.7, 0.92, 3.68, 4), (4.7, 0.83, 5.37, 6)],
    ids=["PHQ-9, alpha", "PHQ-9, retest", "GAD-7, alpha", "GAD-7, retest"],
)
def test_the_threshold_is_computed_and_rounded_up(
    sd: float, reliability: float, exact: float, points: int
) -> None:
    """Each of the four thresholds comes out of the formula, and in points is never too small."""
    found = measures.reliable_change(sd, reliability)
    assert (round(found.exact, 2), found.points) == (exact, points)


def test_a_threshold_that_is_whole_stays_as_it_is() -> None:
    """Rounding up adds no point to what is a whole number but for the computer's last digit."""
    sd = 6 / (1.96 * 2**0.5 * (1 - 0.75) ** 0.5)
    assert measures.reliable_change(sd, 0.75).points == 6


@pytest.mark.parametrize(("sd", "reliability"), [(0, 0.9), (-1, 0.9), (6.1, 1.1), (6.1, -0.1)])
def test_numbers_that_cannot_be_are_refused(sd: float, reliability: float) -> None:
    """There is no threshold for a spread of nothing or a reliability beyond 1."""
    with pytest.raises(ValueError):
        measures.reliable_change(sd, reliability)


@pytest.mark.parametrize(
    ("clinical", "community", "cut"),
    [((17.1, 6.1), (2.91, 3.5), 8.08), ((14.4, 4.7), (2.95, 3.4), 7.76)],
    ids=["PHQ-9", "GAD-7"],
)
def test_the_cut_off_lies_between_the_groups(
    clinical: tuple[float, float], community: tuple[float, float], cut: float
) -> None:
    """Criterion c comes out at 8.08 for the PHQ-9 and at 7.76 for the GAD-7."""
    assert round(change.cut_off(*clinical, *community), 2) == cut


@pytest.mark.parametrize(
    ("first", "latest", "expected"),
    [
        (16, 9, "reliable improvement, now below the usual cut-off"),
        (10, 4, "reliable improvement, now below the usual cut-off"),
        (16, 10, "reliable improvement"),
        (9, 3, "reliable improvement"),
        (16, 11, "no reliable change"),
        (12, 9, "no reliable change"),
        (9, 14, "no reliable change"),
        (9, 15, "reliable worsening"),
        (7, 7, "no reliable change"),
    ],
)
def test_the_wording_follows_points_and_cut_off(first: int, latest: int, expected: str) -> None:
    """For six points and a cut-off at ten, each pair has its one wording, edges included."""
    assert change.category(first, latest, points=6, cut=10).value == expected


def test_nobody_is_called_recovered() -> None:
    """No wording claims more than that a total went down."""
    assert not [each for each in Category if "recover" in each.value or "cured" in each.value]


@pytest.mark.parametrize(
    ("days", "expected"),
    [(13, Category.TOO_CLOSE), (14, Category.IMPROVED), (0, Category.TOO_CLOSE)],
)
def test_forms_about_the_same_days_are_not_compared(days: int, expected: Category) -> None:
    """Less than the 14 days that a form asks about is too close, whatever the totals."""
    found = change.compare(taken(20), taken(12, days), 6, 10, BEGAN)
    assert (found.category, found.difference) == (expected, 8)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Baseline.FIRST),
        (14, Baseline.FIRST),
        (-14, Baseline.FIRST),
        (15, Baseline.FIRST_AVAILABLE),
        (-15, Baseline.FIRST_AVAILABLE),
    ],
)
def test_a_form_long_after_the_first_session_is_the_first_available(
    days: int, expected: Baseline
) -> None:
    """Only within 14 days of the first session is it called the first."""
    found = change.compare(taken(20, days), taken(12, days + 30), 6, 10, BEGAN)
    assert found.baseline is expected


def test_without_a_first_session_it_is_the_first_available() -> None:
    """What is not known is not claimed."""
    found = change.compare(taken(20), taken(12, 30), 6, 10)
    assert found.baseline.value == "first available"
