"""The sheet that a therapist writes on: it grows with the text and scrolls with its page."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QSizePolicy, QWidget

from practicenotes.ui import theme as themes


LEAST_LINES = 3
_SAMPLE = "He came on time and described a quieter week at work. "  # the usual mix of letters
_SPARE = 2  # px: with less, Qt believes that the last line needs scrolling
_SIDES = 26  # px: edges, padding and margin left and right of the text


class GrowingEditor(QPlainTextEdit):
    """Plain text in the reading font; at least three lines high, at most 72 characters wide.

    A `wide` one fills its column: the page answers for the measure.
    """

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        least_lines: int = LEAST_LINES,
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least_lines, self._wide = least_lines, wide
        self._whole = 0
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("reading", True)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self.cursorPositionChanged.connect(self._keep_cursor_in_sight)
        themes.current().changed.connect(self._measure)
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what Qt offers, and what a page around this sheet does with its words."""
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        around = self.parentWidget()
        while around and not hasattr(around, "add_to_menu"):
            around = around.parentWidget()
        if around:
            around.add_to_menu(menu, self)  # type: ignore[attr-defined]
        menu.popup(event.globalPos())

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
        theme = themes.current()
        per_sign = QFontMetricsF(theme.font("reading")).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        measure = theme.space("reading_measure")
        self._whole = math.ceil(measure * per_sign) + _SIDES
        if not self._wide:
            self.setMaximumWidth(self._whole)
        self._grow()

    def _height(self) -> int:
        lines = max(self._least_lines, math.ceil(self.document().size().height()))
        first = self.document().firstBlock().layout()
        # A laid-out line is a little higher than the font says.
        line = first.lineAt(0).height() if first.lineCount() else self.fontMetrics().lineSpacing()
        inside = self.contentsRect().height() - self.viewport().height()
        frame = self.height() - self.contentsRect().height() + max(0, inside)
        return math.ceil(lines * line + 2 * self.document().documentMargin()) + frame + _SPARE

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
