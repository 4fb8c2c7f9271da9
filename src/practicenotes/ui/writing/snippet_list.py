"""The snippets whose key begins as was typed, under the cursor; the keyboard stays in the sheet."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QPlainTextEdit

from practicenotes.domain.writing.snippets import Snippet
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.style import on_private


MOST = 7  # rows in sight; what lies beyond is scrolled to
_SHOWN = 48  # characters of a snippet
_WIDTH = 440  # px at 100 % text
_EDGES = 10  # px: its border and what lies within, above and below
_AIR = 4  # px below the line that is typed


class SnippetList(QListWidget):
    """Lies over the window of a sheet; nothing in it is chosen until it is stepped into.

    Signals:
        brought(): the row that was pressed is to be brought.
    """

    brought = Signal()

    def __init__(self, sheet: QPlainTextEdit) -> None:
        super().__init__(sheet.window())
        self._sheet = sheet
        self._offered: tuple[Snippet, ...] = ()
        self.setProperty("popup", True)
        self.setProperty("ground", "private" if on_private(sheet) else "")
        self.setAccessibleName("Snippets")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.hide()
        self.itemClicked.connect(lambda _: self.brought.emit())
        sheet.destroyed.connect(self.deleteLater)

    @property
    def chosen(self) -> Snippet | None:
        """The snippet that was stepped to, if any was."""
        row = self.currentRow()
        return self._offered[row] if not self.isHidden() and row >= 0 else None

    def offer(self, offered: tuple[Snippet, ...], begun: str) -> None:
        """Show these; what was shown already stays as it is."""
        if not self.isHidden() and offered == self._offered:
            return
        self._offered = offered
        self.clear()
        self.addItems([f";{each.key}   {_first_words(each)}" for each in offered])
        self.setCurrentRow(-1)
        self._place()
        self.show()
        self.raise_()
        count = "One snippet begins" if len(offered) == 1 else f"{len(offered)} snippets begin"
        announce(self._sheet, f"{count} with {begun}. Down chooses.")

    def step(self, by: int) -> None:
        """Choose the next row or the one before, round the ends, and say which it is."""
        row = self.currentRow() + by if self.currentRow() >= 0 or by > 0 else -1
        self.setCurrentRow(row % self.count())
        announce(self._sheet, self.currentItem().text())

    def _place(self) -> None:
        """Lie below the line that is typed, or above it where there is no room."""
        theme = themes.current()
        height = min(self.count(), MOST) * self.sizeHintForRow(0) + _EDGES
        wanted = QSize(theme.scaled(_WIDTH), height)
        self.resize(wanted.boundedTo(self.window().size()))
        cursor, around = self._sheet.cursorRect(), self.window().rect()
        below = self._sheet.viewport().mapTo(self.window(), cursor.bottomLeft())
        spot = below + QPoint(0, _AIR)
        if spot.y() + self.height() > around.height():
            spot.setY(max(0, below.y() - cursor.height() - _AIR - self.height()))
        spot.setX(max(0, min(spot.x(), around.width() - self.width())))
        self.move(spot)


def _first_words(snippet: Snippet) -> str:
    first = " ".join(snippet.words.split())
    return first if len(first) <= _SHOWN else f"{first[:_SHOWN].rstrip()}…"
