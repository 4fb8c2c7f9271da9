"""What the timeline is narrowed to: segments, or a list where segments have no room."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from practicenotes.ui.clients.timeline import Shown
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.segments import Segments


class Narrowing(QWidget):
    """One choice in either of two forms, which always say the same.

    Signals:
        chosen(Shown): the therapist wants to see other entries.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        shown = [(each, each.value) for each in Shown]
        self._segments, self._list = Segments("Show", shown), Choice("Show", shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for form in (self._segments, self._list):
            form.set_value(Shown.EVERYTHING)
            form.chosen.connect(self._choose)
            row.addWidget(form)
        row.addStretch()
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Take the form of a list, or of segments."""
        self._segments.setVisible(not narrow)
        self._list.setVisible(narrow)

    def _choose(self, shown: Shown) -> None:
        for form in (self._segments, self._list):
            form.set_value(shown)
        self.chosen.emit(shown)
