"""A moment of strain is followed until it is repaired or lived with."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import factory
from practicenotes.domain.facets import StrainKind
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import (
    EpisodeId,
    Sighting,
    Step,
    StrainEpisode,
    StrainState,
    Strength,
)
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.reflections import episodes
from practicenotes.vault import Store, audit
from practicenotes.vault.rows import DAMAGED


def add(private: Store, client: ClientId, session: SessionId, **told: Any) -> EpisodeId:
    """Open an episode."""
    return private.run(episodes.add, factory.episode(client, session, **told), factory.AT)


def of(private: Store, client: ClientId) -> tuple[StrainEpisode, ...]:
    """Return a client's episodes."""
    return private.run(episodes.of_client, client)


def acts(private: Store) -> list[str]:
    """Return what the trail tells, oldest first."""
    return [entry.act for entry in reversed(private.run(audit.entries))]


def test_everything_comes_back_as_it_was_opened(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Markers with their strength, words, one's own part, what was tried, and when."""
    told = factory.episode(
        heron,
        hours[0],
        kind=StrainKind.MIXED,
        sightings=(Sighting("w_defer", Strength.LITTLE), Sighting("c_reject", Strength.STRONGLY)),
        client_words="it’s fine",
        my_part="I hurried.",
        mine_too=True,
        tried=("named", "waited"),
        state=StrainState.NAMED,
        opened_at=factory.later(days=9),
    )
    kept = private.run(episodes.add, told, factory.AT)
    first = Step(factory.AT, told.tried, told.state)
    assert of(private, heron) == (replace(told, id=kept, opened_at=factory.AT, steps=(first,)),)


def test_an_episode_is_kept_as_it_is_now(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Everything may change but whose it is, where it began and when."""
    kept = add(private, heron, hours[0])
    (before,) = of(private, heron)
    changed = replace(
        before,
        kind=StrainKind.CONFRONTATION,
        sightings=(),
        my_part="more",
        state=StrainState.REPAIRED,
        tried=("named",),
        mine_too=True,
    )
    elsewhere = replace(changed, client_id=ClientId("0"), session_id=hours[4], opened_at=None)
    private.run(episodes.change, elsewhere, factory.later(days=1))
    then = Step(factory.later(days=1), ("named",), StrainState.REPAIRED)
    assert of(private, heron) == (replace(changed, steps=(*before.steps, then)),)
    assert changed.id == kept


def test_the_trail_tells_of_states_and_not_of_every_word(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Opened, changed in state, forgotten."""
    kept = add(private, heron, hours[0])
    (episode,) = of(private, heron)
    private.run(episodes.change, replace(episode, my_part="more"), factory.AT)
    private.run(episodes.change, replace(episode, state=StrainState.LIVED_WITH), factory.AT)
    private.run(episodes.remove, kept, factory.AT)
    assert acts(private) == ["begin", "change state", "forget"]


def test_episodes_come_in_the_order_they_were_opened(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Of one client alone; those that are open can be asked for apart."""
    add(private, ClientId("d2" * 16), hours[0])
    ids = [
        add(private, heron, hour, state=state)
        for hour, state in zip(
            hours,
            (
                StrainState.OPEN,
                StrainState.REPAIRED,
                StrainState.OPEN,
                StrainState.NAMED,
                StrainState.LIVED_WITH,
            ),
            strict=True,
        )
    ]
    assert [episode.id for episode in of(private, heron)] == ids
    still_open = private.run(episodes.still_open, heron)
    assert [episode.id for episode in still_open] == [ids[0], ids[2]]


def test_an_episode_that_was_none_is_taken_back(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """It is gone, and the others are not."""
    taken_back, kept = (add(private, heron, hour) for hour in hours[:2])
    private.run(episodes.remove, taken_back, factory.AT)
    assert [episode.id for episode in of(private, heron)] == [kept]


@pytest.mark.parametrize(
    "ask",
    [
        lambda db: episodes.remove(db, EpisodeId("0"), factory.AT),
        lambda db: episodes.change(
            db, factory.episode(ClientId("c"), SessionId("s"), id=EpisodeId("0")), factory.AT
        ),
    ],
)
def test_an_episode_that_is_not_there_is_not_found(private: Store, ask: Callable[..., Any]) -> None:
    """An unknown id is named."""
    with pytest.raises(NotFound) as refused:
        private.run(ask)
    assert (refused.value.what, refused.value.id) == ("episode", "0")


@pytest.mark.parametrize(
    "damage",
    [
        "client_words = 'never said'",
        "kind = 'quake'",
        "state = 'over'",
        'sightings = \'[["w_defer","wildly"]]\'',
        "sightings = '[1]'",
        "sightings = 'x'",
        "tried = '[\"never said\"]'",
        "opened_at = 'x'",
        "mine_too = 7",
    ],
)
def test_a_damaged_episode_says_nothing_and_stays_as_it_was_found(
    private: Store, heron: ClientId, hours: list[SessionId], damage: str
) -> None:
    """It is marked among the others, and neither changed nor taken back."""
    hurt = add(private, heron, hours[0])
    add(private, heron, hours[1])
    factory.meddle(private, f"UPDATE strain_episode SET {damage} WHERE id = ?", hurt)
    first, second = of(private, heron)
    assert (first.damaged, second.damaged) == (True, False)
    assert (first.client_words, first.sightings, first.tried) == (DAMAGED, (), ())
    assert isinstance(first.kind, StrainKind)
    assert isinstance(first.state, StrainState)
    before = factory.rows_of(private, "SELECT * FROM strain_episode")
    for attempt in (
        lambda db: episodes.change(db, replace(second, id=hurt), factory.AT),
        lambda db: episodes.remove(db, hurt, factory.AT),
    ):
        with pytest.raises(RowDamaged):
            private.run(attempt)
    assert factory.rows_of(private, "SELECT * FROM strain_episode") == before


def test_every_step_is_kept_with_its_time(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """What is tried later, and where the moment then stands, is told with when it came about."""
    add(private, heron, hours[0], tried=("r_none",))
    (opened,) = of(private, heron)
    tried = replace(opened, tried=("r_none", "r_own"))
    private.run(episodes.change, tried, factory.later(days=7))
    private.run(episodes.change, replace(tried, my_part="more words"), factory.later(days=8))
    closed = replace(tried, state=StrainState.REPAIRED)
    private.run(episodes.change, closed, factory.later(days=14))
    (moment,) = of(private, heron)

    assert moment.steps == (
        Step(factory.AT, ("r_none",)),
        Step(factory.later(days=7), ("r_own",)),
        Step(factory.later(days=14), (), StrainState.REPAIRED),
    )
    assert (moment.is_open, moment.closed_at) == (False, factory.later(days=14))


def test_a_moment_that_opened_again_is_closed_by_its_last_closing(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Named together and then repaired is one closing; opened between is another."""
    add(private, heron, hours[0])
    for day, state in enumerate((StrainState.NAMED, StrainState.REPAIRED), 1):
        (moment,) = of(private, heron)
        private.run(episodes.change, replace(moment, state=state), factory.later(days=day))
    assert of(private, heron)[0].closed_at == factory.later(days=1)
    for day, state in enumerate((StrainState.OPEN, StrainState.LIVED_WITH), 3):
        (moment,) = of(private, heron)
        private.run(episodes.change, replace(moment, state=state), factory.later(days=day))

    assert of(private, heron)[0].closed_at == factory.later(days=4)


def test_an_open_moment_is_not_closed() -> None:
    """There is no day for what has not happened; a closed one without steps has its first day."""
    moment = factory.episode(ClientId("c"), SessionId("s"), opened_at=factory.AT)

    assert moment.closed_at is None
    assert replace(moment, state=StrainState.NAMED).closed_at == factory.AT


def test_a_moment_that_was_taken_back_is_put_back_whole(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Everything but its id is as it was, with every step; nothing of it stays when it is gone."""
    add(private, heron, hours[0], tried=("r_own",))
    (before,) = of(private, heron)
    private.run(episodes.change, replace(before, state=StrainState.NAMED), factory.later(days=1))
    (before,) = of(private, heron)
    private.run(episodes.remove, before.id, factory.later(days=2))
    assert factory.rows_of(private, "SELECT * FROM strain_step") == []
    private.run(episodes.put_back, before, factory.later(days=2))
    (after,) = of(private, heron)

    assert after.id != before.id
    assert replace(after, id=before.id) == before


def test_a_damaged_step_is_left_out(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """The moment itself stays readable without it."""
    add(private, heron, hours[0])
    factory.meddle(private, "UPDATE strain_step SET state = 'repaired'")
    (moment,) = of(private, heron)

    assert (moment.damaged, moment.steps) == (False, ())
