"""Hands that write on a sheet, for every test of writing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.widgets.editor import GrowingEditor


class Desk:
    """A page with a sheet, and hands that type on it."""

    def __init__(self, qtbot: QtBot, *, plain: bool = False) -> None:
        self.page = QWidget()
        self.sheet = GrowingEditor("Data", plain=plain)
        self.next = GrowingEditor("Plan")
        stack = QVBoxLayout(self.page)
        stack.addWidget(self.sheet)
        stack.addWidget(self.next)
        qtbot.addWidget(self.page)
        self.qtbot = qtbot

    def show(self) -> None:
        """Bring the page before the therapist, with the keyboard on the sheet."""
        self.page.resize(800, 500)
        self.page.show()
        self.qtbot.waitExposed(self.page)
        self.page.activateWindow()
        self.sheet.setFocus()

    def write(self, text: str) -> None:
        """Put a text on the sheet; | is the cursor, [ and ] bound a selection."""
        bare = text.translate({ord(sign): None for sign in "|[]"})
        self.sheet.set_text(bare)
        units = [_units(text.partition(sign)[0]) for sign in ("[", "]", "|")]
        if "[" in text:
            self.sheet.set_selection(units[0], units[1] - 1)
        else:
            self.sheet.set_selection(units[2], units[2])

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key, with others held."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.qtbot.keyClick(self.sheet, key, held)

    def type(self, text: str) -> None:
        """Type a text."""
        self.qtbot.keyClicks(self.sheet, text)

    @property
    def seen(self) -> str:
        """The text with | where the cursor is, or [ and ] around the selection."""
        cursor = self.sheet.textCursor()
        units = self.sheet.text().encode("utf-16-le")
        first, last = 2 * cursor.selectionStart(), 2 * cursor.selectionEnd()
        parts = (units[:first], units[first:last], units[last:])
        before, inside, after = (part.decode("utf-16-le") for part in parts)
        return f"{before}[{inside}]{after}" if cursor.hasSelection() else f"{before}|{after}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
