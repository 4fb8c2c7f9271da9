"""What tests of windows share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from practicenotes.ui.tasks import Broadcast, Work
from practicenotes.ui.theme import Appearance, Theme


@pytest.fixture(scope="session")
def _theme_of_the_run(qapp: QApplication) -> Theme:
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture
def theme(_theme_of_the_run: Theme) -> Iterator[Theme]:
    """Give the theme of the application: light at 100 %, and put back behind the test."""
    yield _theme_of_the_run
    if _theme_of_the_run.text_size != 100:
        _theme_of_the_run.set_text_size(100)
    if _theme_of_the_run.appearance is not Appearance.LIGHT:
        _theme_of_the_run.set_appearance(Appearance.LIGHT)


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
