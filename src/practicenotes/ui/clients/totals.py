"""The last totals of a questionnaire as a line: no bands, no colour for high or low."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from practicenotes.domain import times
from practicenotes.domain.measures import MeasureResult
from practicenotes.ui import theme


HEIGHT, MOST = 92, 360  # px at 100 % text: how high it is, and how wide at most


@dataclass(frozen=True, slots=True)
class Point:
    """One total; `x` and `y` run from 0 to 1, to the right and upwards from 0."""

    x: float
    y: float
    total: str
    day: str


def lay_out(results: Sequence[MeasureResult]) -> tuple[Point, ...]:
    """Place two totals or more, earliest first, by their days and their height above 0."""
    first, last = results[0].taken_on, results[-1].taken_on
    days = max((last - first).days, 1)
    top = max(1, *(result.total for result in results))
    return tuple(
        Point(
            x=(result.taken_on - first).days / days,
            y=result.total / top,
            total=str(result.total),
            day=_short(result),
        )
        for result in results
    )


def _short(result: MeasureResult) -> str:
    return f"{result.taken_on.day} {times.MONTHS[result.taken_on.month - 1][:3]}"


class TotalsChart(QWidget):
    """Paints totals with their days; every value stands beside its point."""

    def __init__(self, results: Sequence[MeasureResult]) -> None:
        super().__init__()
        self._points = lay_out(results)
        self.setAccessibleName(", ".join(f"{p.total} on {p.day}" for p in self._points))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme.current().scaled(MOST))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Grow with the text."""
        return QSize(theme.current().scaled(200), theme.current().scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint the line at 0, the line of the totals, their points and their words."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look.font("caption")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        widest = max(metrics.horizontalAdvance(point.day) for point in self._points)
        plot = QRectF(self.rect()).adjusted(
            widest / 2 + 2, metrics.height() + 4, -widest / 2 - 2, -metrics.height() - 6
        )
        spots = [
            QPointF(plot.left() + point.x * plot.width(), plot.bottom() - point.y * plot.height())
            for point in self._points
        ]
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawLine(QPointF(0, plot.bottom()), QPointF(self.width(), plot.bottom()))
        painter.setPen(QPen(look.colour("chart.one"), 2))
        painter.drawPolyline(QPolygonF(spots))
        self._paint_words(painter, metrics, plot, spots)

    def _paint_words(
        self, painter: QPainter, metrics: QFontMetricsF, plot: QRectF, spots: Sequence[QPointF]
    ) -> None:
        look = theme.current()
        ends = -1.0
        for point, spot in zip(self._points, spots, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("chart.one"))
            painter.drawEllipse(spot, look.scaled(3), look.scaled(3))
            painter.setPen(look.colour("text"))
            above = QPointF(spot.x() - metrics.horizontalAdvance(point.total) / 2, spot.y() - 7)
            painter.drawText(above, point.total)
            width = metrics.horizontalAdvance(point.day)
            left = spot.x() - width / 2
            if left > ends:  # days that lie too close are left to the list that is read aloud
                painter.setPen(look.colour("text_muted"))
                painter.drawText(QPointF(left, plot.bottom() + metrics.ascent() + 4), point.day)
                ends = left + width + look.scaled(4)
