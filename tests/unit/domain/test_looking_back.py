"""Rules on looking at an hour again."""

from datetime import date

import pytest

from practicenotes.domain.cards import CardId, CardLine, ClientCard
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, FacetEntry
from practicenotes.domain.reflections.looking_back import (
    Guess,
    HourInMemory,
    Memory,
    SecondLook,
    facets_again,
    is_time_to_look_again,
)
from practicenotes.domain.sessions import SessionId


HERON, HOUR = ClientId("c"), SessionId("s")


def rated(facet_id: str) -> FacetEntry:
    return FacetEntry(facet_id, answer=Answer.RATED, rating=2)


@pytest.mark.parametrize(
    ("entries", "again"),
    [
        ((), ()),
        ((FacetEntry("a"),), ()),
        ((rated("a"), FacetEntry("b", "seen"), rated("c")), ("b", "a")),
        ((FacetEntry("a", "x"), FacetEntry("b", my_part="y"), FacetEntry("c", "z")), ("a", "b")),
        ((FacetEntry("a", answer=Answer.NOT_OBSERVED),), ("a",)),
    ],
)
def test_a_second_look_takes_up_what_was_written_about(
    entries: tuple[FacetEntry, ...], again: tuple[str, ...]
) -> None:
    """Facets with words come first, then those that were only rated, two at most."""
    assert facets_again(entries) == again


@pytest.mark.parametrize(("day", "offered"), [(17, False), (18, False), (19, True), (25, True)])
def test_it_is_time_from_the_day_after(day: int, *, offered: bool) -> None:
    """On the day itself it is too soon, and before it there is nothing to look at."""
    assert is_time_to_look_again(date(2025, 11, 18), date(2025, 11, day)) is offered


def test_what_says_nothing_is_empty() -> None:
    """A guess without number or word, a look without a line, a memory without a word."""
    assert Guess(CardId("k"), HERON, (("a", None),), " ").is_empty
    assert not Guess(CardId("k"), HERON, (("a", 0),)).is_empty
    assert SecondLook(HOUR, HERON, (FacetEntry("a"),), "\n").is_empty
    assert not SecondLook(HOUR, HERON, (rated("a"),)).is_empty
    assert HourInMemory(HOUR, HERON).is_empty
    assert not HourInMemory(HOUR, HERON, Memory.UNWILLING).is_empty


def test_a_card_counts_only_what_was_answered() -> None:
    """A line that was left empty is no 0, and a card of such lines says nothing."""
    lines = (CardLine("a", "A", 0), CardLine("b", "B"))
    card = ClientCard(id=CardId("k"), client_id=HERON, taken_on=date(2025, 11, 18), lines=lines)

    assert (card.answered, card.is_empty) == (1, False)
    assert (card.answer("a"), card.answer("b"), card.answer("z")) == (0, None, None)
    assert ClientCard(CardId("k"), HERON, date(2025, 11, 18), lines[1:], " ").is_empty
