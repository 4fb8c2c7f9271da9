"""The sheet grows with its text and keeps to its measure."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.editor import LEAST_LINES, GrowingEditor
from practicenotes.ui.widgets.page import scrolled


PROSE = (
    "Heron came on time. He described a quieter week at work and two evenings with his brother."
    " He reported about six hours of sleep on four nights and has kept the evening record. "
)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QScrollArea:
    """Show two editors on a page that scrolls."""
    sheet = QWidget()
    stack = QVBoxLayout(sheet)
    stack.addWidget(GrowingEditor("Data"))
    stack.addWidget(GrowingEditor("Plan", placeholder="What follows?"))
    stack.addStretch()
    area = scrolled(sheet)
    qtbot.addWidget(area)
    area.resize(900, 500)
    area.show()
    return area


@pytest.fixture
def editor(page: QScrollArea) -> GrowingEditor:
    """Give the first editor."""
    return page.findChildren(GrowingEditor)[0]


def lines_seen(editor: GrowingEditor) -> float:
    """Return how many lines the sheet shows."""
    return editor.viewport().height() / QFontMetricsF(editor.font()).lineSpacing()


def test_an_empty_sheet_is_three_lines_high(editor: GrowingEditor) -> None:
    """There is room to begin, and no more."""
    assert LEAST_LINES <= lines_seen(editor) < LEAST_LINES + 1


@pytest.mark.parametrize("paragraphs", [1, 4, 12])
def test_every_line_is_seen(qtbot: QtBot, editor: GrowingEditor, paragraphs: int) -> None:
    """The sheet shows all its text, however long it is, and never scrolls inside itself."""
    editor.set_text("\n".join([PROSE] * paragraphs))
    qtbot.wait(1)

    assert lines_seen(editor) >= editor.document().size().height()
    assert editor.verticalScrollBar().maximum() == 0


def test_the_sheet_shrinks_with_its_text(qtbot: QtBot, editor: GrowingEditor) -> None:
    """What is deleted leaves no empty sheet behind."""
    empty = editor.height()
    editor.set_text(PROSE * 5)
    assert editor.height() > empty
    editor.set_text("")
    qtbot.wait(1)

    assert editor.height() == empty


def test_it_grows_while_one_types(qtbot: QtBot, editor: GrowingEditor) -> None:
    """A fourth line makes room for itself as it begins."""
    before = editor.height()
    for _ in range(4):
        qtbot.keyClicks(editor, "a line")
        qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert editor.height() > before


def test_a_narrow_page_makes_it_higher(
    qtbot: QtBot, page: QScrollArea, editor: GrowingEditor
) -> None:
    """Wrapping more often, the sheet still shows every line."""
    editor.set_text(PROSE * 3)
    qtbot.wait(1)
    wide = editor.height()
    page.resize(360, 500)
    qtbot.wait(1)

    assert editor.height() > wide
    assert editor.verticalScrollBar().maximum() == 0


def test_no_line_is_longer_than_the_measure(qtbot: QtBot, editor: GrowingEditor) -> None:
    """Lines of prose hold about 72 characters, and never more than 80."""
    editor.set_text(PROSE * 3)
    layout = editor.document().firstBlock().layout()
    longest = max(layout.lineAt(n).textLength() for n in range(layout.lineCount() - 1))

    assert 60 <= longest <= 80


def test_it_grows_with_the_size_of_text(qtbot: QtBot, theme: Theme, editor: GrowingEditor) -> None:
    """At 200 % the sheet is twice as high and its measure twice as wide."""
    height, measure = editor.height(), editor.maximumWidth()
    theme.set_text_size(200)
    qtbot.wait(1)

    assert editor.height() > 1.7 * height
    assert editor.maximumWidth() > 1.8 * measure
    assert editor.verticalScrollBar().maximum() == 0


def test_tab_leaves_the_sheet(qtbot: QtBot, page: QScrollArea, editor: GrowingEditor) -> None:
    """The keyboard is never caught in a text."""
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is page.findChildren(GrowingEditor)[1]
    assert editor.text() == ""


def test_the_cursor_stays_in_sight(qtbot: QtBot, page: QScrollArea, editor: GrowingEditor) -> None:
    """Typing at the end of a long text scrolls the page along."""
    editor.set_text("\n".join([PROSE] * 12))
    qtbot.wait(1)
    editor.setFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.wait(1)

    seen = editor.viewport().mapTo(page.viewport(), editor.cursorRect().center())
    assert page.viewport().rect().contains(seen)


def test_the_wheel_scrolls_the_page(page: QScrollArea, editor: GrowingEditor) -> None:
    """A wheel over a text moves the page, which is where the rest is."""
    spot = QPointF(5, 5)
    none = Qt.MouseButton.NoButton
    wheel = QWheelEvent(
        spot, editor.mapToGlobal(spot), QPoint(), QPoint(0, -120), none,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.viewport(), wheel)

    assert not wheel.isAccepted() or page.verticalScrollBar().maximum() == 0


def test_what_is_pasted_becomes_plain_text(qtbot: QtBot, editor: GrowingEditor) -> None:
    """Colours, pictures and links of other programs stay outside."""
    editor.setFocus()
    QGuiApplication.clipboard().setText("He said it was <b>fine</b>.")
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert editor.text() == "He said it was <b>fine</b>."


def test_undo_never_leads_into_another_note(qtbot: QtBot, editor: GrowingEditor) -> None:
    """Showing another text forgets the steps that led to the one before."""
    qtbot.keyClicks(editor, "about Heron")
    editor.set_text("about Moss")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert editor.text() == "about Moss"


def test_showing_the_same_text_keeps_the_cursor(qtbot: QtBot, editor: GrowingEditor) -> None:
    """An echo of one's own save moves nothing under the fingers."""
    qtbot.keyClicks(editor, "he said")
    cursor = editor.textCursor()
    cursor.setPosition(2)
    editor.setTextCursor(cursor)
    editor.set_text("he said")

    assert editor.textCursor().position() == 2


def test_a_nul_in_a_key_is_dropped(editor: GrowingEditor) -> None:
    """What no store could keep never comes into the sheet; the rest of the key does."""
    none = Qt.KeyboardModifier.NoModifier
    for text in ("a\0b", "\0", "\0c"):
        QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, 0, none, text))

    assert editor.text() == "abc"
