"""The chart of a questionnaire on the screen: shapes that were laid out elsewhere, painted."""

from collections.abc import Iterator
from itertools import cycle

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from practicenotes.domain.chart import STEP, Chart, Mark, Strip
from practicenotes.ui import theme


# px at 100 % text
HEIGHT = 260
LEAST_WIDTH = 220
DOT = 3.5
ABOVE = 7  # between a mark and its words

SHADE = 0.6  # of the ground around the first form, so that the bands beneath it are seen


class MeasureChart(QWidget):
    """Paints a chart; what it shows stands in words as its name."""

    def __init__(self, height: int = HEIGHT) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._high = height
        self._bands = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart, said: str, *, bands: bool = True) -> None:
        """Show a chart; `said` is what a screen reader hears instead."""
        self._chart, self._bands = chart, bands
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Grow with the text."""
        look = theme.current()
        return QSize(look.scaled(LEAST_WIDTH), look.scaled(self._high))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way in width alone."""
        return QSize(0, theme.current().scaled(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint grounds, axes, lines, marks and words, each over the one before."""
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.current().font("caption"))
        metrics = QFontMetricsF(painter.font())
        plot = self._plot(metrics)
        self._paint_grounds(painter, plot, metrics)
        self._paint_axes(painter, plot, metrics)
        self._paint_lines(painter, plot)
        for mark in self._chart.marks:
            self._paint_mark(painter, plot, metrics, mark)
        for mark in self._chart.steps:
            self._paint_step(painter, plot, metrics, mark)

    def _plot(self, metrics: QFontMetricsF) -> QRectF:
        """Return the place of the unit square: what is left beside the words."""
        assert self._chart is not None
        left = max(metrics.horizontalAdvance(tick.words) for tick in self._chart.totals) + 10
        day = max((metrics.horizontalAdvance(t.words) for t in self._chart.days), default=0) / 2
        right = max((metrics.horizontalAdvance(strip.words) for strip in self._named()), default=0)
        around = (max(left, day + 2), metrics.height() + 6)
        below = (-max(right + 10 if right else 0, day + 2), -metrics.height() - 8)
        return QRectF(self.rect()).adjusted(*around, *below)

    def _named(self) -> Iterator[Strip]:
        assert self._chart is not None
        yield from self._chart.bands if self._bands else ()

    def _paint_grounds(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF) -> None:
        assert self._chart is not None
        look = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        for strip, role in zip(self._named(), cycle(("alternate", "window")), strict=False):
            painter.fillRect(_rect(plot, strip), look.colour(role))
        if self._chart.around:
            inside = _rect(plot, self._chart.around)
            shade = look.colour("accent_soft")
            shade.setAlphaF(SHADE)
            painter.fillRect(inside, shade)
            painter.setPen(QPen(look.colour("chart.axis"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(inside.topLeft(), inside.topRight())
            painter.drawLine(inside.bottomLeft(), inside.bottomRight())
        painter.setPen(look.colour("text_muted"))
        for strip in self._named():
            middle = _rect(plot, strip).center().y() + metrics.ascent() / 2 - 2
            painter.drawText(QPointF(plot.right() + 10, middle), strip.words)

    def _paint_axes(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF) -> None:
        assert self._chart is not None
        look = theme.current()
        painter.setPen(QPen(look.colour("chart.grid"), 1))
        painter.drawLine(plot.topLeft(), plot.topRight())
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(look.colour("text_muted"))
        for tick in self._chart.totals:
            width = metrics.horizontalAdvance(tick.words)
            spot = _spot(plot, 0, tick.at)
            painter.drawText(spot - QPointF(width + 8, 2 - metrics.ascent() / 2), tick.words)
        for tick in self._chart.days:
            width = metrics.horizontalAdvance(tick.words)
            below = _spot(plot, tick.at, 0) + QPointF(-width / 2, metrics.ascent() + 6)
            painter.drawText(below, tick.words)

    def _paint_lines(self, painter: QPainter, plot: QRectF) -> None:
        assert self._chart is not None
        painter.setPen(QPen(theme.current().colour("chart.one"), 2))
        for line in self._chart.lines:
            painter.drawPolyline(QPolygonF([_spot(plot, x, y) for x, y in line.points]))

    def _paint_mark(
        self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF, mark: Mark
    ) -> None:
        look = theme.current()
        spot = _spot(plot, mark.x, mark.y)
        dot = look.scaled(DOT * 2) / 2
        painter.setPen(QPen(look.colour("chart.one"), 1.5))
        painter.setBrush(look.colour("window" if mark.hollow else "chart.one"))
        painter.drawEllipse(spot, dot, dot)
        painter.setPen(look.colour("text"))
        width = metrics.horizontalAdvance(mark.words)
        painter.drawText(spot - QPointF(width / 2, dot + look.scaled(ABOVE) - 3), mark.words)

    def _paint_step(
        self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF, mark: Mark
    ) -> None:
        """Write beneath a mark that the step to it was larger; where there is no room, above."""
        look = theme.current()
        spot = _spot(plot, mark.x, mark.y)
        width = metrics.horizontalAdvance(STEP)
        left = min(max(spot.x() - width / 2, plot.left()), plot.right() - width)
        down = look.scaled(DOT + ABOVE) + metrics.ascent()
        low = spot.y() + down + metrics.descent() > plot.bottom()
        top = spot.y() - 2 * metrics.height() - look.scaled(ABOVE) + metrics.ascent()
        painter.setPen(look.colour("text_muted"))
        painter.drawText(QPointF(left, top if low else spot.y() + down), STEP)


def _spot(plot: QRectF, x: float, y: float) -> QPointF:
    return QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height())


def _rect(plot: QRectF, strip: Strip) -> QRectF:
    return QRectF(_spot(plot, 0, strip.top), _spot(plot, 1, strip.bottom))
