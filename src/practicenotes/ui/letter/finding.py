"""Where words stand in a letter: in its text, or in one of the fields around it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit

from practicenotes.ui.letter import hovering
from practicenotes.ui.letter.sheet import LetterSheet


def go_to(sheet: LetterSheet, words: str) -> bool:
    """Select some words where they stand first; say whether they stand in the letter."""
    if hovering.find(sheet.text, words):
        return True
    if words in sheet.subject.text:
        sheet.subject.open()
    fields = (sheet.recipient, sheet.subject.field, sheet.greeting, sheet.closing)
    return any(_select(field, words) for field in fields) or _in_address(sheet, words)


def _select(field: QLineEdit, words: str) -> bool:
    start = field.text().find(words)
    if start < 0:
        return False
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    field.setSelection(start, len(words))
    return True


def _in_address(sheet: LetterSheet, words: str) -> bool:
    start = sheet.address.text().find(words)
    if start < 0:
        return False
    cursor = sheet.address.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    sheet.address.setTextCursor(cursor)
    sheet.address.setFocus(Qt.FocusReason.OtherFocusReason)
    return True
