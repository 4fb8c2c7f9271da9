"""What is painted over the words of a letter: small tags for sources, and edges of empty places."""

import math
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextLayout, QTextLine

from practicenotes.ui import theme as themes
from practicenotes.ui.letter.marks import Mark


GAP = 4  # px before a tag
_PADDING = 5  # px inside a tag

Range = tuple[int, int]  # where something begins and ends on its line


def width(tag: str) -> float:
    """Return the width of a tag in px."""
    font = themes.current().font("caption")
    return math.ceil(QFontMetricsF(font).horizontalAdvance(tag)) + 2 * _PADDING


def paint_tag(painter: QPainter, layout: QTextLayout, mark: Mark, *, active: bool) -> None:
    """Paint a tag into the room that is kept behind the last letter of its sentence."""
    theme = themes.current()
    font = theme.font("caption")
    line = layout.lineForTextPosition(mark.end - 1)
    height = QFontMetricsF(font).height() + 1
    left = _x(line, mark.end) - width(mark.tag)
    middle = line.y() + line.height() / 2
    box = QRectF(left, middle - height / 2, width(mark.tag), height)
    filled = mark.is_record
    edge, ground = ("accent", "accent") if active else ("button_edge", "button")
    painter.setPen(Qt.PenStyle.NoPen if filled else QPen(theme.colour(edge), 1))
    painter.setBrush(theme.colour(ground if filled else "paper"))
    painter.drawRoundedRect(box, theme.radius("tag"), theme.radius("tag"))
    painter.setPen(theme.colour("on_accent" if active and filled else "text_soft"))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.tag)


def paint_place(painter: QPainter, layout: QTextLayout, place: Range) -> None:
    """Paint the dashed edge of an empty place, on every line that it takes."""
    pen = QPen(themes.current().colour("draft"), 1)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start = max(place[0], line.textStart())
        end = min(place[1], line.textStart() + line.textLength())
        if start < end:
            left, right = _x(line, start), _x(line, end)
            box = QRectF(left, line.y() + 1, right - left, line.height() - 2)
            painter.drawRoundedRect(box, 3, 3)


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # with the position that it came to stand at
    return float(found[0])
