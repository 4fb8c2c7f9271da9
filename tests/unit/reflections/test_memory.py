"""How an hour stands in memory is one click, and what came back is a line with its day."""

import pytest

import factory
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.looking_back import HourInMemory, Memory
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import RowDamaged
from practicenotes.reflections import memory
from practicenotes.vault import Store


def test_an_hour_is_said_to_be_hazy(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """The word stands there until another is said, and taking it back leaves nothing."""
    hour = hours[0]
    assert private.run(memory.of_session, hour, heron) == HourInMemory(hour, heron)

    for said in (Memory.HAZY, Memory.UNWILLING):
        assert private.run(memory.say, hour, heron, said, factory.AT).memory is said
        assert private.run(memory.of_session, hour, heron).memory is said
    taken_back = private.run(memory.say, hour, heron, None, factory.AT)

    assert taken_back.is_empty
    assert factory.rows_of(private, "SELECT id FROM memory") == []


def test_what_came_back_has_its_day(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """The day is that of the writing, and saving the same words again does not move it."""
    private.run(memory.say, hours[0], heron, Memory.DRIFTED, factory.AT)
    private.run(memory.come_back, hours[0], heron, "The chair. ", factory.later(days=9))
    private.run(memory.come_back, hours[0], heron, "The chair.", factory.later(days=12))

    found = private.run(memory.of_session, hours[0], heron)

    assert (found.memory, found.came_back) == (Memory.DRIFTED, "The chair.")
    assert found.came_back_at == factory.later(days=9)


def test_what_came_back_can_stand_alone(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """It needs no word about the memory before, and emptied again it is gone."""
    at = private.run(memory.come_back, hours[1], heron, "A smell.", factory.AT)
    assert at == factory.AT
    assert private.run(memory.of_session, hours[1], heron).memory is None

    private.run(memory.come_back, hours[1], heron, " ", factory.AT)

    assert private.run(memory.of_session, hours[1], heron).is_empty
    assert factory.rows_of(private, "SELECT id FROM memory") == []


def test_emptying_what_came_back_leaves_the_memory(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """The line goes with its day, the word about the memory stays."""
    private.run(memory.say, hours[0], heron, Memory.VIVID, factory.AT)
    private.run(memory.come_back, hours[0], heron, "A smell.", factory.AT)
    private.run(memory.come_back, hours[0], heron, "", factory.later(days=1))

    assert private.run(memory.of_session, hours[0], heron) == HourInMemory(
        hours[0], heron, Memory.VIVID
    )


@pytest.mark.parametrize("damage", ["came_back = 'x'", "memory = 'x'", "came_back_at = 'x'"])
def test_a_damaged_memory_is_marked_and_not_saved_over(
    private: Store, heron: ClientId, hours: list[SessionId], damage: str
) -> None:
    """It says nothing, and nobody writes over it."""
    private.run(memory.come_back, hours[0], heron, "A smell.", factory.AT)
    factory.meddle(private, f"UPDATE memory SET {damage}")

    found = private.run(memory.of_session, hours[0], heron)

    assert (found.damaged, found.memory) == (True, None)
    with pytest.raises(RowDamaged):
        private.run(memory.say, hours[0], heron, Memory.VIVID, factory.AT)
