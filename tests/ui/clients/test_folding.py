"""List and page in small windows: the list comes when it is asked for, and goes again."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.room import Room


@pytest.fixture
def folded(open_clients: Callable[..., Any]) -> Any:
    """Show Heron's page in a window without room for the list."""
    shown = open_clients(width=1000)
    shown.client("Heron")
    return shown


def list_button(shown: Any) -> Any:
    """Return the button that asks for the list."""
    return shown.section.page._header._list


def test_a_wide_window_shows_both(open_clients: Callable[..., Any]) -> None:
    """Side by side, list and page share the window, and no button asks for the list."""
    shown = open_clients(width=1280)

    assert shown.section.listed.isVisible()
    assert shown.section.page.x() + shown.section._stack.x() == shown.section.listed.width()
    assert list_button(shown).isHidden()


def test_a_smaller_window_folds_the_list_away(folded: Any) -> None:
    """The page takes the whole width, and a button stands for the list."""
    assert not folded.section.listed.isVisible()
    assert folded.section._stack.width() == 1000
    assert list_button(folded).isVisible()


def test_large_text_folds_the_list_as_a_small_window_does(
    theme: Theme, open_clients: Callable[..., Any]
) -> None:
    """At 150 % the same window has no room for both, and at 100 % it has again."""
    shown = open_clients(width=1280)
    theme.set_text_size(150)
    shown.settle()
    assert not shown.section.listed.isVisible()

    theme.set_text_size(100)
    shown.settle()
    assert shown.section.listed.isVisible()
    assert shown.section.listed.x() == 0


def test_the_list_comes_and_goes_by_keyboard(folded: Any) -> None:
    """Enter on *Clients* opens the list in its field, and Esc leads back to the button."""
    button = list_button(folded)
    button.setFocus()
    folded.key(button, Qt.Key.Key_Return)
    assert folded.section.listed.isVisible()
    assert QApplication.focusWidget() is folded.field()

    folded.key(folded.field(), Qt.Key.Key_Escape)
    assert not folded.section.listed.isVisible()
    assert QApplication.focusWidget() is button


def test_choosing_puts_the_list_away(folded: Any) -> None:
    """A client that is found, chosen and taken with Enter is shown, with the keyboard on it."""
    folded.section.find_client()
    folded.qtbot.keyClicks(folded.field(), "mos")
    folded.key(folded.field(), Qt.Key.Key_Down)
    folded.settle()
    assert folded.section.listed.isVisible()

    folded.key(folded.view("Clients"), Qt.Key.Key_Return)
    assert not folded.section.listed.isVisible()
    assert "Moss" in folded.said()
    assert QApplication.focusWidget() is folded.view("Timeline")


def test_a_click_on_a_client_puts_the_list_away(folded: Any) -> None:
    """One click chooses and closes."""
    folded.section.find_client()
    folded.choose("Clients", "Teasel")
    folded.settle()

    assert not folded.section.listed.isVisible()
    assert "Teasel" in folded.said()


def test_going_on_to_the_page_puts_the_list_away(folded: Any) -> None:
    """Tab beyond the list goes on to the page, and the list does not stay in the way."""
    folded.section.find_client()
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert not folded.section.listed.isVisible()
    assert folded.section.page.isAncestorOf(QApplication.focusWidget())


def test_a_window_that_grows_brings_the_list_back(folded: Any) -> None:
    """In a wide window the list stands at the side again, and Esc leaves it there."""
    folded.section.resize(1280, 740)
    folded.settle()
    assert folded.section.listed.isVisible()

    folded.view("Clients").setFocus()
    folded.key(folded.view("Clients"), Qt.Key.Key_Escape)
    assert folded.section.listed.isVisible()


def test_the_page_takes_the_keyboard_where_the_list_is_folded(folded: Any) -> None:
    """Coming to the section puts the keyboard on the list, or without it on the timeline."""
    folded.section.setFocus()
    assert QApplication.focusWidget() is folded.view("Timeline")

    folded.section.resize(1280, 740)
    folded.settle()
    folded.section.setFocus()
    assert QApplication.focusWidget() is folded.view("Clients")


@pytest.mark.parametrize(
    ("size", "width", "expected"),
    [
        (100, 1280, Room.WIDE),
        (100, 1024, Room.MIDDLE),
        (100, 800, Room.NARROW),
        (150, 1280, Room.NARROW),
        (200, 1280, Room.NARROW),
        (80, 1024, Room.WIDE),
    ],
)
def test_room_is_measured_in_characters(
    theme: Theme, folded: Any, size: int, width: int, expected: Room
) -> None:
    """The same window is wide or narrow by the size of its text."""
    theme.set_text_size(size)
    folded.section.resize(width, 740)

    assert room.around(folded.section.page) is expected
