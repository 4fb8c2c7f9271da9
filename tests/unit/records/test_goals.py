"""Goals are agreed on, numbered and reached."""

from datetime import date

import pytest

import factory
from practicenotes.domain.people import ClientId
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.records import goals
from practicenotes.vault import Store
from practicenotes.vault.rows import DAMAGED


def agree(record: Store, client: ClientId, text: str) -> str:
    """Agree on a goal."""
    return record.run(goals.add, client, text, factory.DAY, factory.AT)


def test_goals_are_numbered_for_each_client_from_one(record: Store, heron: ClientId) -> None:
    """In the order in which they were agreed."""
    wren = factory.add_client(record, "Wren")
    agree(record, heron, "Sleep")
    agree(record, wren, "Rest")
    agree(record, heron, "Say no")
    found = record.run(goals.of_client, heron)
    assert [(goal.number, goal.text, goal.agreed_on) for goal in found] == [
        (1, "Sleep", factory.DAY),
        (2, "Say no", factory.DAY),
    ]
    assert [goal.number for goal in record.run(goals.of_client, wren)] == [1]


def test_a_goal_is_reached_on_a_day(record: Store, heron: ClientId) -> None:
    """The others are still ahead; an unknown goal is not found."""
    agree(record, heron, "Sleep")
    record.run(goals.reach, agree(record, heron, "Say no"), date(2025, 12, 1), factory.AT)
    reached = [goal.reached_on for goal in record.run(goals.of_client, heron)]
    assert reached == [None, date(2025, 12, 1)]
    with pytest.raises(NotFound) as refused:
        record.run(goals.reach, "0", factory.DAY, factory.AT)
    assert (refused.value.what, refused.value.id) == ("goal", "0")


@pytest.mark.parametrize("damage", ["words = 'x'", "agreed_on = 'x'", "reached_on = 'x'"])
def test_a_damaged_goal_is_marked_and_not_saved_over(
    record: Store, heron: ClientId, damage: str
) -> None:
    """It says nothing, and is not reached by anyone."""
    hurt = agree(record, heron, "Sleep")
    agree(record, heron, "Say no")
    factory.meddle(record, f"UPDATE goal SET {damage} WHERE id = ?", hurt)
    found = record.run(goals.of_client, heron)
    assert [(goal.text, goal.damaged) for goal in found] == [(DAMAGED, True), ("Say no", False)]
    with pytest.raises(RowDamaged):
        record.run(goals.reach, hurt, factory.DAY, factory.AT)
