"""A key and a space, and the words of a snippet stand there; Tab walks through its open places."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from practicenotes.domain.writing import snippets
from practicenotes.domain.writing.snippets import Snippet
from practicenotes.ui.writing import positions
from practicenotes.ui.writing.side import WritingSide


_SHOWN = 48  # characters of a snippet in the list


class SnippetKeys:
    """Brings the snippets of a side into one sheet."""

    def __init__(self, sheet: QPlainTextEdit) -> None:
        self._sheet = sheet
        self._inside: QTextCursor | None = None  # what was brought last, while places are open
        self._end: QTextCursor | None = None  # where the cursor goes behind the last open place

    def takes(self, event: QKeyEvent, side: WritingSide | None) -> bool:
        """Do what a key means to snippets; False where it means nothing."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or self._sheet.isReadOnly():
            return False
        if event.key() == Qt.Key.Key_Space:
            return self._expand(side, several=False)
        if event.key() == Qt.Key.Key_Tab:
            return self._go_on() or self._expand(side, several=True)
        return False

    def leave(self) -> None:
        """Forget the open places: the keyboard has left the sheet."""
        self._inside = self._end = None

    def _expand(self, side: WritingSide | None, *, several: bool) -> bool:
        """Bring the snippet whose key was typed; Tab also asks which, where several begin so."""
        cursor = self._sheet.textCursor()
        before = cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()]
        line = before.decode("utf-16-le", "ignore")
        found = snippets.typed(line)
        if side is None or found is None or cursor.hasSelection():
            return False
        start, begun = found
        exact = snippets.with_key(side.snippets, begun)
        offered = snippets.offered(side.snippets, begun)
        place = cursor.block().position() + positions.to_qt(line, start)
        if exact and not exact.damaged:
            self._bring(side, place, exact)
        elif several and len(offered) == 1:
            self._bring(side, place, offered[0])
        elif several and offered:
            self._ask(side, place, offered)
        else:
            return False
        return True

    def _ask(self, side: WritingSide, place: int, offered: tuple[Snippet, ...]) -> None:
        """List the snippets whose key begins so."""
        menu = QMenu(self._sheet)
        menu.setAccessibleName("Snippets")
        for each in offered:
            first = " ".join(each.words.split())
            first = first if len(first) <= _SHOWN else f"{first[:_SHOWN].rstrip()}…"
            action = menu.addAction(f";{each.key}\t{first}".replace("&", "&&"))
            action.triggered.connect(partial(self._bring_chosen, side, place, each))
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._sheet.viewport().mapToGlobal(self._sheet.cursorRect().bottomLeft()))

    def _bring_chosen(
        self, side: WritingSide, place: int, snippet: Snippet, _on: bool = False
    ) -> None:
        self._bring(side, place, snippet)

    def _bring(self, side: WritingSide, place: int, snippet: Snippet) -> None:
        """Write a snippet in place of its key, as one step to undo, and go to its first place."""
        filled = snippets.filled(snippet, side.client, side.today)
        cursor = self._sheet.textCursor()
        typed = cursor.position()
        cursor.setPosition(place)
        cursor.setPosition(typed, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(filled.words)
        inside = self._sheet.textCursor()
        inside.setPosition(place)
        inside.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        end = self._sheet.textCursor()
        end.setPosition(place + positions.to_qt(filled.words, filled.cursor))
        self._inside, self._end = inside, end
        cursor.setPosition(place)
        self._sheet.setTextCursor(cursor)
        self._go_on()

    def _go_on(self) -> bool:
        """Select the next open place, or go where the cursor belongs; False where all is done."""
        if self._inside is None or self._end is None:
            return False
        text = self._sheet.toPlainText()
        cursor = self._sheet.textCursor()
        here = positions.from_qt(text, cursor.selectionEnd())
        found = snippets.next_place(text, here)
        if found and positions.to_qt(text, found[1]) <= self._inside.selectionEnd():
            self._sheet.setTextCursor(positions.selected(self._sheet.document(), text, *found))
            return True
        end = self._end
        self.leave()
        self._sheet.setTextCursor(end)
        return True
