"""How wide lines are, and the air between them, which Qt gives to rich text only."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from practicenotes.ui import theme as themes


_SAMPLE = "He came on time and described a quieter week at work. "  # the usual mix of letters
_SIDES = 26  # px: edges, padding and margin left and right of the text


def measure() -> int:
    """Return how wide a sheet is that is as many signs wide as was chosen, in px."""
    theme = themes.current()
    per_sign = QFontMetricsF(theme.writing_font()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    return math.ceil(theme.writing.measure * per_sign) + _SIDES


class SpacedLayout(QPlainTextDocumentLayout):
    """Lays plain text out with lines so many times as high as the font makes them."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.spacing = 1.0

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802
        """Return the place of a paragraph; its lines are moved apart when they were just laid."""
        rect = super().blockBoundingRect(block)
        if self.spacing == 1 or not block.isValid():
            return rect
        lines = block.layout()
        count = lines.lineCount()
        if not count:
            return rect
        height = lines.lineAt(0).height() * self.spacing
        if count > 1 and lines.lineAt(1).y() != height:
            for number in range(1, count):
                line = lines.lineAt(number)
                line.setPosition(QPointF(line.x(), number * height))
        below = 0 if block.next().isValid() else self.document().documentMargin()
        return QRectF(rect.x(), rect.y(), rect.width(), count * height + below)
