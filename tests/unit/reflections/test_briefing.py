"""What the private store adds before a session, and that it asks for no more than it is given."""

from datetime import date
from typing import Any

import factory
from practicenotes import catalog
from practicenotes.domain.briefing import Quiet
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, Carried, FacetEntry, Reflection, StrainState
from practicenotes.domain.reflections.sayings import Saying, SayingId
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import briefing, episodes, pad, reflections, sayings
from practicenotes.reflections.briefing import Beneath
from practicenotes.vault import Store
from practicenotes.vault.rows import DAMAGED


BOOK = catalog.facet_book()
FACETS = [facet.id for facet in BOOK.facets]


def read(private: Store, client_id: ClientId, hours: list[SessionId]) -> Beneath:
    """Return what is carried into the session after these, earliest first."""
    return private.run(briefing.of_client, client_id, tuple(reversed(hours)), BOOK)


def reflect(
    private: Store, client_id: ClientId, hour: SessionId, *facets: str, **told: Any
) -> None:
    """Write a reflection."""
    thought = factory.reflection(hour, client_id, *facets, **told)
    private.run(reflections.save, thought, factory.AT)


def say(private: Store, client_id: ClientId, words: str, on: date) -> None:
    """Keep what a client said about us."""
    saying = Saying(SayingId(""), client_id, on, words)
    private.run(sayings.add, saying, factory.AT)


def test_where_nothing_is_written_nothing_is_carried(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """No intention, no strain, no silence and no saying."""
    assert read(private, heron, hours) == Beneath()
    assert read(private, heron, []) == Beneath()


def test_the_same_intention_as_on_the_pad(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """The page shows what the pad of the session will show."""
    reflect(private, heron, hours[1], "trust_safety", next_time="wait")
    reflect(private, heron, hours[0], next_time="older, and written later")
    carried = read(private, heron, hours[:4]).carried
    laid = private.run(pad.lay, hours[4], heron, tuple(hours[:4]), BOOK)

    assert carried == laid.carried == Carried("wait", hours[1], "trust_safety")


def test_strain_that_is_open_is_carried(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """What was repaired or belongs to another is not."""
    for client_id, state in (
        (heron, StrainState.OPEN),
        (heron, StrainState.REPAIRED),
        (ClientId("d2" * 16), StrainState.OPEN),
    ):
        private.run(episodes.add, factory.episode(client_id, hours[0], state=state), factory.AT)

    assert [each.state for each in read(private, heron, hours).strain] == [StrainState.OPEN]


def test_a_rating_or_a_word_breaks_a_silence(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Facets with either have been spoken of; the first of the others has been silent longest."""
    rated = FacetEntry(FACETS[1], answer=Answer.NOT_OBSERVED)
    thought = Reflection(hours[0], heron, (FacetEntry(FACETS[0], "a word"), rated))
    private.run(reflections.save, thought, factory.AT)

    assert read(private, heron, hours).quiet == Quiet(FACETS[3], ())


def test_silence_counts_in_the_order_of_sessions(private: Store, heron: ClientId) -> None:
    """A reflection on an early session that was written late is still an early one."""
    hours = [SessionId(f"{number:032x}") for number in range(8)]
    for hour in hours[1:]:
        reflect(private, heron, hour, *FACETS[1:])
    reflect(private, heron, hours[0], FACETS[0])

    assert read(private, heron, hours).quiet == Quiet(FACETS[0], (FACETS[0],))


def test_what_lies_far_back_is_silent_all_the_same(private: Store, heron: ClientId) -> None:
    """Only the latest reflections are read: a facet that was spoken of before them is silent."""
    hours = [SessionId(f"{number:032x}") for number in range(20)]
    reflect(private, heron, hours[0], FACETS[0])
    for hour in hours[1:]:
        reflect(private, heron, hour, *FACETS[1:])

    assert read(private, heron, hours).quiet == Quiet(FACETS[0], (FACETS[0],))


def test_the_last_saying_is_carried(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """The latest by its day, however it was written down, and of this client alone."""
    say(private, heron, "like a guest", date(2025, 11, 4))
    say(private, heron, "like a waiting room", date(2025, 9, 2))
    say(private, ClientId("d2" * 16), "like a wall", date(2025, 11, 11))

    said = read(private, heron, hours).said
    assert said
    assert (said.words, said.said_on) == ("like a guest", date(2025, 11, 4))


def test_damage_is_marked_and_carries_nothing(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Damaged words are no words: no intention, no facet, and sayings and strain say so."""
    reflect(private, heron, hours[0], FACETS[0], next_time="wait")
    private.run(episodes.add, factory.episode(heron, hours[0]), factory.AT)
    say(private, heron, "like a guest", date(2025, 11, 4))
    factory.meddle(private, "UPDATE reflection SET next_time = 'x'")
    factory.meddle(private, "UPDATE strain_episode SET client_words = 'x'")
    factory.meddle(private, "UPDATE saying SET words = 'x'")

    found = read(private, heron, hours)

    assert (found.carried, found.quiet) == (Carried(), Quiet())
    assert [each.damaged for each in found.strain] == [True]
    assert found.said
    assert (found.said.words, found.said.damaged) == (DAMAGED, True)
