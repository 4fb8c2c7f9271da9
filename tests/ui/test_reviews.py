"""Whose consents are due, as a day says it."""

from datetime import date

from practicenotes.domain.people import ClientId
from practicenotes.records.client_consents import DueReview
from practicenotes.ui.today import reviews


TODAY = date(2025, 11, 18)


def review(name: str, day: int, scope: str = "recordings") -> DueReview:
    """Return a consent that has been due since a day of November."""
    return DueReview(ClientId(name.lower()), name, scope, date(2025, 11, day))


def test_each_client_stands_there_once_with_the_longest_wait() -> None:
    """Two consents of one client are one line, and the clients keep their order."""
    due = (review("Heron", 1), review("Wren", 3), review("Heron", 9))
    assert list(reviews.lines(due, TODAY)) == [
        ("heron", "Heron", "two of them, since 1 November"),
        ("wren", "Wren", "since 3 November"),
    ]


def test_a_wait_of_years_says_since_which() -> None:
    """The first of November of two years ago is not taken for this year's."""
    [(_, _, about)] = reviews.lines([review("Heron", 1)], date(2027, 11, 18))
    assert about == "since 1 November 2025"


def test_to_what_was_agreed_is_not_said_on_the_day() -> None:
    """A screen is seen across a desk."""
    said = repr(list(reviews.lines([review("Heron", 1, "letters to the GP")], TODAY)))
    assert "letters" not in said


def test_a_file_that_cannot_be_read_is_named_as_that() -> None:
    """No sign of damage stands where a name should be."""
    [(_, name, _)] = reviews.lines([review("\N{REPLACEMENT CHARACTER}", 1)], TODAY)
    assert name == "Damaged file"


def test_nothing_due_says_nothing() -> None:
    """An empty register leaves no line."""
    assert list(reviews.lines((), TODAY)) == []
