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
    assert times.in_brief(DAY) == "6 August"
    assert times.with_weekday(DAY) == "Wednesday 6 August 2025"


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month: int) -> None:
    """The names stand in their order."""
    day = date(2025, month, 1)
    assert times.in_brief(day) == f"1 {day:%B}"
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
