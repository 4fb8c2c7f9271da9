"""Guesses are kept before a card is opened, and stay as they were afterwards."""

from dataclasses import replace

import pytest

import factory
from practicenotes.domain.cards import CardId
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.errors import AlreadyCompared, RowDamaged
from practicenotes.reflections import guesses
from practicenotes.vault import Store


CARD, OTHER = CardId("d" * 32), CardId("e" * 32)


def guess(heron: ClientId, card_id: CardId = CARD) -> Guess:
    """Return a guess at one line of two, with a word."""
    answers = (("trust_safety", 6), ("emotional_expression", None))
    return Guess(card_id, heron, answers, "as a polite visit")


def test_a_guess_is_kept_before_the_card_is_opened(private: Store, heron: ClientId) -> None:
    """Numbers, what was skipped and the line of words stand there with their time."""
    assert private.run(guesses.of_card, CARD) is None

    made = private.run(guesses.make, guess(heron), factory.AT)

    assert private.run(guesses.of_card, CARD) == made
    assert (made.answer("trust_safety"), made.answer("emotional_expression")) == (6, None)
    assert (made.words, made.guessed_at, made.looked_at) == ("as a polite visit", factory.AT, None)
    assert not made.is_empty


def test_a_card_may_be_opened_without_a_guess(private: Store, heron: ClientId) -> None:
    """That nothing was guessed is kept too, so that nobody is asked twice."""
    private.run(guesses.make, Guess(CARD, heron), factory.AT)

    found = private.run(guesses.of_card, CARD)

    assert found is not None
    assert found.is_empty


def test_a_guess_stays_once_the_card_was_opened(private: Store, heron: ClientId) -> None:
    """It can be mended until then, and never afterwards; the first look is the one that counts."""
    private.run(guesses.make, guess(heron), factory.AT)
    mended = replace(guess(heron), words="warmer than that")
    private.run(guesses.make, mended, factory.later(minutes=1))
    private.run(guesses.look, CARD, factory.later(minutes=2))
    private.run(guesses.look, CARD, factory.later(days=2))

    with pytest.raises(AlreadyCompared):
        private.run(guesses.make, guess(heron), factory.later(minutes=3))

    kept = private.run(guesses.of_card, CARD)
    assert kept is not None
    assert (kept.words, kept.looked_at) == ("warmer than that", factory.later(minutes=2))


def test_looking_at_a_card_without_a_guess_leaves_nothing(private: Store) -> None:
    """There is nothing to remember about a guess that was not made."""
    private.run(guesses.look, CARD, factory.AT)

    assert private.run(guesses.of_card, CARD) is None


def test_guesses_about_one_client_stand_in_their_order(private: Store, heron: ClientId) -> None:
    """Those about another client are not among them."""
    for card_id in (OTHER, CARD):
        private.run(guesses.make, guess(heron, card_id), factory.AT)
    private.run(guesses.make, Guess(CardId("f" * 32), ClientId("c2" * 16)), factory.AT)

    assert [each.card_id for each in private.run(guesses.of_client, heron)] == [OTHER, CARD]


def test_a_number_beside_the_scale_is_refused(private: Store, heron: ClientId) -> None:
    """A guess is made on the scale of the card."""
    with pytest.raises(ValueError, match="11"):
        private.run(guesses.make, Guess(CARD, heron, (("trust_safety", 11),)), factory.AT)


@pytest.mark.parametrize("damage", ["words = 'x'", "answers = '[]'", "looked_at = 'x'"])
def test_a_damaged_guess_is_marked_and_not_saved_over(
    private: Store, heron: ClientId, damage: str
) -> None:
    """It says nothing, and nobody writes over it."""
    private.run(guesses.make, guess(heron), factory.AT)
    factory.meddle(private, f"UPDATE guess SET {damage} WHERE card_id = ?", CARD)

    found = private.run(guesses.of_card, CARD)

    assert found is not None
    assert (found.damaged, found.answers) == (True, ())
    with pytest.raises(RowDamaged):
        private.run(guesses.make, guess(heron), factory.AT)
