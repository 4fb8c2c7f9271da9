"""The sheet that a therapist writes on: it grows with the text and scrolls with its page."""

import math

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QSizePolicy, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.writing import lines, misspellings
from practicenotes.ui.writing import side as sides
from practicenotes.ui.writing.highlighter import Highlighter
from practicenotes.ui.writing.lines import SpacedLayout
from practicenotes.ui.writing.pen import Pen
from practicenotes.ui.writing.snippet_keys import SnippetKeys
from practicenotes.ui.writing.spelling_menu import SpellingMenu


LEAST_LINES = 3
_SPARE = 2  # px: with less, Qt believes that the last line needs scrolling


class GrowingEditor(QPlainTextEdit):
    """Text in the reading font; three lines high or more, and as many signs wide as was chosen.

    What is written is Markdown, and looks like what it means; on a `plain` one it means nothing. A
    `wide` one fills its column: the page answers for the measure. Words and snippets are those of
    the side that was lent to the page around it.
    """

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        least_lines: int = LEAST_LINES,
        wide: bool = False,
        plain: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least_lines, self._wide = least_lines, wide
        self._whole = 0
        document = QTextDocument(self)
        self._lines = SpacedLayout(document)
        document.setDocumentLayout(self._lines)
        self.setDocument(document)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("reading", True)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self.pen = Pen(self, plain=plain)
        self._highlighter = Highlighter(self, plain=plain)
        self._spelling, self._snippets = SpellingMenu(self), SnippetKeys(self)
        self.cursorPositionChanged.connect(self._keep_cursor_in_sight)
        self.cursorPositionChanged.connect(self._highlighter.release)
        themes.current().changed.connect(self._measure)
        themes.current().changed.connect(self._highlighter.dress)
        self._measure()

    def text(self) -> str:
        """Return what is written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; Undo does not lead back into the one before."""
        if text != self.toPlainText():
            self.setPlainText(text)
        else:
            self.document().clearUndoRedoStacks()

    # --- writing --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claim the keys that mean something on a sheet before the window's menus take them."""
        if isinstance(event, QKeyEvent):
            claimed = (
                self.pen.claims(event) or self._snippets.claims(event) or misspellings.claims(event)
            )
            if event.type() is QEvent.Type.ShortcutOverride and claimed:
                event.accept()
                return True
            tab = event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
            if tab and self._snippets.takes(event, sides.lent_to(self)):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do what a key means here, or write it."""
        if _asks_for_menu(event):
            spot = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
            self._spelling.open(sides.lent_to(self), self.textCursor(), spot)
            return
        if self._snippets.takes(event, sides.lent_to(self)) or self.pen.takes(event):
            return
        if misspellings.takes(event, self):
            return
        if "\0" in event.text():  # no store could keep it
            words = event.text().replace("\0", "")
            event = QKeyEvent(event.type(), event.key(), event.modifiers(), words)
        self._highlighter.typing = bool(event.text())
        super().keyPressEvent(event)
        self._highlighter.typing = False
        if event.text():
            self._snippets.typed()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what a misspelt word under the pointer may have meant."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            under = self.cursorForPosition(event.pos())
            self._spelling.open(sides.lent_to(self), under, event.globalPos())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Take text of any form, and no picture or file."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Take what was pasted or dropped as Markdown."""
        self.pen.paste(source)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy the text alone, as it stands: what comes back from here is no page to be read."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take up the words of the side that is lent here, and the colours of the ground."""
        super().showEvent(event)
        self._highlighter.dress()
        if side := sides.lent_to(self):
            self._highlighter.follow(side)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Judge the last word, and leave the open places of a snippet."""
        super().focusOutEvent(event)
        self._highlighter.release()
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._snippets.leave()

    def set_selection(self, anchor: int, place: int) -> None:
        """Select a part of the text, as Qt counts."""
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # --- size -----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the whole measure and for every line."""
        return QSize(self._whole, self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way in width, never in height."""
        return QSize(themes.current().scaled(160), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Grow when a narrower sheet needs more lines."""
        super().resizeEvent(event)
        self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Let the page scroll: the sheet shows all its lines already."""
        event.ignore()

    def _measure(self) -> None:
        look = themes.current().writing
        self._whole = lines.measure()
        if self._lines.spacing != look.spacing / 100:
            self._lines.spacing = look.spacing / 100
            self._lines.requestUpdate()
        if not self._wide:
            self.setMaximumWidth(self._whole)
        self._grow()

    def _height(self) -> int:
        count = max(self._least_lines, math.ceil(self.document().size().height()))
        first = self.document().firstBlock().layout()
        # A laid-out line is a little higher than the font says.
        line = first.lineAt(0).height() if first.lineCount() else self.fontMetrics().lineSpacing()
        line *= self._lines.spacing
        inside = self.contentsRect().height() - self.viewport().height()
        frame = self.height() - self.contentsRect().height() + max(0, inside)
        return math.ceil(count * line + 2 * self.document().documentMargin()) + frame + _SPARE

    def _grow(self) -> None:
        height = self._height()
        if height != self.height() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def _keep_cursor_in_sight(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        sheet = area.widget() if area is not None else None
        if area is not None and sheet is not None and self.hasFocus():
            cursor = self.cursorRect()
            spot = self.viewport().mapTo(sheet, cursor.center())
            area.ensureVisible(spot.x(), spot.y(), 0, 2 * cursor.height())


def _asks_for_menu(event: QKeyEvent) -> bool:
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift)
