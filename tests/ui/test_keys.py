"""A page's own keys win over the menus of the window, and leave all others alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.keys import Keys


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot, done: list[str]) -> QMainWindow:
    """Show a page with a field and two keys, in a window whose menu has one of them too."""
    window, page, field = QMainWindow(), QWidget(), QLineEdit()
    QVBoxLayout(page).addWidget(field)
    Keys(page, {"F6": lambda: done.append("page"), "Ctrl+S": lambda: done.append("save")})
    window.setCentralWidget(page)
    for keys in ("F6", "F7"):
        action = QAction(keys, window)
        action.setShortcut(keys)
        action.triggered.connect(lambda _=False, keys=keys: done.append(f"window {keys}"))
        window.addAction(action)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    return window


@pytest.fixture
def field(window: QMainWindow) -> QLineEdit:
    """Give the field of the page, with the keyboard in it."""
    return window.findChild(QLineEdit)


def test_a_page_takes_its_key_before_the_window(field: QLineEdit, done: list[str]) -> None:
    """F6 does what the page says and not what the menu says, and does it once."""
    QTest.keyClick(field, Qt.Key.Key_F6)

    assert done == ["page"]


def test_a_key_with_a_modifier_is_another_key(field: QLineEdit, done: list[str]) -> None:
    """Ctrl+S saves; S alone is a letter in the field."""
    QTest.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_S)

    assert done == ["save"]
    assert field.text() == "s"


def test_every_other_key_stays_with_the_window(field: QLineEdit, done: list[str]) -> None:
    """A key that the page does not know reaches the menu."""
    QTest.keyClick(field, Qt.Key.Key_F7)

    assert done == ["window F7"]
