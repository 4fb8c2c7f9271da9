"""The pad brings along what belongs to this session, and nothing that is damaged."""

from collections.abc import Sequence
from typing import Any

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Carried, EpisodeId, Reflection, StrainState
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import episodes, pad, reflections
from practicenotes.reflections.pad import Pad
from practicenotes.vault import Store


BOOK = catalog.facet_book()
IDS = [facet.id for facet in BOOK.facets]


def lay(
    private: Store, session: SessionId, client: ClientId, earlier: Sequence[SessionId] = ()
) -> Pad:
    """Lay out the pad of a session."""
    return private.run(pad.lay, session, client, earlier, BOOK)


def reflect(private: Store, hour: SessionId, client: ClientId, *facets: str, **told: Any) -> None:
    """Reflect on a session."""
    private.run(reflections.save, factory.reflection(hour, client, *facets, **told), factory.AT)


def strain(private: Store, hour: SessionId, client: ClientId, **told: Any) -> EpisodeId:
    """Open an episode."""
    return private.run(episodes.add, factory.episode(client, hour, **told), factory.AT)


def test_a_first_session_has_an_empty_pad(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """The book is opened at its beginning."""
    assert lay(private, hours[0], heron) == Pad(
        reflection=Reflection(hours[0], heron),
        carried=Carried(),
        pair=(IDS[0], IDS[1]),
        carried_on_from=None,
        strain=(),
    )


def test_what_was_left_last_time_comes_along(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """The intention, the facet that is carried on, and since when."""
    reflect(private, hours[0], heron, IDS[4], next_time="older")
    reflect(private, hours[1], heron, IDS[6], IDS[2], next_time="stay")
    found = lay(private, hours[3], heron, hours[:3])
    assert found.carried == Carried("stay", hours[1], IDS[6])
    assert (found.pair, found.carried_on_from) == ((IDS[6], IDS[0]), hours[1])


def test_what_comes_later_does_not_come_along(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """An old session is laid out as it was then; its own reflection is there."""
    reflect(private, hours[0], heron, IDS[5])
    reflect(private, hours[2], heron, IDS[7], next_time="later")
    found = lay(private, hours[0], heron)
    assert found.reflection.first_written == IDS[5]
    assert (found.carried, found.pair, found.carried_on_from) == (
        Carried(),
        (IDS[0], IDS[1]),
        None,
    )


def test_strain_is_followed_while_it_is_open(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """All moments of this session, and of those before it the ones that are still open."""
    open_before = strain(private, hours[0], heron)
    strain(private, hours[0], heron, state=StrainState.REPAIRED)
    here = strain(private, hours[1], heron, state=StrainState.REPAIRED)
    strain(private, hours[2], heron)
    strain(private, hours[0], ClientId("d2" * 16))
    found = lay(private, hours[1], heron, hours[:1])
    assert [episode.id for episode in found.strain] == [open_before, here]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE reflection SET next_time = 'never said' WHERE row = 2",
        "UPDATE facet_entry SET noticed = 'never said' WHERE row = 2",
    ],
)
def test_nothing_comes_along_from_what_is_damaged(
    private: Store, heron: ClientId, hours: list[SessionId], damage: str
) -> None:
    """The pair goes by the reflections that can be read, and the intention is not made up."""
    reflect(private, hours[0], heron, IDS[4])
    reflect(private, hours[1], heron, IDS[6], next_time="stay")
    factory.meddle(private, damage)
    found = lay(private, hours[2], heron, hours[:2])
    assert "never said" not in repr(found)
    assert (found.carried, found.carried_on_from) == (Carried(), hours[0])
    assert found.pair[0] == IDS[4]
