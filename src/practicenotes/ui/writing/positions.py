"""Positions in a text, as Python counts them and as Qt does: a sign beyond U+FFFF is two to Qt."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtGui import QTextCursor, QTextDocument

from practicenotes.domain.writing.edit import Edit


def is_simple(text: str) -> bool:
    """Say whether both count alike."""
    return text.isascii() or max(text) <= "\uffff"


def to_qt(text: str, place: int) -> int:
    """Return where Qt puts a position that Python counts."""
    return place if is_simple(text) else len(text[:place].encode("utf-16-le")) // 2


def every(text: str) -> Sequence[int]:
    """Return where Qt puts each position of a text and its end, for whoever asks for many.

    To ask for one after the other costs time that grows with the square of the text.
    """
    if is_simple(text):
        return range(len(text) + 1)
    return tuple(accumulate((1 + (sign > "\uffff") for sign in text), initial=0))


def from_qt(text: str, place: int) -> int:
    """Return where Python puts a position that Qt counts; one within a sign is before it."""
    if is_simple(text):
        return place
    return len(text.encode("utf-16-le")[: 2 * place].decode("utf-16-le", "ignore"))


def selection(text: str, cursor: QTextCursor) -> tuple[int, int]:
    """Return anchor and position of a cursor as Python counts."""
    return from_qt(text, cursor.anchor()), from_qt(text, cursor.position())


def carried_out(document: QTextDocument, text: str, edit: Edit) -> QTextCursor:
    """Make an edit in a document, as one step to undo; return the selection afterwards."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setPosition(to_qt(text, edit.start))
    cursor.setPosition(to_qt(text, edit.end), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(edit.words)
    cursor.endEditBlock()
    after = text[: edit.start] + edit.words + text[edit.end :]
    return selected(document, after, edit.anchor, edit.cursor)


def selected(document: QTextDocument, text: str, anchor: int, place: int) -> QTextCursor:
    """Return a cursor that selects from anchor to place, as Python counts them."""
    cursor = QTextCursor(document)
    cursor.setPosition(to_qt(text, anchor))
    cursor.setPosition(to_qt(text, place), QTextCursor.MoveMode.KeepAnchor)
    return cursor
