"""What the private pad shows when a session is opened."""

from datetime import UTC, datetime

import pytest

from practicenotes import catalog
from practicenotes.domain.facets import StrainKind
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import (
    EpisodeId,
    FacetEntry,
    Reflection,
    Sighting,
    StrainEpisode,
    StrainState,
)
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import episodes, pad, reflections


AT = datetime(2025, 11, 18, 14, 2, tzinfo=UTC)
BOOK = catalog.facet_book()
HERON = ClientId("a" * 32)
ONE, TWO, NOW = (SessionId(letter * 32) for letter in "123")


@pytest.fixture
def reflected(private):
    """Reflect on two sessions, the second one without a facet."""
    spoken = (FacetEntry("emotional_expression", noticed="He laughed."),)
    private.run(reflections.save, Reflection(ONE, HERON, spoken, next_time="wait"), AT)
    private.run(reflections.save, Reflection(TWO, HERON, next_time="ask"), AT)


def lay(private, earlier=(ONE, TWO)):
    """Lay out the pad of the session that is held now."""
    return private.run(pad.lay, NOW, HERON, earlier, BOOK)


def test_a_first_pad_is_empty(private):
    """Without a past there is an empty reflection, two facets, and nothing carried."""
    laid = lay(private, ())

    assert laid.reflection == Reflection(NOW, HERON)
    assert laid.pair[0] == BOOK.facets[0].id != laid.pair[1]
    assert (laid.carried.intention, laid.carried_on_from, laid.strain) == ("", None, ())


def test_the_facet_spoken_of_last_is_carried_on(private, reflected):
    """A session without a facet does not break the thread to the one before it."""
    laid = lay(private)

    assert laid.pair[0] == "emotional_expression"
    assert laid.carried_on_from == ONE


def test_only_the_last_intention_is_carried_over(private, reflected):
    """What one wanted to do comes from the session directly before."""
    assert lay(private).carried.intention == "ask"


def test_sessions_after_this_one_count_for_nothing(private, reflected):
    """Opening an old session shows it as it was approached then."""
    laid = private.run(pad.lay, TWO, HERON, (ONE,), BOOK)

    assert laid.reflection.next_time == "ask"
    assert laid.carried.intention == "wait"


def test_strain_of_today_and_what_is_still_open_stand_together(private):
    """Moments of this session, and earlier ones as long as they are open; nobody else's."""
    wanted = []
    for session, state, client, shown in (
        (NOW, StrainState.REPAIRED, HERON, True),
        (ONE, StrainState.OPEN, HERON, True),
        (ONE, StrainState.LIVED_WITH, HERON, False),
        (ONE, StrainState.OPEN, ClientId("b" * 32), False),
        (SessionId("9" * 32), StrainState.OPEN, HERON, False),  # a session still to come
    ):
        moment = StrainEpisode(
            EpisodeId(""),
            client,
            session,
            StrainKind.WITHDRAWAL,
            (Sighting("w_defer"),),
            state=state,
        )
        kept = private.run(episodes.add, moment, AT)
        wanted += [kept] if shown else []

    assert [moment.id for moment in lay(private).strain] == wanted
