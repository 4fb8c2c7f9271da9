"""The field in which one was writing, and how far along in it: found again on a page made anew."""

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


_STEP = 40  # ms between two looks: a page fills as its stores answer
_LOOKS = 100  # until the field is taken to be gone


@dataclass(frozen=True, slots=True)
class Spot:
    """A field, by a number made of its name, and the cursor in it: no word of either is in here."""

    field: int
    at: int


def here(page: QWidget | None) -> Spot | None:
    """Return where the keyboard is on a page; None, where it is in no field of it."""
    field = QApplication.focusWidget() or (page.focusWidget() if page else None)
    if page is None or field is None or not page.isAncestorOf(field):
        return None
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return Spot(_number(field), field.textCursor().position())
    return Spot(_number(field), field.cursorPosition()) if isinstance(field, QLineEdit) else None


class Finding(QObject):
    """Looks for a field on whichever page is in front, until it is there or words are typed."""

    def __init__(
        self,
        parent: QObject,
        spot: Spot,
        page: Callable[[], QWidget | None],
        typing: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._spot, self._page, self._typing = spot, page, typing
        self._left = _LOOKS
        self._clock = QTimer(self, interval=_STEP)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def _look(self) -> None:
        self._left -= 1
        page = self._page()
        if self._typing() or self._left < 0 or page is None or _take(page, self._spot):
            self._clock.stop()
            self.deleteLater()


def _take(page: QWidget, spot: Spot) -> bool:
    """Put the keyboard where it was, and say whether there is such a place."""
    if not page.isEnabled():
        return False
    for field in page.findChildren(QWidget):
        if not (field.isVisible() and field.isEnabled()) or _number(field) != spot.field:
            continue  # or it still waits for its words
        if isinstance(field, QPlainTextEdit | QTextEdit):
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            cursor = field.textCursor()
            cursor.setPosition(min(spot.at, len(field.toPlainText())))
            field.setTextCursor(cursor)
            return True
        if isinstance(field, QLineEdit):
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.setCursorPosition(spot.at)
            return True
    return False


def _number(field: QWidget) -> int:
    return crc32(field.accessibleName().encode()) if field.accessibleName() else 0
