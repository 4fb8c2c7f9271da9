"""The card as a value, and the settings that choose its lines."""

from datetime import date

import pytest

from practicenotes import catalog
from practicenotes.domain import settings
from practicenotes.domain.cards import SCALE, CardId, CardLine, ClientCard, Given
from practicenotes.domain.changes import Changes, touched_by
from practicenotes.domain.people import ClientId
from practicenotes.records import cards


def test_the_scale_runs_from_nought_to_ten() -> None:
    """Eleven numbers, and an empty line is none of them."""
    assert list(SCALE) == list(range(11))
    assert CardLine("a", "A").answer is None


def test_a_new_card_was_filled_in_on_the_screen_and_is_not_finished() -> None:
    """What is not said of a card is what is usual."""
    card = ClientCard(CardId("k"), ClientId("c"), date(2025, 11, 18))

    assert card.given is Given.ON_SCREEN
    assert card.finished_at is None
    assert card.is_empty


@pytest.mark.parametrize(
    ("chosen", "count"),
    [("", 5), ("trust_safety", 1), ("no such facet", 5), (" trust_safety  self_understanding ", 2)],
)
def test_a_setting_always_gives_lines(chosen: str, count: int) -> None:
    """Whatever stands in the setting, a card has at least one line."""
    assert len(catalog.facet_book().card_lines(chosen)) == count


def test_all_ten_lines_can_stand_on_a_card() -> None:
    """Each facet has a line of its own, in the client's first person."""
    book = catalog.facet_book()
    lines = book.card_lines(" ".join(facet.id for facet in book.facets))

    assert [line.facet_id for line in lines] == [facet.id for facet in book.facets]
    assert all({"I", "me", "We", "we"} & set(line.words.strip(".").split()) for line in lines)


def test_the_choice_of_lines_is_kept_in_the_vault() -> None:
    """It says something of the practice, so it does not lie on the device."""
    assert settings.CARD_LINES.home is settings.Home.VAULT
    assert settings.CARD_LINES in settings.ALL


@pytest.mark.parametrize(
    "operation", [cards.begin, cards.keep, cards.finish, cards.add, cards.correct]
)
def test_every_change_of_a_card_is_told_to_the_views(operation: object) -> None:
    """So that a timeline which is shown reads itself anew."""
    assert touched_by(operation) is Changes.CARDS  # type: ignore[arg-type]
