"""A second look is written without the first, and then stands beside it as it was."""

from dataclasses import replace
from datetime import timedelta

import pytest

import factory
from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, FacetEntry
from practicenotes.domain.reflections.looking_back import SecondLook
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import AlreadyCompared, RowDamaged
from practicenotes.reflections import reflections, second_looks
from practicenotes.vault import Store


FACETS = ("trust_safety", "emotional_expression")
DAY = times.on_the_wall(factory.AT).date()


@pytest.fixture
def hour(private: Store, heron: ClientId, hours: list[SessionId]) -> SessionId:
    """Give a session that was reflected on under two facets."""
    private.run(reflections.save, factory.reflection(hours[0], heron, *FACETS), factory.AT)
    return hours[0]


def look(hour: SessionId, heron: ClientId) -> SecondLook:
    """Return a second look at one facet, with free words."""
    entry = FacetEntry(FACETS[0], noticed="He waited for me.", answer=Answer.RATED, rating=1)
    return SecondLook(hour, heron, (entry, FacetEntry(FACETS[1])), "I hurried both of us.")


def test_the_page_takes_up_the_same_facets_without_their_words(
    private: Store, heron: ClientId, hour: SessionId
) -> None:
    """It knows which facets and which day, and not one word of what was written."""
    laid = private.run(second_looks.lay, hour, heron)

    assert laid.facets == FACETS
    assert laid.reflected_on == DAY
    assert laid.look.is_empty
    assert "a word on" not in repr(laid)


def test_an_hour_without_a_first_look_has_nothing_to_look_at_again(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Neither a facet nor a day is there."""
    laid = private.run(second_looks.lay, hours[3], heron)

    assert (laid.facets, laid.reflected_on) == ((), None)


def test_a_second_look_is_kept_as_it_is_written(
    private: Store, heron: ClientId, hour: SessionId
) -> None:
    """What was written stands there, an empty facet leaves no trace, and emptied it is gone."""
    at = factory.later(days=2)
    assert private.run(second_looks.save, look(hour, heron), at) == at

    kept = private.run(second_looks.get, hour, heron)
    assert kept.words == "I hurried both of us."
    assert [entry.facet_id for entry in kept.entries] == [FACETS[0]]
    assert kept.entry(FACETS[0]).rating == 1
    assert kept.entry(FACETS[1]).is_empty
    assert (kept.begun_at, kept.saved_at, kept.compared_at) == (at, at, None)

    private.run(second_looks.save, SecondLook(hour, heron), factory.later(days=3))
    assert private.run(second_looks.get, hour, heron).is_empty
    assert factory.rows_of(private, "SELECT id FROM second_look") == []


def test_both_looks_stand_side_by_side_and_stay(
    private: Store, heron: ClientId, hour: SessionId
) -> None:
    """Once compared, the second look can be read and not written any more."""
    private.run(second_looks.save, look(hour, heron), factory.later(days=2))

    both = private.run(second_looks.compare, hour, heron, factory.later(days=3))
    private.run(second_looks.compare, hour, heron, factory.later(days=5))

    assert both.first.entry(FACETS[0]).noticed == "a word on trust_safety"
    assert both.second.entry(FACETS[0]).noticed == "He waited for me."
    kept = private.run(second_looks.get, hour, heron)
    assert kept.compared_at == factory.later(days=3)
    with pytest.raises(AlreadyCompared):
        private.run(second_looks.save, replace(kept, words="other"), factory.later(days=6))


@pytest.mark.parametrize(("days", "offered"), [(0, False), (1, True), (7, True), (8, False)])
def test_it_is_offered_from_the_day_after_for_a_week(
    private: Store, heron: ClientId, hour: SessionId, days: int, *, offered: bool
) -> None:
    """Not on the day of the first look, and not for ever."""
    found = private.run(second_looks.due, [hour], DAY + timedelta(days=days))

    assert (hour in found) == offered


def test_it_is_not_offered_once_it_was_compared(
    private: Store, heron: ClientId, hour: SessionId, hours: list[SessionId]
) -> None:
    """One that was begun may be gone on with, and an hour without a first look is not named."""
    tomorrow = DAY + timedelta(days=1)
    private.run(second_looks.save, look(hour, heron), factory.later(days=1))
    assert private.run(second_looks.due, hours, tomorrow) == {hour}
    assert private.run(second_looks.due, [], tomorrow) == frozenset()

    private.run(second_looks.compare, hour, heron, factory.later(days=1))

    assert private.run(second_looks.due, hours, tomorrow) == frozenset()


@pytest.mark.parametrize("damage", ["words = 'x'", "entries = '[[1]]'", "saved_at = 'x'"])
def test_a_damaged_second_look_is_marked_and_not_saved_over(
    private: Store, heron: ClientId, hour: SessionId, damage: str
) -> None:
    """It says nothing, and nobody writes over it."""
    private.run(second_looks.save, look(hour, heron), factory.AT)
    factory.meddle(private, f"UPDATE second_look SET {damage}")

    found = private.run(second_looks.get, hour, heron)

    assert (found.damaged, found.entries) == (True, ())
    with pytest.raises(RowDamaged):
        private.run(second_looks.save, look(hour, heron), factory.AT)
    assert private.run(second_looks.compare, hour, heron, factory.AT).second.compared_at is None


def test_a_facet_that_was_begun_again_stays_whatever_becomes_of_the_first(
    private: Store, heron: ClientId, hour: SessionId
) -> None:
    """When the first look is edited meanwhile, what the second says of a facet has its field."""
    private.run(second_looks.save, look(hour, heron), factory.later(days=2))
    other = factory.reflection(hour, heron, "self_understanding", "emotional_expression")
    private.run(reflections.save, other, factory.later(days=3))

    laid = private.run(second_looks.lay, hour, heron)

    assert laid.facets[0] == FACETS[0]
    assert set(laid.facets[1:]) == {"self_understanding", "emotional_expression"}
