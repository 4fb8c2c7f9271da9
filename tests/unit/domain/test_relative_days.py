"""Days are said as they stand to one another."""

import itertools
from datetime import date, timedelta

import pytest

from practicenotes.domain import relative_days


ON = date(2025, 11, 18)
WEEKLY = tuple(ON - timedelta(weeks=weeks) for weeks in range(10, -1, -1))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "that day"),
        (-1, "one day before"),
        (1, "one day later"),
        (-5, "five days before"),
        (-20, "three weeks before"),
        (16, "two weeks later"),
        (-90, "about three months before"),
        (-365, "about twelve months before"),
        (-365 * 6, "about six years before"),
        (800, "about two years later"),
    ],
)
def test_a_day_is_said_from_another(days: int, said: str) -> None:
    """The further away, the coarser the words."""
    assert relative_days.said(ON + timedelta(days=days), ON) == said


@pytest.mark.parametrize(
    ("weeks", "said"),
    [(1, "the session before"), (3, "three sessions before"), (10, "ten sessions before")],
)
def test_sessions_are_counted_where_both_days_had_one(weeks: int, said: str) -> None:
    """A day on which the client was seen is so many sessions before."""
    assert relative_days.said(ON - timedelta(weeks=weeks), ON, WEEKLY) == said


def test_sessions_are_counted_forward_too() -> None:
    """Seen from an earlier session, a later one is after it."""
    earlier = WEEKLY[3]
    assert relative_days.said(WEEKLY[4], earlier, WEEKLY) == "the session after"
    assert relative_days.said(WEEKLY[6], earlier, WEEKLY) == "three sessions later"


def test_a_day_between_sessions_is_no_session() -> None:
    """A day without a session is counted in days."""
    assert relative_days.said(ON - timedelta(days=6), ON, WEEKLY) == "six days before"


def found(text: str, on: date | None = ON) -> list[tuple[str, str]]:
    """Return what is named and what can stand there."""
    return [(text[a:b], instead) for a, b, instead in relative_days.find(text, on, WEEKLY)]


@pytest.mark.parametrize(
    "written",
    [
        "4 November 2025",
        "4th of November 2025",
        "4 Nov 2025",
        "November 4, 2025",
        "Nov. 4th 2025",
        "2025-11-04",
        "04/11/2025",
        "4.11.25",
        "2025/11/04",
        "4-Nov-25",
        "4. November 2025",
        "on 4/11",
        "on 4.11.",
        "4 november",
        "Tuesday, 4 November",
        "on 4 November",
    ],
)
def test_a_day_is_found_however_it_is_written(written: str) -> None:
    """Each way of writing the same day gives the same words."""
    [(words, instead)] = found(f"It began {written} in the morning.")

    assert words == written
    assert instead == "two sessions before"


def test_the_year_that_is_nearest_is_meant() -> None:
    """A day without a year is the one close by, also over new year."""
    january = date(2026, 1, 6)
    [(_, instead)] = [
        (a, words) for a, _, words in relative_days.find("Since 20 December.", january, ())
    ]
    assert instead == "two weeks before"


@pytest.mark.parametrize(
    ("text", "words", "instead"),
    [
        ("ill since May 2024", "May 2024", "about 18 months before"),
        ("in May she left", "in May", "about six months before"),
        ("Back in September then", "in September", "about two months before"),
        ("until next March", "March", "about four months later"),
        ("in 2019 he moved", "in 2019", "about six years before"),
        ("the autumn of 2025", "2025", "that year"),
        ("in November it rained", "in November", "around that time"),
    ],
)
def test_months_and_years_are_found(text: str, words: str, instead: str) -> None:
    """A month or a year alone tells much, and is said coarsely."""
    assert found(text)[0] == (words, instead)


def test_weekdays_become_one_day() -> None:
    """The day of the week alone is a habit that others may know."""
    assert found("We met on Tuesday and on Fridays.") == [
        ("on Tuesday", "one day"),
        ("on Fridays", "one day"),
    ]


@pytest.mark.parametrize(
    "harmless",
    [
        "May I ask? He may. March on.",
        "He gave it 4/10, then 6.5 of 10.",
        "at 13:00 for 50 minutes",
        "room 12, PHQ-9 total 14",
        "She decided on one thing in two minutes.",
        "31 February does not exist",
        "2025-13-40",
    ],
)
def test_what_is_no_date_is_left(harmless: str) -> None:
    """Ratings, times and ordinary words are no dates; an impossible day needs no year."""
    assert [words for words, _ in found(harmless) if "February" not in words] in ([], ["2025"]) or (
        "2025-13" in harmless
    )


def test_an_impossible_day_is_found_and_said_vaguely() -> None:
    """What looks like a date but is none still has to be looked at."""
    assert found("31 February 2025") == [("31 February 2025", "at one time")]


def test_without_a_session_a_date_is_said_vaguely() -> None:
    """There is nothing to count from."""
    assert found("on 4 November 2025", on=None) == [("on 4 November 2025", "at one time")]


def test_finds_lie_in_their_order_and_never_over_each_other() -> None:
    """A sentence with several dates gives each of them once."""
    text = "From 4 November 2025 to 2025-11-11, since May 2024 and in 2019, on Tuesday."
    places = [(a, b) for a, b, _ in relative_days.find(text, ON, WEEKLY)]

    assert len(places) == 5
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("text", "words", "instead"),
    [
        ("he rang on the 12th, late", "on the 12th", "one day"),
        ("on the fourth of November", "on the fourth of November", "around that time"),
        ("on tues she wept", "on tues", "one day"),
        ("he drinks since ’98", "’98", "about 27 years before"),
        ("born 4.2.85.", "4.2.85", "about 41 years before"),
        ("it ends 4.2.26.", "4.2.26", "about three months later"),
    ],
)
def test_short_forms_are_found(text: str, words: str, instead: str) -> None:
    """A year with two figures is past, or the next one."""
    assert (words, instead) in found(text)


@pytest.mark.parametrize(
    "harmless",
    ["on the 5th session", "she is on 2.5 mg", "from 4/10 to 7/10", "it is 3.5", "‘25’ she said"],
)
def test_what_only_looks_like_a_short_form_is_left(harmless: str) -> None:
    """Doses, points and numbers of hours are no days."""
    assert found(harmless) == []
