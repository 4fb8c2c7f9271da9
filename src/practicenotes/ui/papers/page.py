"""The part of a client's file that tells what leaves the practice, and begins it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.people import ClientId
from practicenotes.ui import theme
from practicenotes.ui.papers.whole import RecordPapers
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words


WHOLE = (
    "The whole record, or the parts and days that you choose, as one document with a table of"
    " contents."
)


class PapersPage(QWidget):
    """What is handed over of one client's record.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(self, record: Tasks, work: Work, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._client_id: ClientId | None = None
        self.whole = RecordPapers(self, record, work, now)
        self.whole.told.connect(self.told)
        self.button = Button("Print the record…", icon="file-text")
        self.button.clicked.connect(self.print_record)
        look = theme.current()
        margin = look.space("page_margin")
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(margin, look.space("two"), margin, look.space("three"))
        self._stack.setSpacing(look.space("one"))
        self._stack.addWidget(Words("On paper", "heading"))
        self._stack.addWidget(Words(WHOLE, "body", wraps=True))
        self._stack.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._stack.addStretch()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the first button."""
        super().focusInEvent(event)
        self.button.setFocus(event.reason())

    def open(self, client_id: ClientId) -> None:
        """Show this client as the record has it now."""
        self._client_id = client_id

    def print_record(self) -> None:
        """Ask what of the record goes on paper."""
        if self._client_id:
            self.whole.ask_for(self._client_id)

    def ask_again(self, _sheet: str, *_about: str) -> None:
        """Open the sheet that stood open before."""
        self.print_record()
