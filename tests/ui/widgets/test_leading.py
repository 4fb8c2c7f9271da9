"""Rows that lead somewhere, fields that look for something, and Enter on any button."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.search_field import SearchField


@pytest.fixture
def row(qtbot: QtBot, theme: Theme) -> RowButton:
    """Show a row in a column with room for one line."""
    held = QWidget()
    qtbot.addWidget(held)
    stack = QVBoxLayout(held)
    shown = RowButton("Moss", "13 November · session 9, a letter to the practice nurse")
    stack.addWidget(shown)
    stack.addStretch()
    held.resize(600, 200)
    held.show()
    shown.holder = held  # keeps the column alive
    return shown


def test_every_spot_of_a_row_can_be_clicked(qtbot: QtBot, row: RowButton) -> None:
    """Words, arrow and the space between them belong to one button."""
    for x in (2, row.width() // 2, row.width() - 3):
        with qtbot.waitSignal(row.clicked):
            qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(x, row.height() // 2))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_row_is_taken_by_key(qtbot: QtBot, row: RowButton, key: Qt.Key) -> None:
    """Enter and the space bar take a row."""
    row.setFocus()
    with qtbot.waitSignal(row.clicked):
        qtbot.keyClick(row, key)


def test_a_row_is_read_as_one(row: RowButton) -> None:
    """A screen reader hears the name with what is said about it."""
    assert row.accessibleName() == "Moss, 13 November · session 9, a letter to the practice nurse"


def test_a_narrow_row_grows(qtbot: QtBot, row: RowButton) -> None:
    """Where the words do not fit on one line, the row is higher and shows them all."""
    before = row.height()
    row.window().resize(180, 260)
    qtbot.wait(20)

    assert row.height() > before
    for label in row.findChildren(QLabel):
        spot = label.mapTo(row, QPoint())
        assert spot.y() + label.height() <= row.height()
        assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("size", [100, 200])
def test_the_glass_never_lies_on_the_words(qtbot: QtBot, theme: Theme, size: int) -> None:
    """The cursor begins to the right of the glass, however large the text is."""
    field = SearchField("Find a client")
    qtbot.addWidget(field)
    theme.set_text_size(size)
    field.resize(300, 40)
    field.show()

    assert field.cursorRect().left() >= 12 + theme.icon_size("normal")


def test_esc_empties_the_field_and_then_is_the_pages(qtbot: QtBot, theme: Theme) -> None:
    """The first Esc takes the words away, the second one goes on to the page."""
    page = QWidget()
    qtbot.addWidget(page)
    stack = QVBoxLayout(page)
    field = SearchField("Find a client")
    stack.addWidget(field)
    page.show()
    heard: list[int] = []
    page.keyPressEvent = lambda event: heard.append(event.key())
    field.setFocus()
    qtbot.keyClicks(field, "her")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), heard) == ("", [])

    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == [Qt.Key.Key_Escape]


def test_enter_takes_the_button_that_has_the_keyboard(qtbot: QtBot, theme: Theme) -> None:
    """Outside dialogs too, Enter presses what the ring is round, and Space does as well."""
    page = QWidget()
    qtbot.addWidget(page)
    stack = QVBoxLayout(page)
    buttons = [Button("Write note"), Button("Open file")]
    for each in buttons:
        stack.addWidget(each)
    page.show()
    taken: list[QPushButton] = []
    for each in buttons:
        each.clicked.connect(lambda _=False, each=each: taken.append(each))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(buttons[1], key)

    assert taken == [buttons[1]] * 3
