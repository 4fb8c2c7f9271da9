"""What tests of windows share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from practicenotes.ui.tasks import Broadcast, Work


@pytest.fixture
def broadcast(qapp: QApplication) -> Broadcast:
    """Give the channel that views listen to."""
    return Broadcast()


@pytest.fixture
def work(broadcast: Broadcast) -> Iterator[Work]:
    """Give a door for long work that is closed behind the test."""
    door = Work(broadcast)
    yield door
    door.close()
    door.deleteLater()
