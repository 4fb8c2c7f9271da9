"""What was written, to be read: set as it is meant, in the lines of the sheet it was written on."""

import math

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from practicenotes.domain.writing import reading
from practicenotes.domain.writing.reading import Block
from practicenotes.ui import theme as themes
from practicenotes.ui.writing import lines, marked, positions, setting


class ReadText(QTextEdit):
    """A text that grows with its lines and scrolls with its page; words in it can be chosen.

    A `flat` one lies on a card or a strip that has an edge of its own. One that is `quoted` is no
    part of what is read here, and is passed over where that is searched.
    """

    def __init__(
        self,
        name: str,
        *,
        wide: bool = False,
        flat: bool = False,
        quoted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wide, self.quoted = wide, quoted
        self.setProperty("flat", flat)
        self._source = ""
        self._blocks: tuple[Block, ...] = ()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setProperty("reading", True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        themes.current().changed.connect(self._set)
        self._set()

    @property
    def source(self) -> str:
        """The text as it was written."""
        return self._source

    def text(self) -> str:
        """Return the words that stand here; places in them are those of the cursor."""
        return self.toPlainText()

    def chosen(self) -> str:
        """Return the selected words as they were written, marks and all."""
        cursor = self.textCursor()
        shown = self.text()
        first = positions.from_qt(shown, cursor.selectionStart())
        last = positions.from_qt(shown, cursor.selectionEnd())
        return reading.chosen(self._source, self._blocks, first, last)

    def show_text(self, source: str) -> None:
        """Show another text."""
        if source != self._source:
            self._source, self._blocks = source, tuple(reading.blocks(source))
            self._set()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy the words alone."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the whole measure and for every line."""
        return QSize(lines.measure(), self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way in width, never in height."""
        return QSize(themes.current().scaled(160), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Grow when a narrower text needs more lines."""
        super().resizeEvent(event)
        self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Let the page scroll: all lines are shown already."""
        event.ignore()

    def _set(self) -> None:
        """Set the words anew, in the look that writing has now."""
        theme = themes.current()
        if not self._wide:
            self.setMaximumWidth(lines.measure())
        self.clear()
        setting.put(
            QTextCursor(self.document()), self._blocks, theme.writing_font(), theme.writing.spacing
        )
        marked.underline(self)
        self._grow()

    def _height(self) -> int:
        inside = max(0, self.contentsRect().height() - self.viewport().height())
        frame = self.height() - self.contentsRect().height() + inside
        return math.ceil(self.document().size().height()) + frame

    def _grow(self) -> None:
        height = self._height()
        if height != self.height() or height != self.maximumHeight():
            self.setFixedHeight(height)
