"""Snippets are listed while their key is typed, and the keyboard stays with the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hands import Desk
from practicenotes.ui.writing import snippet_list
from practicenotes.ui.writing.snippet_list import SnippetList


K = Qt.Key


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is said aloud about the list."""
    said: list[str] = []
    monkeypatch.setattr(snippet_list, "announce", lambda _source, words: said.append(words))
    return said


@pytest.fixture
def front(both: tuple[Desk, Desk]) -> Desk:
    """Give the sheet of the record, in front."""
    desk, _ = both
    desk.page.activateWindow()
    desk.qtbot.waitUntil(desk.page.isActiveWindow)
    desk.sheet.setFocus()
    return desk


def shown(desk: Desk) -> SnippetList | None:
    """Return the list that is in sight, once all that was typed is seen."""
    QApplication.processEvents()
    return next((each for each in desk.page.findChildren(SnippetList) if each.isVisible()), None)


def keys(desk: Desk) -> list[str]:
    """Return the keys that are listed."""
    found = shown(desk)
    assert found is not None
    return [found.item(row).text().split()[0] for row in range(found.count())]


def test_it_comes_with_the_first_sign_and_follows_the_fingers(front: Desk, told: list[str]) -> None:
    """What begins so is listed and told, and what no longer does goes."""
    front.type("He ;")
    assert shown(front) is None
    front.type("s")
    assert keys(front) == [";sleep", ";sleepless"]
    assert told == ["2 snippets begin with ;s. Down chooses."]
    front.type("leepl")
    assert keys(front) == [";sleepless"]
    assert told[-1] == "One snippet begins with ;sleepl. Down chooses."
    front.press(K.Key_Backspace)
    assert len(keys(front)) == 2
    front.type("x")
    assert shown(front) is None
    assert front.sheet.text() == "He ;sleepx"
    assert front.sheet.hasFocus()


def test_it_is_chosen_from_by_the_keyboard(front: Desk, told: list[str]) -> None:
    """Down and Up step, each row is told, Enter brings it in place of the key."""
    front.type("x ;sl")
    found = shown(front)
    assert found is not None
    assert found.chosen is None
    for key, row in ((K.Key_Down, "sleep"), (K.Key_Down, "sleepless"), (K.Key_Up, "sleep")):
        front.press(key)
        assert found.chosen
        assert found.chosen.key == row
        assert told[-1].startswith(f";{row} ")
    front.press(K.Key_Down)
    front.press(K.Key_Return)
    assert front.seen == "x no sleep|"
    assert shown(front) is None


def test_tab_steps_into_it_and_brings(front: Desk) -> None:
    """The first Tab chooses where several begin so, the second brings it; Enter would too."""
    front.type(";sl")
    front.press(K.Key_Tab)
    front.press(K.Key_Down)
    front.press(K.Key_Tab)
    assert front.seen == "no sleep|"


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Up, K.Key_Home, K.Key_Space])
def test_it_takes_no_key_before_something_is_chosen(front: Desk, key: Qt.Key) -> None:
    """Enter is a new line, arrows move in the text, and the list goes."""
    front.write("one\n|")
    front.type(";sl")
    assert shown(front)
    front.press(key)
    assert shown(front) is None
    assert front.sheet.text().strip() == "one\n;sl"


def test_escape_sends_it_away_and_nothing_else(front: Desk) -> None:
    """The window does not close; the list stays away until another key is begun."""
    closed: list[int] = []
    QShortcut(K.Key_Escape, front.page, activated=lambda: closed.append(1))
    front.type(";s")
    assert shown(front)
    front.press(K.Key_Escape)
    assert shown(front) is None
    assert closed == []
    front.type("l")
    assert shown(front) is None
    front.type(" ;s")
    assert shown(front)


def test_a_click_brings_a_row(front: Desk) -> None:
    """The pointer chooses too, and the keyboard stays in the sheet."""
    front.type(";sl")
    found = shown(front)
    assert found is not None
    spot = found.visualItemRect(found.item(1)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert front.seen == "no sleep|"
    assert front.sheet.hasFocus()


def test_it_goes_with_the_keyboard(front: Desk) -> None:
    """Whoever leaves the sheet leaves no list behind."""
    front.type(";s")
    assert shown(front)
    front.next.setFocus()
    assert shown(front) is None


def test_each_side_lists_its_own(front: Desk, both: tuple[Desk, Desk]) -> None:
    """The private side's are not shown on the record's page, and the other way round."""
    desk, mine = front, both[1]
    desk.type(";p")
    assert shown(desk) is None
    mine.page.activateWindow()
    mine.qtbot.waitUntil(mine.page.isActiveWindow)
    mine.sheet.setFocus()
    mine.type(";p")
    assert keys(mine) == [";pull"]
    mine.type("x ;s")
    assert shown(mine) is None


def test_it_lies_within_the_window(front: Desk) -> None:
    """Below the line, above it at the foot of the window, and never beyond its edge."""
    front.page.resize(300, 200)
    front.write("\n" * 5 + "a long line before it |")
    front.type(";s")
    found = shown(front)
    assert found is not None
    assert front.page.rect().contains(found.geometry())


def test_it_can_be_read_aloud(front: Desk) -> None:
    """It has a name, and so has each row."""
    front.type(";s")
    found = shown(front)
    assert found is not None
    assert found.accessibleName() == "Snippets"
    assert found.item(0).text().startswith(";sleep   {client} slept {how long?}")
