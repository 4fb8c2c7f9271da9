"""A key and a space, and the words of a snippet stand there; Tab walks through its open places."""

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from practicenotes.domain.writing import snippets
from practicenotes.domain.writing.snippets import LONGEST_KEY, Snippet
from practicenotes.ui.writing import positions
from practicenotes.ui.writing import side as sides
from practicenotes.ui.writing.side import WritingSide
from practicenotes.ui.writing.snippet_list import SnippetList


_OF_LIST = (Qt.Key.Key_Escape, Qt.Key.Key_Down)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class _Typed:
    """A key as far as it was typed, and where its semicolon stands in the document."""

    place: int
    begun: str


class SnippetKeys:
    """Brings the snippets of a side into one sheet, and lists them while a key is typed."""

    def __init__(self, sheet: QPlainTextEdit) -> None:
        self._sheet = sheet
        self._inside: QTextCursor | None = None  # what was brought last, while places are open
        self._end: QTextCursor | None = None  # where the cursor goes behind the last open place
        self._list: SnippetList | None = None
        self._closed: int | None = None  # where a key begins whose list was sent away
        self._soon = QTimer(sheet, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        sheet.cursorPositionChanged.connect(self._follow)

    def takes(self, event: QKeyEvent, side: WritingSide | None) -> bool:
        """Do what a key means to snippets; False where it means nothing."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or self._sheet.isReadOnly():
            return False
        if self._shows and self._in_list(event.key()):
            return True
        if event.key() == Qt.Key.Key_Space:
            return self._expand(side, several=False)
        if event.key() == Qt.Key.Key_Tab:
            return self._go_on() or self._expand(side, several=True)
        return False

    def claims(self, event: QKeyEvent) -> bool:
        """Say whether a key of the window belongs to the list that is open here."""
        return self._shows and not event.modifiers() and event.key() in _OF_LIST

    def typed(self) -> None:
        """Look, once this key is seen, whether a list belongs under it."""
        self._soon.start()

    def leave(self) -> None:
        """Forget the open places and the list: the keyboard has left the sheet."""
        self._inside = self._end = None
        self._put_away()

    # --- the list -------------------------------------------------------------------------------

    @property
    def _shows(self) -> bool:
        return self._list is not None and shiboken6.isValid(self._list) and self._list.isVisible()

    def _in_list(self, key: int) -> bool:
        """Step, bring or close; Enter and Up are keys like others until something is chosen."""
        shown = self._list
        assert shown is not None
        if key == Qt.Key.Key_Escape:
            found = self._before_cursor()
            self._closed = found.place if found else None
            self._put_away()
        elif key == Qt.Key.Key_Down or (key == Qt.Key.Key_Up and shown.chosen):
            shown.step(1 if key == Qt.Key.Key_Down else -1)
        elif shown.chosen and key in (*_ENTER, Qt.Key.Key_Tab):
            self._bring_chosen()
        else:
            return False
        return True

    def _look(self) -> None:
        """Show what begins as was typed, or nothing."""
        side = sides.lent_to(self._sheet)
        found = self._before_cursor() if side and self._sheet.hasFocus() else None
        if side and found and found.begun and found.place != self._closed:
            self._offer(found, snippets.offered(side.snippets, found.begun))
        else:
            self._put_away()

    def _offer(self, found: _Typed, offered: tuple[Snippet, ...]) -> None:
        if not offered:
            self._put_away()
            return
        if self._list is None or self._list.parent() is not self._sheet.window():
            self._list = SnippetList(self._sheet)
            self._list.brought.connect(self._bring_chosen)
        self._list.offer(offered, f";{found.begun}")

    def _follow(self) -> None:
        """Look again where the cursor goes on without a key that writes."""
        if self._shows:
            self._soon.start()

    def _put_away(self) -> None:
        if self._shows and self._list:
            self._list.hide()

    def _bring_chosen(self) -> None:
        side, found = sides.lent_to(self._sheet), self._before_cursor()
        if self._list and self._list.chosen and side and found:
            self._bring(side, found.place, self._list.chosen)

    # --- words ----------------------------------------------------------------------------------

    def _before_cursor(self) -> _Typed | None:
        """Return the key that ends at the cursor."""
        cursor = self._sheet.textCursor()
        at = cursor.positionInBlock()
        if cursor.hasSelection():
            return None
        line = cursor.block().text()
        if not positions.is_simple(line or " "):
            line = line.encode("utf-16-le")[: 2 * at].decode("utf-16-le", "ignore")
        else:
            line = line[:at]
        begin = max(0, len(line) - LONGEST_KEY - 2)
        found = snippets.typed(line[begin:])
        if found is None:
            return None
        start = positions.to_qt(line, begin + found[0]) if line else 0
        return _Typed(cursor.block().position() + start, found[1])

    def _expand(self, side: WritingSide | None, *, several: bool) -> bool:
        """Bring the snippet whose key was typed; Tab also asks which, where several begin so."""
        found = self._before_cursor()
        if side is None or found is None:
            return False
        exact = snippets.with_key(side.snippets, found.begun)
        offered = snippets.offered(side.snippets, found.begun)
        if exact and not exact.damaged:
            self._bring(side, found.place, exact)
        elif several and len(offered) == 1:
            self._bring(side, found.place, offered[0])
        elif several and offered:
            self._offer(found, offered)
            self._in_list(Qt.Key.Key_Down)
        else:
            return False
        return True

    def _bring(self, side: WritingSide, place: int, snippet: Snippet) -> None:
        """Write a snippet in place of its key, as one step to undo, and go to its first place."""
        self._put_away()
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
