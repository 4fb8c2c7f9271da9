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


_EDGE = 0.85  # times the height of a letter: how far an item stands in
_LARGER = {1: 1.2, 2: 1.1}  # headings by their level; all others are as large as the text
_OF_EDGE = 0.6  # of that, for each sign of a number
_BETWEEN, _PART = 0.5, 0.15  # of a line: the air below a paragraph, and below an item


def put(cursor: QTextCursor, blocks: Sequence[Block], font: QFont, spacing: int = 100) -> None:
    """Write blocks at a cursor that stands in an empty paragraph; it then stands in the last.

    `spacing` is the height of a line in per cent of what the font makes it.
    """
    cursor.beginEditBlock()
    for number, block in enumerate(blocks):
        shape = _shape(block, font)
        shape.setLineHeight(spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if number:
            cursor.insertBlock(shape)
        else:
            cursor.mergeBlockFormat(shape)
        head = block.head.replace("\t", " ") if _is_from_right(block) else block.head
        cursor.insertText(head, _look(block, Said("", 0, 0), font))
        for said in block.said:
            if said.words == "\n":  # for Qt a paragraph: its time grows with the square of one
                shape.setTextIndent(0)
                cursor.insertBlock(shape)
            else:
                cursor.insertText(said.words, _look(block, said, font))
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        air = QTextBlockFormat()
        air.setBottomMargin(_air(block, after, QFontMetricsF(font).lineSpacing()))
        cursor.mergeBlockFormat(air)
    cursor.endEditBlock()


def _air(block: Block, after: Block | None, line: float) -> float:
    """Return the room below a block: less where what follows belongs to it."""
    if after is None:
        return 0
    part = block.kind is Kind.HEADING or (block.depth and after.kind is Kind.ITEM)
    return line * (_PART if part else _BETWEEN)


def _shape(block: Block, font: QFont) -> QTextBlockFormat:
    """Return the edges of a block."""
    shape = QTextBlockFormat()
    edge = QFontMetricsF(font).height() * _EDGE
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
