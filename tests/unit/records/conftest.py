"""A record with one client in it."""

import pytest

import factory
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.vault import Store


@pytest.fixture
def heron(record: Store) -> ClientId:
    """Give a client."""
    return factory.add_client(record)


@pytest.fixture
def hour(record: Store, heron: ClientId) -> SessionId:
    """Give a session that was held with Heron."""
    return factory.add_session(record, heron)
