"""Words about somebody else in a text that is only read: underlined there, and told."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from practicenotes.domain import third_party
from practicenotes.ui.writing import highlighter, positions


_TOLD = f"Words between {third_party.OPEN} and {third_party.CLOSE} are marked: {third_party.SAID}."


def underline(reading: QTextEdit) -> None:
    """Underline marked words in a text that is only read, and tell of them in its description."""
    document, found = reading.document(), False
    block = document.begin()
    while block.isValid():
        text = block.text().replace("\u2028", "\n")
        in_qt = positions.every(text)
        for start, end in third_party.spans(text):
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + in_qt[start])
            stop = block.position() + in_qt[end]
            cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(highlighter.about_others())
            found = True
        block = block.next()
    if found:
        reading.setAccessibleDescription(_TOLD)
