"""Hours are summed by kind and said in words."""

from datetime import date

import pytest

from practicenotes.domain import hours
from practicenotes.domain.hours import Hour, HourId, HourKind


def hour(kind: HourKind, minutes: int, **told: object) -> Hour:
    """Return one line of the log."""
    return Hour(HourId("1"), date(2025, 11, 18), kind, minutes, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (600, "10 h")],
)
def test_a_length_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    """What is nothing is left out."""
    assert hours.said(minutes) == said


def test_minutes_are_summed_by_kind() -> None:
    """Kinds without a minute are left out; the order is that of the kinds."""
    log = [
        hour(HourKind.READING, 30),
        hour(HourKind.SUPERVISION, 60),
        hour(HourKind.READING, 45),
    ]
    assert list(hours.sums(log).items()) == [(HourKind.SUPERVISION, 60), (HourKind.READING, 75)]


def test_a_damaged_line_counts_for_nothing() -> None:
    """What cannot be trusted is in no sum."""
    assert hours.sums([hour(HourKind.TRAINING, 60, damaged=True)]) == {}
