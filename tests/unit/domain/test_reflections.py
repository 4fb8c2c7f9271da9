"""What counts as having reflected, and which ratings there can be."""

from typing import Any

import pytest

from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, FacetEntry, Happened, Reflection
from practicenotes.domain.sessions import SessionId


EMPTY = (SessionId("s"), ClientId("c"))


@pytest.mark.parametrize("rating", range(5))
def test_a_rating_is_a_number_from_0_to_4(rating: int) -> None:
    """Zero is a rating like any other."""
    assert FacetEntry("trust", answer=Answer.RATED, rating=rating).rating == rating


@pytest.mark.parametrize(
    ("answer", "rating"),
    [
        (Answer.RATED, None),
        (Answer.RATED, 5),
        (Answer.RATED, -1),
        (Answer.NOT_OBSERVED, 0),
        (Answer.NOT_OBSERVED, 3),
        (Answer.OPEN, 0),
        (Answer.OPEN, 4),
    ],
)
def test_a_number_that_was_not_given_is_refused(answer: Answer, rating: int | None) -> None:
    """Not observed can never turn into a 0, nor an open question into a number."""
    with pytest.raises(ValueError, match=answer.value):
        FacetEntry("trust", answer=answer, rating=rating)


@pytest.mark.parametrize(
    ("told", "empty", "words"),
    [
        ({}, True, False),
        ({"noticed": " \n"}, True, False),
        ({"noticed": "x"}, False, True),
        ({"said_or_done": "x"}, False, True),
        ({"my_part": "x"}, False, True),
        ({"answer": Answer.NOT_OBSERVED}, False, False),
        ({"answer": Answer.RATED, "rating": 0}, False, False),
    ],
)
def test_an_entry_is_empty_without_a_word_or_an_answer(
    told: dict[str, Any], empty: bool, words: bool
) -> None:
    """Not observed is an answer, and so is a 0; space is not a word."""
    entry = FacetEntry("trust", **told)
    assert (entry.is_empty, entry.has_words) == (empty, words)


@pytest.mark.parametrize(
    ("told", "empty"),
    [
        ({}, True),
        ({"free": " "}, True),
        ({"entries": (FacetEntry("trust"),)}, True),
        ({"free": "x"}, False),
        ({"next_time": "x"}, False),
        ({"in_the_way": "x"}, False),
        ({"happened": Happened.NO}, False),
        ({"for_supervision": True}, False),
        ({"entries": (FacetEntry("trust", answer=Answer.NOT_OBSERVED),)}, False),
    ],
)
def test_a_reflection_is_empty_only_if_nothing_was_said_in_any_way(
    told: dict[str, Any], empty: bool
) -> None:
    """Having answered what became of an intention, or asked for supervision, is something."""
    assert Reflection(*EMPTY, **told).is_empty is empty


def test_a_facet_without_an_entry_is_an_empty_entry() -> None:
    """Asking for a facet never fails, and finds what is there."""
    trust = FacetEntry("trust", "x")
    reflection = Reflection(*EMPTY, entries=(trust,))
    assert reflection.entry("trust") is trust
    assert reflection.entry("bond") == FacetEntry("bond")


@pytest.mark.parametrize(
    ("entries", "first"),
    [
        ((), None),
        ((FacetEntry("a"), FacetEntry("b", my_part="x"), FacetEntry("c", "x")), "b"),
        ((FacetEntry("a", answer=Answer.RATED, rating=1), FacetEntry("b", "x")), "b"),
        ((FacetEntry("a", answer=Answer.RATED, rating=1),), None),
    ],
)
def test_writing_began_with_the_first_facet_that_has_words(
    entries: tuple[FacetEntry, ...], first: str | None
) -> None:
    """A facet that was opened and left, or only rated, is not where writing began."""
    assert Reflection(*EMPTY, entries=entries).first_written == first
