"""Eleven numbers, of which one or none is taken, with any of the ways to point."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.scale import PASSED, Scale


LINE = "I felt accepted as I am."


@pytest.fixture
def scale(qtbot: QtBot, theme: Theme) -> Scale:
    """Give a scale with the keyboard on it."""
    shown = Scale(LINE, "Rather not say", ("not at all", "completely"))
    qtbot.addWidget(shown)
    shown.resize(900, 60)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.button(0).setFocus()
    return shown


def keys(*pressed: Qt.Key) -> None:
    """Press keys wherever the keyboard is."""
    for key in pressed:
        QTest.keyClick(QApplication.focusWidget(), key)


@pytest.mark.parametrize(
    ("pressed", "value"),
    [
        ((Qt.Key.Key_7,), 7),
        ((Qt.Key.Key_End,), 10),
        ((Qt.Key.Key_5, Qt.Key.Key_Home), 0),
        ((Qt.Key.Key_Right,), 0),
        ((Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up), 2),
        ((Qt.Key.Key_3, Qt.Key.Key_Left, Qt.Key.Key_Down), 1),
        ((Qt.Key.Key_0, Qt.Key.Key_Left), 0),
        ((Qt.Key.Key_End, Qt.Key.Key_Right), None),
        ((Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Right), None),
        ((Qt.Key.Key_8, Qt.Key.Key_Backspace), None),
        ((Qt.Key.Key_8, Qt.Key.Key_Delete), None),
        ((Qt.Key.Key_Space,), 0),
        ((Qt.Key.Key_X,), None),
    ],
)
def test_every_number_can_be_reached_with_keys(
    scale: Scale, pressed: tuple[Qt.Key, ...], value: int | None
) -> None:
    """Digits choose, arrows move, End is 10, and what is taken can be given back."""
    keys(*pressed)

    assert scale.value == value


def test_a_number_is_taken_with_the_mouse(scale: Scale, qtbot: QtBot) -> None:
    """A click takes it and says so once, and passing the line by takes it back."""
    heard: list[int | None] = []
    scale.answered.connect(lambda: heard.append(scale.value))

    qtbot.mouseClick(scale.button(6), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(scale.button(PASSED), Qt.MouseButton.LeftButton)

    assert heard == [6, None]
    assert scale.button(PASSED).isChecked()


def test_tab_stops_once_where_the_answer_is(scale: Scale) -> None:
    """One stop for each line keeps a card short for the keyboard."""

    def stops() -> list[str]:
        policy = Qt.FocusPolicy.StrongFocus
        return [b.text() for b in scale.findChildren(QPushButton) if b.focusPolicy() == policy]

    assert stops() == ["0"]
    scale.set_value(8)
    assert stops() == ["8"]


def test_each_number_says_what_it_is_about(scale: Scale) -> None:
    """A screen reader hears the number on its scale, and the line."""
    button = scale.button(4)

    assert button.accessibleName() == "4 of 10"
    assert button.accessibleDescription() == LINE


def test_setting_a_value_is_silent(scale: Scale) -> None:
    """What the store says is shown without being taken for an answer."""
    heard: list[int] = []
    scale.answered.connect(lambda: heard.append(1))

    scale.set_value(3)
    scale.set_value(None)

    assert scale.value is None
    assert heard == []
