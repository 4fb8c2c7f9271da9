"""One page is in front, and only that one asks for room."""

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.front import Front
from practicenotes.ui.widgets.page import scrolled


@pytest.fixture
def pages(qtbot: QtBot, theme: Theme) -> tuple[Front, QScrollArea]:
    """Give a low page in front of a high one, in an area that scrolls."""
    front = Front()
    low, high = QLabel("Before"), QWidget()
    high.setMinimumHeight(1200)
    front.addWidget(low)
    front.addWidget(high)
    sheet = QWidget()
    QVBoxLayout(sheet).addWidget(front)
    area = scrolled(sheet)
    qtbot.addWidget(area)
    area.resize(600, 400)
    area.show()
    return front, area


def test_a_high_page_behind_makes_nothing_scroll(
    pages: tuple[Front, QScrollArea], qtbot: QtBot
) -> None:
    """The area scrolls while the high page is in front, and neither before nor after."""
    front, area = pages
    bar = area.verticalScrollBar()
    assert bar.maximum() == 0
    front.setCurrentIndex(1)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    front.setCurrentIndex(0)
    qtbot.waitUntil(lambda: bar.maximum() == 0)


def test_a_page_that_grows_asks_for_more(pages: tuple[Front, QScrollArea], qtbot: QtBot) -> None:
    """What becomes higher in front is seen whole by scrolling."""
    front, area = pages
    front.widget(0).setMinimumHeight(900)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)

    assert front.minimumSizeHint().height() == 900


def test_no_page_asks_for_nothing(qtbot: QtBot) -> None:
    """Before the first page is there, no height depends on the width."""
    front = Front()
    qtbot.addWidget(front)

    assert not front.hasHeightForWidth()
    assert front.heightForWidth(100) == -1
