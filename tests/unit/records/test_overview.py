"""The page of a client is read in one go."""

from datetime import date
from typing import Any

import pytest

import factory
from practicenotes.domain.people import ClientId
from practicenotes.errors import NotFound
from practicenotes.records import measures, overview
from practicenotes.vault import Store


def measured(record: Store, client: ClientId, total: int, on: date, **more: Any) -> None:
    """File a questionnaire."""
    result = factory.result(client, total, taken_on=on, **more)
    record.run(measures.add, result, None, factory.AT)


def test_the_page_of_a_client_is_read_at_once(record: Store, heron: ClientId) -> None:
    """File, timeline, goals and results belong to the same client."""
    factory.add_session(record, heron)
    measured(record, heron, 9, factory.DAY)
    found = record.run(overview.of_client, heron)
    assert (found.client.id, len(found.entries), found.goals) == (heron, 2, ())
    assert [result.total for result in found.results] == [9]
    with pytest.raises(NotFound):
        record.run(overview.of_client, ClientId("0"))
