"""One page in place of a whole window, and the window as it was afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain import settings
from practicenotes.ui.device import Device
from practicenotes.ui.theme import Theme
from practicenotes.ui.window import Section, Window


class Page(QWidget):
    """A page with one field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        stack = QVBoxLayout(self)
        stack.addWidget(QLabel(name))
        stack.addWidget(self.field)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """Give the settings of a computer that keeps nothing yet."""
    return Device(tmp_path / "config")


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, device: Device) -> Window:
    """Show a window with two sections and a menu entry that counts."""
    shown = Window(device)
    qtbot.addWidget(shown)
    for name in ("Today", "Clients"):
        shown.add_section(Section(name.lower(), name, "users"), Page(name))
    shown.show_page(next(iter(shown._section_of)))
    shown.resize(1000, 700)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


@pytest.fixture
def done(window: Window) -> list[str]:
    """Give what a menu entry with Ctrl+J did."""
    acts: list[str] = []
    window.act("&Client", "&Jot", lambda: acts.append("jot"), "Ctrl+J")
    return acts


@pytest.fixture
def alone(window: Window) -> Iterator[Page]:
    """Hand the window over to one page."""
    page = Page("for somebody else")
    window.hand_over(page)
    page.field.setFocus()
    QApplication.processEvents()
    yield page
    window.take_back()


def seen(window: Window) -> list[str]:
    """Return the words of the labels that are seen."""
    return [each.text() for each in window.findChildren(QLabel) if each.isVisible()]


def test_only_the_page_is_seen(window: Window, alone: Page) -> None:
    """Its words are the only words in the window, which fills the screen."""
    assert seen(window) == ["for somebody else"]
    assert window.isFullScreen()
    assert window.alone


def test_the_window_comes_back_as_it_was(window: Window) -> None:
    """Page, menus, status line and size are those of before, and the page is out of sight."""
    before, state = window.page, window.windowState()
    page = Page("for somebody else")
    window.hand_over(page)
    window.take_back()
    QApplication.processEvents()

    assert window.page is before
    assert window.windowState() == state
    assert window.menuBar().isVisible()
    assert window.statusBar().isVisible()
    assert not page.isVisible()
    assert window.alone is None
    page.deleteLater()


def test_taking_back_what_was_not_handed_over_changes_nothing(window: Window) -> None:
    """It may be asked for at any time."""
    before = seen(window)

    window.take_back()

    assert seen(window) == before


def test_a_shortcut_is_heard_before_and_after_and_not_between(
    window: Window, done: list[str]
) -> None:
    """The same key does its work, nothing, and its work again."""
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    page = Page("for somebody else")
    window.hand_over(page)
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert done == ["jot"]

    window.take_back()
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)

    assert done == ["jot", "jot"]
    page.deleteLater()


def test_an_entry_that_is_added_later_is_not_heard_either(
    window: Window, alone: Page, done: list[str]
) -> None:
    """Whatever comes into a menu while the page stands alone stays without its key."""
    QTest.keyClick(alone.field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)

    assert done == []


def test_writing_and_moving_work(alone: Page) -> None:
    """Letters, capitals, digits, Backspace, arrows and Home do what they always do."""
    QTest.keyClicks(alone.field, "Ab1 ")
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Home, Qt.Key.Key_Delete):
        QTest.keyClick(alone.field, key)

    assert alone.field.text() == "b1"


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "through"),
    [
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A", True),
        (Qt.Key.Key_7, Qt.KeyboardModifier.KeypadModifier, "7", True),
        (Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier, "a", False),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, "\x01", False),
        (Qt.Key.Key_A, Qt.KeyboardModifier.MetaModifier, "a", False),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "\x1b", False),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "", False),
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier, "", False),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier, "", False),
        (Qt.Key.Key_Back, Qt.KeyboardModifier.NoModifier, "", False),
        (Qt.Key.Key_Paste, Qt.KeyboardModifier.NoModifier, "", False),
        (Qt.Key.Key_Alt, Qt.KeyboardModifier.NoModifier, "", False),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t", True),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True),
    ],
)
def test_a_key_is_let_through_or_held_back(
    window: Window,
    alone: Page,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    text: str,
    *,
    through: bool,
) -> None:
    """What writes a sign or moves is let through, and whatever is a command is not."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
    assert window.alone

    assert window.alone.eventFilter(alone.field, event) is not through


def test_menus_tips_and_drops_are_held_back(window: Window, alone: Page) -> None:
    """Neither a right click, nor a pointer at rest, nor something dragged in shows anything."""
    spot, data = QPoint(2, 2), QMimeData()
    nothing, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    held = [
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, spot),
        QHelpEvent(QEvent.Type.ToolTip, spot, spot),
        QDropEvent(QPointF(spot), Qt.DropAction.CopyAction, data, nothing, no_key),
    ]
    assert window.alone

    assert all(window.alone.eventFilter(alone.field, event) for event in held)


@pytest.mark.parametrize(
    ("button", "through"),
    [
        (Qt.MouseButton.LeftButton, True),
        (Qt.MouseButton.RightButton, False),
        (Qt.MouseButton.MiddleButton, False),
        (Qt.MouseButton.BackButton, False),
    ],
)
def test_only_the_left_button_is_heard(
    window: Window, alone: Page, button: Qt.MouseButton, *, through: bool
) -> None:
    """The middle one would paste, and the others mean something elsewhere."""
    spot = QPointF(2, 2)
    no_key = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseButtonPress, spot, spot, button, button, no_key)
    assert window.alone

    assert window.alone.eventFilter(alone.field, event) is not through


def test_other_windows_are_left_alone(window: Window, alone: Page, qtbot: QtBot) -> None:
    """The watch is over this window, not over a prompt that may take its place."""
    other = Page("the prompt")
    qtbot.addWidget(other)
    other.show()
    event = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, "\x16"
    )
    assert window.alone

    assert not window.alone.eventFilter(other.field, event)


def test_closing_is_refused_and_told(window: Window, alone: Page, device: Device) -> None:
    """Nobody is asked to save, and the full screen is not remembered as the window's size."""
    refused, closing = [], []
    window.close_refused.connect(lambda: refused.append(1))
    window.closing.connect(closing.append)

    assert not window.close()

    assert (len(refused), closing) == (1, [])
    assert window.isVisible()
    assert device.get(settings.WINDOW) == ""


def test_what_is_said_meanwhile_is_not_kept_for_later(window: Window, alone: Page) -> None:
    """A line for the status bar and an error have their moment, and it is not this one."""
    before = window._status.said()
    window.say("Heron, timeline")
    window.tell(RuntimeError("Heron"))
    window.take_back()

    assert window._status.said() == before
    assert not window.problem.isVisible()
