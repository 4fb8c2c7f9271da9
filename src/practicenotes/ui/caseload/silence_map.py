"""A quiet map of clients and facets: a dot where something was written, and nothing elsewhere."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections.silences import Line, Voice
from practicenotes.ui import theme as themes
from practicenotes.ui.caseload.lines import Names, silence_words


ROW, RADIUS = 32, 4.5  # px at 100 % text
NAME, CELL = 150, 62  # px at 100 % text: the column of names, and each facet's
_TURN = -38  # degrees: the names of the facets lean, so that they are read in full


class SilenceMap(QWidget):
    """Paints how each facet has been heard with each client; a screen reader hears it in words."""

    def __init__(self, book: FacetBook) -> None:
        super().__init__()
        self._book = book
        self._lines: Sequence[Line] = ()
        self._names = Names({}, {}, date.min)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("What I am not writing about")
        themes.current().changed.connect(self.updateGeometry)

    def show_lines(self, lines: Sequence[Line], names: Names) -> None:
        """Show these clients."""
        self._lines, self._names = lines, names
        words = [silence_words(line, self._book, names) for line in lines]
        self.setAccessibleDescription(" ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Take a row for each client, and room for the names of the facets."""
        scaled = themes.current().scaled
        width = scaled(NAME + CELL * len(self._book.facets) + CELL)
        return QSize(width, self._head() + scaled(ROW) * len(self._lines) + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Force no window to be wide: where the map has no room, its words are shown."""
        return QSize(0, self.sizeHint().height())

    def _head(self) -> int:
        """Return the height that the leaning names need."""
        metrics = QFontMetrics(themes.current().font("small"))
        longest = max(metrics.horizontalAdvance(facet.short) for facet in self._book.facets)
        return round(longest * 0.62) + metrics.height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint the names of the facets, then each client with its dots."""
        look = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("small"))
        self._paint_facets(painter)
        for number, line in enumerate(self._lines):
            self._paint_line(painter, number, line)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _middle(self, place: int) -> float:
        scaled = themes.current().scaled
        return scaled(NAME) + scaled(CELL) * (place + 0.5)

    def _paint_facets(self, painter: QPainter) -> None:
        painter.setPen(themes.current().colour("private.text_soft"))
        for place, facet in enumerate(self._book.facets):
            painter.save()
            painter.translate(self._middle(place), self._head() - 6)
            painter.rotate(_TURN)
            painter.drawText(0, 0, facet.short)
            painter.restore()

    def _paint_line(self, painter: QPainter, number: int, line: Line) -> None:
        look = themes.current()
        row = look.scaled(ROW)
        top = self._head() + row * number
        painter.setPen(QPen(look.colour("private.hairline"), 1))
        painter.drawLine(0, top, self.width(), top)
        painter.setPen(look.colour("private.text"))
        name = QRectF(4, top, look.scaled(NAME) - 12, row)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        shown = QFontMetrics(painter.font()).elidedText(
            self._names.of(line.client_id), Qt.TextElideMode.ElideRight, round(name.width())
        )
        painter.drawText(name, left, shown)
        for place, voice in enumerate(line.voices):
            if voice is not Voice.SILENT:
                self._paint_dot(painter, QPointF(self._middle(place), top + row / 2), voice)

    def _paint_dot(self, painter: QPainter, at: QPointF, voice: Voice) -> None:
        """Paint a dot for what is written about lately, a ring for what was earlier."""
        look = themes.current()
        mark = look.colour("private.mark")
        painter.setPen(QPen(mark, 1.5))
        painter.setBrush(mark if voice is Voice.LATELY else Qt.BrushStyle.NoBrush)
        radius = RADIUS * look.scaled(100) / 100
        painter.drawEllipse(at, radius, radius)
