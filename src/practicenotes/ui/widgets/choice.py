"""A combo box that shows its arrow under a style sheet and leaves the wheel to the page."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from practicenotes.ui import icons
from practicenotes.ui import theme as themes
from practicenotes.ui.style import on_private


class Choice(QComboBox):
    """One of several values, each with its words.

    Signals:
        chosen(value): the therapist took another value.
    """

    chosen = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[Any, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [value for value, _ in options]
        self.addItems([words for _, words in options])
        self.activated.connect(lambda index: self.chosen.emit(self._values[index]))

    def insert_option(self, at: int, value: object, words: str) -> None:
        """Offer one more value, at this place among the others."""
        self._values.insert(at, value)
        self.insertItem(at, words)

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer these values from now on, the first of them taken, without a signal."""
        self.clear()
        self._values = [value for value, _ in options]
        self.addItems([words for _, words in options])

    @property
    def value(self) -> Any:
        """The value that is chosen now."""
        return self._values[self.currentIndex()] if self._values else None

    def set_value(self, value: object) -> None:
        """Choose a value without a signal."""
        self.setCurrentIndex(self._values.index(value))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the arrow that a style sheet takes away."""
        super().paintEvent(event)
        theme = themes.current()
        role = "private.text_soft" if on_private(self) else "text_soft"
        colour = theme.colour(role if self.isEnabled() else "text_disabled")
        side = theme.icon_size("normal")
        arrow = icons.pixmap("chevron-down", colour, side, self.devicePixelRatioF())
        left = theme.space("one") if self.isRightToLeft() else self.width() - side - 8
        QPainter(self).drawPixmap(left, (self.height() - side) // 2, arrow)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Let the page scroll: a wheel over a closed list must not change what is written."""
        event.ignore()
