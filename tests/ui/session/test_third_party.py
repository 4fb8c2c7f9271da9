"""Words about somebody else on a sheet of the record: marked by key and menu, seen and told."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from practicenotes.domain import third_party
from practicenotes.ui.session import third_party as marks
from practicenotes.ui.session.record_reading import Sheet
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.writing import marked


# A screen that is none has no popups.
pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
DOTS = QTextCharFormat.UnderlineStyle.DotLine


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme) -> GrowingEditor:
    """Give a sheet of the record on which words about somebody else can be marked."""
    sheet = GrowingEditor("Data")
    sheet.set_text("🙂 He said her sister drinks.")
    marks.ThirdParty(sheet)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    sheet.setFocus()
    return sheet


def choose(sheet: GrowingEditor, words: str) -> None:
    """Select words, as the mouse would."""
    cursor = sheet.document().find(words)
    sheet.setTextCursor(cursor)


def dotted(sheet: GrowingEditor) -> str:
    """Return what is underlined with dots."""
    block = sheet.document().firstBlock()
    text = block.text().encode("utf-16-le")
    return "".join(
        text[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le")
        for each in block.layout().formats()
        if each.format.underlineStyle() is DOTS
    )


def test_a_key_marks_the_selection_and_takes_it_back(qtbot: QtBot, sheet: GrowingEditor) -> None:
    """One key marks, the same key takes back, and each is one step to undo."""
    choose(sheet, "her sister drinks")
    qtbot.keyClick(sheet, Qt.Key.Key_P, _CTRL_SHIFT)
    assert sheet.text() == "🙂 He said ⟦her sister drinks⟧."
    assert dotted(sheet) == "⟦her sister drinks⟧"
    qtbot.keyClick(sheet, Qt.Key.Key_P, _CTRL_SHIFT)
    assert sheet.text() == "🙂 He said her sister drinks."
    assert dotted(sheet) == ""
    sheet.undo()
    assert sheet.text() == "🙂 He said ⟦her sister drinks⟧."


def test_the_menu_of_the_sheet_offers_it(visit: Any) -> None:
    """By the menu key or the right button: the act stands under what every text offers."""
    sheet = visit.page.record.form.editor("data")
    visit.type("her sister drinks", sheet)
    visit.saved()
    choose(sheet, "sister")
    visit.press(Qt.Key.Key_Menu)
    visit.until(lambda: any(each.isVisible() for each in sheet.findChildren(QMenu)))
    menu = next(each for each in sheet.findChildren(QMenu) if each.isVisible())
    [act] = [each for each in menu.actions() if each.text() == marks.ACT]
    menu.close()
    act.trigger()
    assert "⟦sister⟧" in sheet.text()


def test_nothing_is_marked_without_a_selection_or_on_a_signed_note(
    qtbot: QtBot, sheet: GrowingEditor
) -> None:
    """Without words there is nothing to mark, and what is signed stays as it is."""
    before = sheet.text()
    qtbot.keyClick(sheet, Qt.Key.Key_P, _CTRL_SHIFT)
    assert sheet.text() == before
    choose(sheet, "sister")
    sheet.setReadOnly(True)
    qtbot.keyClick(sheet, Qt.Key.Key_P, _CTRL_SHIFT)
    assert sheet.text() == before


def test_the_mark_is_told_when_the_cursor_comes_into_it(
    sheet: GrowingEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screen reader says it once on the way in, and not at every step inside."""
    told: list[str] = []
    monkeypatch.setattr(marks, "announce", lambda _source, words: told.append(words))
    choose(sheet, "sister drinks")
    sheet.findChildren(marks.ThirdParty)[0].turn()
    told.clear()
    cursor = sheet.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    sheet.setTextCursor(cursor)
    for _ in range(len("🙂 He said her ⟦sister")):
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        sheet.setTextCursor(cursor)
    assert told == [third_party.SAID]


def test_drawing_is_not_writing(qtbot: QtBot, theme: Theme) -> None:
    """A sheet that opens with a mark in it has not been touched."""
    sheet = GrowingEditor("Data")
    qtbot.addWidget(sheet)
    sheet.set_text("a ⟦b⟧ c")
    marks.ThirdParty(sheet)
    touched: list[int] = []
    sheet.textChanged.connect(lambda: touched.append(1))
    qtbot.wait(30)
    theme.set_text_size(125)
    qtbot.wait(30)
    assert touched == []
    assert not sheet.document().isUndoAvailable()


def test_the_reading_underlines_and_tells_it(qtbot: QtBot, theme: Theme) -> None:
    """What the client would read shows the same dots, and says in words what they mean."""
    sheet = Sheet("The note")
    qtbot.addWidget(sheet)
    sheet.setPlainText("one\ntwo 🙂 ⟦three⟧ four")
    marked.underline(sheet)
    cursor = sheet.document().find("three")
    assert cursor.charFormat().underlineStyle() is DOTS
    assert sheet.document().find("four").charFormat().underlineStyle() is not DOTS
    assert "third party" in sheet.accessibleDescription()


def test_a_marked_note_is_saved_as_it_was_written(visit: Any) -> None:
    """The mark is in the text, and is saved with it."""
    editor = visit.page.record.form.editor("data")
    visit.type("Her sister drinks.", editor)
    editor.selectAll()
    visit.press(Qt.Key.Key_P, _CTRL_SHIFT)
    visit.saved()
    assert "drinks.⟧" in visit.practice.text("data")
