"""Sets what was written as it is meant to be read: bold, italic, headings, items with an edge."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)

from practicenotes.domain.writing.reading import Block, Kind, Said


_BREAK = "\u2028"  # a line of the same paragraph, to Qt
_EDGE = 1.7  # times the height of a letter: how far an item stands in
_LARGER = {1: 1.2, 2: 1.1}  # headings by their level; all others are as large as the text
_OF_EDGE = 0.6  # of that, for each sign of a number
_BETWEEN, _PART = 0.5, 0.15  # of a line: the air below a paragraph, and below an item


def put(cursor: QTextCursor, blocks: Sequence[Block], font: QFont, spacing: int = 100) -> None:
    """Write blocks at a cursor that stands in an empty paragraph; it then stands in the last.

    `spacing` is the height of a line in per cent of what the font makes it.
    """
    line = QFontMetricsF(font).lineSpacing()
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        shape = _shape(block, after, QFontMetricsF(font).height() * _EDGE / 2, line)
        shape.setLineHeight(spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if number:
            cursor.insertBlock(shape)
        else:
            cursor.mergeBlockFormat(shape)
        head = block.head.replace("\t", " ") if _is_from_right(block) else block.head
        cursor.insertText(head, _look(block, Said("", 0, 0), font))
        for said in block.said:
            cursor.insertText(said.words.replace("\n", _BREAK), _look(block, said, font))


def _shape(block: Block, after: Block | None, edge: float, line: float) -> QTextBlockFormat:
    """Return the edges of a block and the air below it."""
    shape = QTextBlockFormat()
    part = block.kind is Kind.HEADING or (after is not None and after.kind is Kind.ITEM)
    shape.setBottomMargin(line * (_PART if part and block.depth else _BETWEEN) if after else 0)
    shape.setTopMargin(0)
    if block.kind is Kind.HEADING:
        shape.setHeadingLevel(block.depth)
    elif block.depth:
        step = edge * max(1.0, len(block.label) * _OF_EDGE)
        if _is_from_right(block):  # where Qt hides what hangs over the edge
            shape.setRightMargin(edge * (block.depth - 1))
            shape.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            return shape
        shape.setLeftMargin(edge * (block.depth - 1) + step)
        if block.kind is Kind.ITEM:
            shape.setTextIndent(-step)
            tab = QTextOption.Tab()
            tab.position = step
            shape.setTabPositions([tab])
    return shape


def _is_from_right(block: Block) -> bool:
    """Say whether the first letter of a block is of a script that is written from the right."""
    sides = (unicodedata.bidirectional(sign) for sign in block.words)
    return next((side != "L" for side in sides if side in ("L", "R", "AL")), False)


def _look(block: Block, said: Said, font: QFont) -> QTextCharFormat:
    look = QTextCharFormat()
    own = QFont(font)
    heading = block.kind is Kind.HEADING
    own.setBold(said.bold or heading)
    own.setItalic(said.italic)
    if heading:
        own.setPixelSize(round(font.pixelSize() * _LARGER.get(block.depth, 1)))
    look.setFont(own)
    return look
