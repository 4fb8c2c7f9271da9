"""A consent says itself when it is to be looked at again, and nothing is read into it."""

from datetime import date

import pytest

from practicenotes.domain import consents


TODAY = date(2025, 11, 18)


@pytest.mark.parametrize(
    ("consent", "day"),
    [
        ("signed 12 August, review in three months", date(2025, 11, 12)),
        ("Signed 12 August 2024; review in 2 years.", date(2026, 8, 12)),
        ("signed 31 August, reviewed after six months", date(2026, 2, 28)),
        ("signed 20 December, review in a year", date(2025, 12, 20)),
        ("in writing, 2025-10-01, review in eight weeks", date(2025, 11, 26)),
        ("review on 2026-03-01", date(2026, 3, 1)),
        ("signed 1 May, review by 3 March 2026", date(2026, 3, 3)),
        ("signed 12 August, Review: 12 February", date(2026, 2, 12)),
        ("verbal 1 May 2025, signed 1 June 2025, review in 12 months", date(2026, 6, 1)),
    ],
)
def test_the_day_of_a_review_is_read(consent: str, day: date) -> None:
    """A day that is written, or a span that is counted from the day before it."""
    assert consents.mentions_review(consent)
    assert consents.review_on(consent, TODAY) == day


@pytest.mark.parametrize(
    "consent",
    [
        "",
        "signed 12 August",
        "review in three months",
        "signed 12 August, review soon",
        "signed 31 February, review in three months",
        "review on 31 February 2026",
        "review on 3 March",
        "signed 12 August, review in umpteen weeks",
        "signed 12 August 2025, review in 99999 years",
        "signed 12 August 2025, review in 99999999999 weeks",
        "\N{REPLACEMENT CHARACTER}",
    ],
)
def test_what_cannot_be_read_is_no_day(consent: str) -> None:
    """A line without a review, without a beginning, or with a day that never was."""
    assert consents.review_on(consent, TODAY) is None


def test_a_day_of_a_leap_year_may_have_no_twin() -> None:
    """The 29th of February without a year is no day in a year that has none."""
    assert consents.review_on("signed 29 February, review in a year", TODAY) is None
