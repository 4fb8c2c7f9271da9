"""What the pointer over a letter says of a sentence, and the way to a sentence from its source."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextBlock, QTextDocument
from PySide6.QtWidgets import QToolTip

from practicenotes.ui.letter import marks
from practicenotes.ui.letter.marks import Mark
from practicenotes.ui.letter.text import LetterText


class Hovering(QObject):
    """Answers the pointer that rests over a sentence."""

    def __init__(self, text: LetterText) -> None:
        super().__init__(text)
        self._text = text
        text.viewport().installEventFilter(self)

    def said(self, spot: QPoint) -> str:
        """Return what is said about the sentence under a spot, or an empty text."""
        cursor = self._text.cursorForPosition(spot)
        inside = cursor.positionInBlock()
        for mark in self._text.marks_of(cursor.block()):
            if mark.start <= inside <= mark.end:
                return marks.said(mark.sentence.source)
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Show the source beside the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.said(event.pos()), self._text)
            return True
        return super().eventFilter(watched, event)


def go_to(text: LetterText, record_id: str, number: int) -> None:
    """Select the sentence that rests on a source; `number` counts those on the same one, from 0."""
    found = [
        (block, mark)
        for block, mark in _marks(text)
        if record_id in {mark.sentence.source.record_id, mark.sentence.source.was_id}
    ]
    if number < len(found):
        block, mark = found[number]
        select(text, block.position() + mark.start, block.position() + mark.end)


def find(text: LetterText, words: str) -> bool:
    """Select some words where they stand first in the letter; say whether they stand there."""
    cursor = text.document().find(words, 0, QTextDocument.FindFlag.FindCaseSensitively)
    if cursor.isNull():
        return False
    select(text, cursor.selectionStart(), cursor.selectionEnd())
    return True


def select(text: LetterText, start: int, end: int) -> None:
    """Select some words of the letter, and bring them and the keyboard together."""
    text.select_place((start, end))
    text.setFocus(Qt.FocusReason.OtherFocusReason)
    text.show_cursor()


def _marks(text: LetterText) -> Iterator[tuple[QTextBlock, Mark]]:
    block = text.document().begin()
    while block.isValid():
        for mark in text.marks_of(block):
            yield block, mark
        block = block.next()
