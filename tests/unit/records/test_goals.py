"""Goals are agreed on, numbered and reached."""

from dataclasses import replace
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


def test_a_goal_is_reworded_and_worked_towards_again(record: Store, heron: ClientId) -> None:
    """Other words under the same number; a goal that was reached may be open again."""
    goal_id = agree(record, heron, "Sleep")
    record.run(goals.change, goal_id, "Sleep six hours", factory.AT)
    record.run(goals.reach, goal_id, factory.DAY, factory.AT)
    record.run(goals.reach, goal_id, None, factory.AT)
    (found,) = record.run(goals.of_client, heron)

    assert (found.number, found.text, found.reached_on) == (1, "Sleep six hours", None)
    with pytest.raises(NotFound):
        record.run(goals.change, "0", "x", factory.AT)


def test_a_goal_that_was_taken_out_comes_back_as_it_was(record: Store, heron: ClientId) -> None:
    """Number, words and days are those of before, and the vault still knows every row."""
    agree(record, heron, "Sleep")
    second = agree(record, heron, "Say no")
    record.run(goals.reach, second, factory.DAY, factory.AT)
    before = record.run(goals.of_client, heron)
    record.run(goals.remove, second, factory.AT)
    assert [goal.text for goal in record.run(goals.of_client, heron)] == ["Sleep"]

    kept = record.run(goals.restore, before[1], factory.AT)
    assert record.run(goals.of_client, heron)[1] == replace(before[1], id=kept)
    assert kept == second
    with pytest.raises(NotFound):
        record.run(goals.restore, before[1], factory.AT)
