"""Ctrl+L locks from wherever the keyboard is, unless somebody else has the screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.device import Device
from practicenotes.ui.lock_key import LockKey
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.window import Window


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Window:
    """Give a window of a practice that hears the key everywhere."""
    window = Window(Device(tmp_path))
    qtbot.addWidget(window)
    window.show_page(QWidget())
    LockKey(window)
    window.show()
    return window


def opened(qtbot: QtBot, window: Window) -> QLineEdit:
    """Open a sheet over the window, and return its field with the keyboard in it."""
    field = QLineEdit()
    sheet = Dialog(window, "New client", field, "Add")
    sheet.open()
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    return field


def test_a_sheet_that_stands_open_does_not_hold_back_the_lock(qtbot: QtBot, window: Window) -> None:
    """A window beneath a sheet hears no shortcut: the sheet has the key itself, and locks once."""
    field = opened(qtbot, window)
    heard: list[None] = []
    window.lock_wanted.connect(lambda: heard.append(None))

    qtbot.keyClick(field, Qt.Key.Key_L, CTRL)

    assert heard == [None]


def test_a_window_that_stays_locks_the_practice_that_is_open_now(
    qtbot: QtBot, window: Window
) -> None:
    """Help outlives a practice: its key serves the window that came last, and is still one key."""
    field = opened(qtbot, window)
    later = Window(window._device)
    qtbot.addWidget(later)
    LockKey(later)._hear(None, field)

    with qtbot.waitSignal(later.lock_wanted):
        qtbot.keyClick(field, Qt.Key.Key_L, CTRL)


def test_whoever_was_handed_the_screen_locks_nothing(qtbot: QtBot, window: Window) -> None:
    """While a client fills in a card, no window gets the key."""
    window.hand_over(QWidget())
    field = opened(qtbot, window)
    heard: list[None] = []
    window.lock_wanted.connect(lambda: heard.append(None))

    qtbot.keyClick(field, Qt.Key.Key_L, CTRL)

    assert heard == []
