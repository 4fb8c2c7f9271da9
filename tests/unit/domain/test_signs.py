"""Small signs that are worth a look: which number, in which session, and what it was before."""

import pytest

from practicenotes.domain import signs
from practicenotes.domain.signs import Noticed, Sign


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([3, 1], [(2, 1, 3, 1)]),
        ([4, 0], [(2, 0, 4, 1)]),
        ([3, 2], []),
        ([1, 3], []),
        ([1], []),
        ([3, None, None, 1], [(4, 1, 3, 1)]),
        ([4, 2, 0], [(2, 2, 4, 1), (3, 0, 2, 2)]),
        ([4, 3, 2], []),
        ([None, None], []),
        ([], []),
    ],
)
def test_a_facet_two_steps_lower_is_noticed(
    ratings: list[int | None], expected: list[tuple[int, ...]]
) -> None:
    """It is compared with the session in which it was last rated, however long ago."""
    found = signs.facet_steps([{"trust_safety": rating} for rating in ratings])
    assert [(each.session, each.now, each.was, each.was_in) for each in found] == expected
    assert {(each.sign, each.about) for each in found} <= {(Sign.FACET, "trust_safety")}


def test_a_facet_that_was_left_out_is_compared_across_the_gap() -> None:
    """Each facet has its own course; one that is not among the ratings of an hour waits."""
    found = signs.facet_steps([{"a": 4, "b": 4}, {"b": 1}, {"a": 2}])
    assert [(each.about, each.session, each.was_in) for each in found] == [("b", 2, 1), ("a", 3, 1)]


@pytest.mark.parametrize(
    ("answers", "sessions"),
    [
        ([4], [1]),
        ([5], []),
        ([0], [1]),
        ([9, 6], [2]),
        ([9, 7], []),
        ([9, None, 6], [3]),
        ([5, 2], [2]),
        ([3, 3], [1, 2]),
        ([None], []),
    ],
)
def test_a_line_of_the_card_is_noticed_when_low_or_lower(
    answers: list[int | None], sessions: list[int]
) -> None:
    """At 4 or below, or 3 below the last answer, each once for its session."""
    found = signs.card_lines([{"line": answer} for answer in answers])
    assert [each.session for each in found] == sessions


def test_a_low_line_tells_what_it_was() -> None:
    """The number before stands beside it, also where it did not fall."""
    found = signs.card_lines([{"line": 2}, {"line": 3}])
    assert found[1] == Noticed(Sign.CARD, 2, "line", now=3, was=2, was_in=1)
    assert found[1].fell == 0.0


def test_words_on_a_card_are_noticed_and_blanks_are_not() -> None:
    """A comment is what holds more than space."""
    found = signs.card_comments([None, "", "  ", "You looked away.", None])
    assert found == (Noticed(Sign.COMMENT, 4),)


def test_cards_are_put_into_the_order_of_their_sessions() -> None:
    """A line is compared with the card before it, and one session may have two cards."""
    early = signs.CardAnswers("a", 1, {"trust_safety": 9.0, "feeling": None})
    late = signs.CardAnswers("b", 3, {"trust_safety": 6.0}, "Too fast.")
    again = signs.CardAnswers("c", 3, {"feeling": 2.0})
    found = signs.of_cards([again, late, early], 4)

    assert set(found) == {
        Noticed(Sign.CARD, 3, "trust_safety", 6.0, 9.0, 1),
        Noticed(Sign.CARD, 3, "feeling", 2.0),
        Noticed(Sign.COMMENT, 3),
    }
    assert signs.of_cards([], 4) == ()
