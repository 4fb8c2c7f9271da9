"""Lines with air between them, which Qt gives to rich text only."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


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
