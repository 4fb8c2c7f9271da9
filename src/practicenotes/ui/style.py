"""What a style sheet cannot draw with enough contrast: marks in boxes, arrows, the focus ring."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleOption,
    QTabBar,
    QToolButton,
    QWidget,
)


BOX = 16  # px at 100 % text: the side of a check box and of a radio button
RING = 2  # px: the width of the focus ring

_BOXES = frozenset(
    {
        QStyle.PixelMetric.PM_IndicatorWidth,
        QStyle.PixelMetric.PM_IndicatorHeight,
        QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
        QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
    }
)


class PaperStyle(QProxyStyle):
    """Fusion with our own boxes, arrows and focus ring; everything else is the sheet's."""

    def __init__(self, colour: Callable[[str], QColor], scaled: Callable[[float], int]) -> None:
        super().__init__("Fusion")
        self._colour = colour
        self._scaled = scaled
        self._painters = {
            QStyle.PrimitiveElement.PE_IndicatorCheckBox: self._check_box,
            QStyle.PrimitiveElement.PE_IndicatorRadioButton: self._radio_button,
            QStyle.PrimitiveElement.PE_IndicatorArrowDown: self._arrow_down,
            QStyle.PrimitiveElement.PE_FrameFocusRect: self._focus_ring,
        }

    def drawPrimitive(  # noqa: N802
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw our own few elements, and let Fusion draw the rest."""
        own = self._painters.get(element)
        if own is None:
            super().drawPrimitive(element, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        own(option, painter, widget)
        painter.restore()

    def pixelMetric(  # noqa: N802
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Let boxes grow with the text."""
        if metric in _BOXES:
            return self._scaled(BOX)
        return super().pixelMetric(metric, option, widget)

    def _check_box(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        on = bool(option.state & QStyle.StateFlag.State_On)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._edge(option, widget, on=on), 1))
        painter.setBrush(self._filling(option, widget, on=on))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            side = box.width()
            points = [(0.24, 0.53), (0.42, 0.70), (0.76, 0.32)]
            tick = QPolygonF([box.topLeft() + QPointF(x * side, y * side) for x, y in points])
            pen = QPen(self._colour("on_accent"), side / 9)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(tick)

    def _radio_button(
        self, option: QStyleOption, painter: QPainter, widget: QWidget | None
    ) -> None:
        on = bool(option.state & QStyle.StateFlag.State_On)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._edge(option, widget, on=on), 1.25 if on else 1))
        painter.setBrush(self._filling(option, widget, on=False))
        painter.drawEllipse(box)
        if on:
            inset = box.width() * 0.25
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._edge(option, widget, on=True))
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))

    def _arrow_down(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        half = self._scaled(4)
        centre = QRectF(option.rect).center()
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        pen = QPen(self._colour(_on(widget, "text_soft") if enabled else "text_disabled"), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corners = [QPointF(-half, -half / 2), QPointF(0, half / 2), QPointF(half, -half / 2)]
        painter.drawPolyline(QPolygonF([centre + corner for corner in corners]))

    def _focus_ring(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        """Draw the ring where the keyboard is: inside a filled button, round a box with its words.

        Other buttons have theirs from the sheet, as an edge.
        """
        filled = widget is not None and widget.property("kind") == "primary"
        if isinstance(widget, QPushButton | QToolButton) and not filled:
            return
        inset = RING + 0.5 if filled else RING / 2
        ring = QRectF(widget.rect() if filled and widget else option.rect)
        if isinstance(widget, QTabBar):  # the style sheet's own rectangle cuts the words
            ring = QRectF(widget.tabRect(widget.currentIndex()))
        painter.setPen(QPen(self._colour("on_accent" if filled else "accent"), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ring.adjusted(inset, inset, -inset, -inset), 4, 4)

    def _edge(self, option: QStyleOption, widget: QWidget | None, *, on: bool) -> QColor:
        if not option.state & QStyle.StateFlag.State_Enabled:
            return self._colour("text_disabled")
        return self._colour("accent" if on else _on(widget, "outline"))

    def _filling(self, option: QStyleOption, widget: QWidget | None, *, on: bool) -> QBrush:
        if on:
            return QBrush(self._edge(option, widget, on=True))
        return QBrush(self._colour("private.field" if on_private(widget) else "paper"))


def on_private(widget: QWidget | None) -> bool:
    """Return whether a widget lies on the private ground."""
    while widget is not None:
        if widget.property("ground") == "private":
            return True
        widget = widget.parentWidget()
    return False


def _on(widget: QWidget | None, role: str) -> str:
    """Return the role of a colour on the ground where the widget lies."""
    return f"private.{role}" if on_private(widget) else role
