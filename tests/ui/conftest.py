"""What tests of windows share."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

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


@pytest.fixture
def unnamed() -> Callable[[QWidget], list[str]]:
    """Give a search for what the Tab key reaches and a screen reader cannot name."""

    def search(page: QWidget) -> list[str]:
        found = []
        for widget in page.findChildren(QWidget):
            if widget.isVisibleTo(page) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                found += [] if name.strip() else [repr(widget)]
        return found

    return search


@pytest.fixture
def clipped() -> Callable[[QWidget], list[str]]:
    """Give a search for words and buttons that are not seen whole, and for sideways scrolling."""

    def search(page: QWidget) -> list[str]:
        return [
            f"{type(widget).__name__} {getattr(widget, 'text', str)()!r} {widget.size()}"
            for widget in page.findChildren(QWidget)
            if widget.isVisibleTo(page) and _is_clipped(widget)
        ]

    return search


def _is_clipped(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    in_sight = parent is None or isinstance(parent.parentWidget(), QScrollArea)
    if isinstance(widget, QLabel):
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
        too_small = widget.height() < needed or (
            not widget.wordWrap() and widget.width() < widget.sizeHint().width()
        )
        return too_small or (not in_sight and not parent.rect().contains(widget.geometry()))
    if isinstance(widget, QAbstractButton | QLineEdit):
        least = widget.minimumSizeHint()
        too_small = widget.width() < least.width() or widget.height() < least.height()
        return too_small or (not in_sight and not parent.rect().contains(widget.geometry()))
    if isinstance(widget, QScrollArea) and widget.widget():
        return widget.widget().width() > widget.viewport().width()
    return False
