"""One choice in either of two forms: segments, or a list where segments have no room."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.segments import Segments


class Either(QWidget):
    """Segments and a list that always say the same.

    Signals:
        chosen(value): the therapist took another value.
    """

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self._segments, self._list = Segments(name, options), Choice(name, options)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for form in (self._segments, self._list):
            form.chosen.connect(self._choose)
            row.addWidget(form)
        row.addStretch()
        self.set_value(options[0][0])
        self.set_narrow(False)

    @property
    def value(self) -> Any:
        """The value that is taken."""
        return self._list.value

    def set_value(self, value: object) -> None:
        """Take a value without a signal."""
        for form in (self._segments, self._list):
            form.set_value(value)

    def set_narrow(self, narrow: bool) -> None:
        """Take the form of a list, or of segments."""
        self._segments.setVisible(not narrow)
        self._list.setVisible(narrow)

    def _choose(self, value: object) -> None:
        self.set_value(value)
        self.chosen.emit(value)
