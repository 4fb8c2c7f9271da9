"""A private store; what it points at in the record need not be there."""

import pytest

from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


@pytest.fixture
def heron() -> ClientId:
    """Give the id of a client."""
    return ClientId("c1" * 16)


@pytest.fixture
def hours() -> list[SessionId]:
    """Give the ids of five sessions, earliest first."""
    return [SessionId(f"{number:032x}") for number in range(5)]
