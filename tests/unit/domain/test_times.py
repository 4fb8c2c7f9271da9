"""Instants are exact, days are said in words."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from practicenotes.domain import times


DAY = date(2025, 8, 6)


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set the clock on the wall to Berlin's."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_an_instant_is_in_utc_and_cut_to_the_millisecond() -> None:
    """What is kept in memory is what the stores keep: cut, never rounded up."""
    at = datetime(2025, 11, 18, 14, 2, 44, 120_999, tzinfo=timezone(timedelta(hours=1)))
    assert times.instant(at) == datetime(2025, 11, 18, 13, 2, 44, 120_000, tzinfo=UTC)
    assert times.instant(at).tzinfo is UTC


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2025, 11, 18, 13, 2, 44, 120_999, tzinfo=UTC), "2025-11-18T13:02:44.120Z"),
        (datetime(2025, 11, 18, 13, 2, tzinfo=UTC), "2025-11-18T13:02:00.000Z"),
        (datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=1))), "2024-12-31T23:00:00.000Z"),
    ],
)
def test_an_instant_is_written_in_one_way(at: datetime, written: str) -> None:
    """UTC, three digits of milliseconds, and read back it is the same instant."""
    assert times.exact(at) == written
    assert datetime.fromisoformat(written) == times.instant(at)


def test_now_is_already_an_instant() -> None:
    """This moment needs no cutting."""
    now = times.utc_now()
    assert now == times.instant(now)
    assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)


@pytest.mark.parametrize(("month", "hour"), [(1, 14), (7, 15)])
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no way to change its zone")
def test_the_wall_shows_winter_and_summer_time(in_berlin: None, month: int, hour: int) -> None:
    """One o'clock in UTC is two in Berlin's winter, three in its summer; the wall has no zone."""
    shown = times.on_the_wall(datetime(2025, month, 1, 13, 0, tzinfo=UTC))
    assert shown == datetime(2025, month, 1, hour, 0)
    assert shown.tzinfo is None


def test_days_are_said_as_a_letter_says_them() -> None:
    """Without leading zeros, with the month in full."""
    assert times.in_full(DAY) == "6 August 2025"
    assert times.with_weekday(DAY) == "Wednesday 6 August 2025"


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (DAY, ""),
        (date(2026, 1, 8), ""),  # another year, and too near for doubt
        (DAY + timedelta(days=299), ""),
        (DAY - timedelta(days=299), ""),
        (DAY + timedelta(days=300), " 2025"),
        (DAY - timedelta(days=300), " 2025"),
        (date(2026, 8, 6), " 2025"),
        (date(2031, 8, 1), " 2025"),
    ],
)
def test_a_day_has_its_year_where_it_may_be_taken_for_another(today: date, year: str) -> None:
    """No day without a year lies near a year away, before or after; the hour changes nothing."""
    assert times.in_brief(DAY, today) == f"6 August{year}"
    assert times.in_brief(datetime(2025, 8, 6, 23, 50), today) == f"6 August{year}"
    assert times.in_short(DAY, today) == f"6 Aug{year}"


@pytest.mark.parametrize(
    ("other", "today", "said"),
    [
        (date(2025, 11, 5), date(2027, 3, 1), "6 August"),
        (date(2026, 7, 1), date(2028, 3, 1), "6 August 2025"),
        (date(2025, 11, 5), date(2026, 7, 1), "6 August 2025"),
        (date(2025, 11, 5), date(2025, 11, 18), "6 August"),
    ],
)
def test_one_year_serves_two_days_that_stand_together(other: date, today: date, said: str) -> None:
    """It is left out of a day only where the other has it, or where neither needs it."""
    assert times.beside(DAY, other, today) == said


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month: int) -> None:
    """The names stand in their order."""
    day = date(2025, month, 1)
    assert times.in_brief(day, day) == f"1 {day:%B}"
    assert times.with_weekday(day).startswith(f"{day:%A} ")


def test_the_time_of_day_has_two_digits_each() -> None:
    """Five past nine in the morning is 09:05."""
    assert times.clock(datetime(2025, 11, 18, 9, 5, 59)) == "09:05"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (240, "240"), (-1, "-1")]
)
def test_counts_are_words_up_to_twelve(count: int, said: str) -> None:
    """As prose has them; beyond twelve they are digits."""
    assert times.number(count) == said
