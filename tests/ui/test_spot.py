"""The place of the keyboard on a page, found again on one that is filled little by little."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from practicenotes.ui import loose, spot
from practicenotes.ui.loose import Loose
from practicenotes.ui.spot import Finding, Spot


class Drawer(QWidget):
    """Shows one of its two fields."""

    def __init__(self) -> None:
        super().__init__()
        stack = QVBoxLayout(self)
        self.fields = {name: named(QPlainTextEdit(), "Words") for name in ("upper", "lower")}
        for field in self.fields.values():
            stack.addWidget(field)
        self.show_part("upper")

    def part_of(self, widget: QWidget) -> str:
        """Return which field it is."""
        return next(name for name, field in self.fields.items() if field is widget)

    def show_part(self, part: str) -> None:
        """Show that one alone."""
        for name, field in self.fields.items():
            field.setVisible(name == part)


def named(widget: QPlainTextEdit, name: str) -> QPlainTextEdit:
    """Give a field its name."""
    widget.setAccessibleName(name)
    return widget


class Page(QScrollArea):
    """A label and a line of one name, much air, and a drawer."""

    def __init__(self) -> None:
        super().__init__()
        self.label, self.line, self.drawer = QLabel("Name"), QLineEdit(), Drawer()
        self.label.setAccessibleName("Name")
        self.line.setAccessibleName("Name")
        inside = QWidget()
        stack = QVBoxLayout(inside)
        for part in (self.label, self.line, self.drawer):
            stack.addWidget(part)
        inside.setMinimumHeight(3000)
        self.setWidget(inside)
        self.setWidgetResizable(True)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    return page


def find(
    page: Page, qtbot: QtBot, there: Spot | None, words: Loose | None = None, *, ends: bool = True
) -> Finding:
    """Look for a place, until that ends."""
    looking = Finding(page, lambda: page, there, words)
    if ends:
        qtbot.waitUntil(lambda: not shiboken6.isValid(looking))
    return looking


def test_a_field_is_found_with_its_cursor_and_not_its_label(page: Page, qtbot: QtBot) -> None:
    """A label bears the same name for whoever hears the page, and takes no keys."""
    page.line.setText("Lindqvist")
    page.line.setFocus()
    page.line.setCursorPosition(4)
    there = spot.here(page)
    page.drawer.fields["upper"].setFocus()
    page.line.setCursorPosition(0)

    find(page, qtbot, there)

    assert page.focusWidget() is page.line
    assert page.line.cursorPosition() == 4


def test_what_was_scrolled_stands_where_it_stood(page: Page, qtbot: QtBot) -> None:
    """The page is at the same height, though its field would be in sight at another."""
    page.line.setFocus()
    page.verticalScrollBar().setValue(700)
    there = spot.here(page)
    page.verticalScrollBar().setValue(0)

    find(page, qtbot, there)

    assert page.verticalScrollBar().value() == 700


def test_a_part_that_was_folded_is_opened_for_its_field(page: Page, qtbot: QtBot) -> None:
    """Of two fields of one name it is the one that was written in, also where the other shows."""
    page.drawer.show_part("lower")
    page.drawer.fields["lower"].setPlainText("half a thought")
    page.drawer.fields["lower"].setFocus()
    there = spot.here(page)
    page.drawer.show_part("upper")
    page.line.setFocus()

    find(page, qtbot, there)

    assert page.focusWidget() is page.drawer.fields["lower"]


def test_a_text_that_is_still_on_its_way_is_waited_for(page: Page, qtbot: QtBot) -> None:
    """The cursor goes to its place once the words have come, not to the start of an empty field."""
    field = page.drawer.fields["upper"]
    field.setPlainText("half a thought")
    field.setFocus()
    cursor = field.textCursor()
    cursor.setPosition(6)
    field.setTextCursor(cursor)
    there = spot.here(page)
    field.setPlainText("")

    looking = find(page, qtbot, there, ends=False)
    qtbot.waitUntil(lambda: looking._left < spot._LOOKS - 1)
    assert shiboken6.isValid(looking)
    field.setPlainText("half a thought")
    qtbot.waitUntil(lambda: not shiboken6.isValid(looking))

    assert field.textCursor().position() == 6


def test_whoever_types_at_once_is_left_alone(page: Page, qtbot: QtBot) -> None:
    """From the first key on the keyboard stays where one writes, even where the field is there."""
    page.drawer.fields["upper"].setFocus()
    there = spot.here(page)
    page.line.setFocus()

    looking = find(page, qtbot, there, ends=False)
    qtbot.keyClick(page.line, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: not shiboken6.isValid(looking))

    assert page.focusWidget() is page.line


def test_whoever_composes_a_word_is_left_alone(page: Page, qtbot: QtBot) -> None:
    """What an input method has begun is not torn from its field."""
    page.drawer.fields["upper"].setFocus()
    there = spot.here(page)
    page.line.setFocus()

    looking = find(page, qtbot, there, ends=False)
    QApplication.sendEvent(page.line, QInputMethodEvent("に", []))
    qtbot.waitUntil(lambda: not shiboken6.isValid(looking))

    assert page.focusWidget() is page.line


def test_a_key_does_not_cost_the_words_that_wait(page: Page, qtbot: QtBot) -> None:
    """Whoever types before a field is there keeps the keyboard, and has the words there later."""
    loose.mark(page.line)
    words = Loose({str(loose.number(page.line)): "Her"})
    page.line.setFocus()
    there = spot.here(page)
    page.line.hide()
    page.drawer.fields["upper"].setFocus()

    looking = find(page, qtbot, there, words, ends=False)
    qtbot.keyClick(page.drawer.fields["upper"], Qt.Key.Key_A)
    page.line.show()
    qtbot.waitUntil(lambda: not shiboken6.isValid(looking))

    assert page.line.text() == "Her"
    assert page.focusWidget() is page.drawer.fields["upper"]


def test_a_page_that_cannot_be_used_yet_is_waited_for(page: Page, qtbot: QtBot) -> None:
    """However long a slow disk keeps it shut, the words and the keyboard come to it afterwards."""
    loose.mark(page.line)
    page.line.setFocus()
    there = spot.here(page)
    page.setEnabled(False)
    looking = find(page, qtbot, there, Loose({str(loose.number(page.line)): "Her"}), ends=False)
    for _ in range(2 * spot._LOOKS):
        looking._look()

    page.setEnabled(True)
    qtbot.waitUntil(lambda: not shiboken6.isValid(looking))

    assert page.line.text() == "Her"
    assert page.focusWidget() is page.line


def test_a_spot_knows_the_ground_that_it_lies_on(page: Page) -> None:
    """What a private sentence names is told from what the record may hold."""
    page.drawer.setProperty("ground", "private")
    found = []
    for field in (page.line, page.drawer.fields["upper"]):
        field.setFocus()
        found.append(spot.here(page))

    assert [there and there.private for there in found] == [False, True]


def test_a_hidden_page_still_tells_where_the_keyboard_was(page: Page) -> None:
    """A lock that had to wait asks behind the prompt."""
    page.line.setFocus()
    there = spot.here(page)
    page.hide()

    assert there
    assert spot.here(page) == there


def test_loose_words_come_back_though_the_keyboard_was_nowhere(page: Page, qtbot: QtBot) -> None:
    """Without a place to go to, what was typed is given back all the same."""
    loose.mark(page.line)
    words = Loose({str(loose.number(page.line)): "Her"})

    find(page, qtbot, None, words)

    assert page.line.text() == "Her"


def test_what_has_no_name_is_no_place(page: Page) -> None:
    """Where nothing names what has the keyboard there is nothing to look for."""
    page.setFocus()

    assert spot.here(page.drawer.fields["upper"]) is None
    assert spot.here(None) is None
