"""What the rows of both lists have in common: words, icons, and the ground of the chosen one."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle

from practicenotes.ui import icons, theme


BAR, INSET = 3, 8  # px: the bar of the chosen row, and how far it stays from its ends


def words(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: str,
    colour: str,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Paint one line of words on the middle of a place; what does not fit is cut with dots."""
    look = theme.current()
    face = look.font(font)
    painter.setFont(face)
    painter.setPen(look.colour(colour))
    cut = QFontMetrics(face).elidedText(text, elide, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


def icon(painter: QPainter, at: QPoint, name: str, colour: str, side: int) -> None:
    """Paint a line drawing."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(at, icons.pixmap(name, theme.current().colour(colour), side, ratio))


def ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    """Paint the ground of a chosen row with its bar, and a ring where the keyboard is."""
    if not state & QStyle.StateFlag.State_Selected:
        return
    look = theme.current()
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QPen(look.colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent_soft"))
    corner = look.radius("control")
    inside = QRectF(rect).adjusted(1, 1, -1, -1) if focused else QRectF(rect)
    painter.drawRoundedRect(inside, corner, corner)
    bar = QRect(rect.left(), rect.top() + INSET, BAR, rect.height() - 2 * INSET)
    painter.fillRect(bar, look.colour("accent"))
