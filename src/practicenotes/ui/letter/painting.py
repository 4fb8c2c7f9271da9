"""Paints tags and empty places over the sheet of a letter, and only where it is to be seen."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from practicenotes.ui.letter import tags


BETWEEN = 10  # px between paragraphs


def paint(sheet: Any, area: QRect) -> None:
    """Paint over the paragraphs of a sheet that are at least in part in an area."""
    painter = QPainter(sheet.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for block, place in _within(sheet, area):
        painter.save()
        painter.translate(place.topLeft())
        for span in sheet.places(block):
            tags.paint_place(painter, block.layout(), span)
        for mark in sheet.marks_of(block):
            if mark.tag and mark.end < block.length():
                tags.paint_tag(painter, block.layout(), mark, active=mark is sheet.current)
        painter.restore()
    painter.end()


def _within(sheet: QTextEdit, area: QRect) -> Iterator[tuple[QTextBlock, QRectF]]:
    """Yield each paragraph with its place; what stands above and below the area costs nothing."""
    layout = sheet.document().documentLayout()
    first = layout.hitTest(QPointF(0, area.top() - BETWEEN), Qt.HitTestAccuracy.FuzzyHit)
    block = sheet.document().findBlock(max(0, first))
    while block.isValid():
        place = layout.blockBoundingRect(block)
        if place.top() > area.bottom() + 1:
            return
        yield block, place
        block = block.next()
