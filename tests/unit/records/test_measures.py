"""A filled-in form keeps its answers and its total."""

from dataclasses import replace
from datetime import date

import pytest

import factory
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import measures
from practicenotes.vault import Store
from practicenotes.vault.rows import DAMAGED


def test_a_result_keeps_its_answers_and_its_total(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """As they were given, also those that were left out; earliest first."""
    given = factory.result(heron, 9, taken_on=date(2025, 11, 4), scoring_version=2)
    kept = record.run(measures.add, given, hour, factory.AT)
    earlier = factory.result(heron, 17, taken_on=date(2025, 9, 2))
    record.run(measures.add, earlier, None, factory.AT)
    first, second = record.run(measures.of_client, heron)
    assert first == replace(earlier, id=first.id)
    assert second == replace(given, id=kept)
    assert second.answers == (1, None, 3)


@pytest.mark.parametrize("damage", ["total = 0", "answers = '[0]'", "taken_on = 'x'"])
def test_a_damaged_result_is_marked(record: Store, heron: ClientId, damage: str) -> None:
    """It is listed, and its answers do not come out."""
    record.run(measures.add, factory.result(heron), None, factory.AT)
    factory.meddle(record, f"UPDATE measure_result SET {damage}")
    (found,) = record.run(measures.of_client, heron)
    assert (found.damaged, found.name, found.answers) == (True, DAMAGED, ())
