"""A few choices side by side, of which one or none is taken."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from practicenotes.ui import theme as themes


class Segments(QWidget):
    """Buttons that exclude each other; Left and Right move between them.

    Signals:
        chosen(value): the therapist took this value.
    """

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[Any, str]],
        *,
        ticked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._ticked = ticked
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, words) in enumerate(options):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAccessibleDescription(name)
            button.setProperty("segment", True)
            button.setProperty("edge", _edge(number, len(options)))
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch()
        self._group.idClicked.connect(self._take)
        themes.current().changed.connect(self._make_room)
        self.set_value(None)
        self._make_room()

    @property
    def value(self) -> Any:
        """The value that is taken, or None."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def set_value(self, value: object) -> None:
        """Take a value, or none, without a signal."""
        self._group.setExclusive(False)
        for button, its_value in zip(self._group.buttons(), self._values, strict=True):
            button.setChecked(value is not None and its_value == value)
        self._group.setExclusive(True)
        self._show()

    def button(self, value: object) -> QPushButton:
        """Return the button of a value."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, QPushButton)
        return found

    def _take(self, number: int) -> None:
        self._show()
        self.chosen.emit(self._values[number])

    def _show(self) -> None:
        for button in self._group.buttons():
            themes.mark(button, chosen=button.isChecked())
            if self._ticked:
                themes.current().dress(button, "check" if button.isChecked() else "", size="small")

    def _make_room(self) -> None:
        """Keep room for the bold word, so that nothing moves when it is taken."""
        theme = themes.current()
        font = theme.font("small")
        font.setWeight(QFont.Weight.Bold)
        tick = theme.icon_size("small") + theme.space("half") if self._ticked else 0
        for button in self._group.buttons():
            words = QFontMetrics(font).horizontalAdvance(button.text().replace("&", ""))
            button.setMinimumWidth(words + tick + 2 * theme.space("two"))


def _edge(number: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(number, "")
