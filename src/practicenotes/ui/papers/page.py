"""The part of a client's file that tells what leaves the practice, and begins it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.people import ClientId
from practicenotes.domain.record_requests import RecordRequest, RequestId
from practicenotes.records import record_requests
from practicenotes.ui import damage, theme
from practicenotes.ui.help import topics
from practicenotes.ui.order import follow_reading
from practicenotes.ui.papers.disposing import SHEET as DISPOSAL
from practicenotes.ui.papers.disposing import Disposals
from practicenotes.ui.papers.pack import clock_words
from practicenotes.ui.papers.requests import SHEET, Requests
from practicenotes.ui.papers.whole import RecordPapers
from practicenotes.ui.papers.whose import Whose
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.strip import UndoStrip
from practicenotes.ui.widgets.words import Words


WHOLE = (
    "The whole record, or the parts and days that you choose, as one document with a table of"
    " contents."
)
NONE_YET = "Nobody has asked for this record yet."


class PapersPage(QWidget):
    """What is handed over of one client's record: on paper, and on request.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(self, record: Tasks, work: Work, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("help", topics.HANDING_OUT)
        self._record = record
        self._whose = Whose()
        self.undo = UndoStrip()
        self.whole = RecordPapers(self, record, work, now, self._whose)
        self.requests = Requests(self, record, work, now, self._whose, self.undo)
        self.disposals = Disposals(self, record, work, now, self._whose)
        self.rows: list[RowButton] = []
        self.new = Button("New record request…")
        self.button = Button("Print the record…", icon="file-text")
        self.certificate = Button("Certificate of disposal…", "text")
        self._none = Words(NONE_YET, "reading", wraps=True)
        self._list = QVBoxLayout()
        self._lay_out()
        self.new.clicked.connect(self.begin_request)
        self.button.clicked.connect(self.print_record)
        self.requests.moved.connect(self.refresh)
        self.certificate.clicked.connect(self.certify)
        for source in (self.whole, self.requests, self.disposals):
            source.told.connect(self.told)

    def open(self, client_id: ClientId) -> None:
        """Show this client as the record has it now."""
        self.turn(client_id)
        self.refresh()

    def turn(self, client_id: ClientId | None) -> None:
        """Be about this client; what is seen of another one goes at once."""
        if self._whose.turn(client_id):
            self.undo.hide()
            self._clear()

    def refresh(self) -> None:
        """Read the requests anew."""
        if client_id := self._whose.client_id:
            show = self._whose.still(client_id, self._show)
            self._record.run(self, record_requests.of_client, client_id, then=show)

    def print_record(self) -> None:
        """Ask what of the record goes on paper."""
        if self._whose.client_id:
            self.whole.ask_for(self._whose.client_id)

    def begin_request(self) -> None:
        """Ask who wants what of the record."""
        if self._whose.client_id:
            self.requests.begin(self._whose.client_id)

    def certify(self) -> None:
        """Ask what was destroyed of this client's papers."""
        if self._whose.client_id:
            self.disposals.ask_for(self._whose.client_id)

    def ask_again(self, sheet: str, request_id: str = "") -> None:
        """Open the sheet that stood open before."""
        if sheet == DISPOSAL:
            self.certify()
        elif sheet != SHEET:
            self.print_record()
        elif request_id:
            self.requests.change_again(RequestId(request_id))
        else:
            self.begin_request()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the first request, or to the one button where there is none."""
        super().focusInEvent(event)
        (self.rows[0] if self.rows else self.new).setFocus(event.reason())

    def _show(self, found: tuple[RecordRequest, ...]) -> None:
        had_focus = any(row.hasFocus() for row in self.rows)
        self._clear()
        self.rows = [self._row(request) for request in found]
        for row in self.rows:
            self._list.addWidget(row)
        self._none.setVisible(not found)
        follow_reading(self)
        if had_focus:
            self.setFocus()

    def _clear(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self._none.hide()

    def _row(self, request: RecordRequest) -> RowButton:
        if request.damaged:
            row = RowButton("A damaged request", "changed from outside, or worn out on the disk")
            row.setEnabled(False)
            return row
        name = damage.words(request.asked_by)
        row = RowButton(name, clock_words(request, self.requests.today))
        row.clicked.connect(lambda: self.requests.open(request.id))
        return row

    def _lay_out(self) -> None:
        look = theme.current()
        margin = look.space("page_margin")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.undo)
        stack = QVBoxLayout()
        stack.setContentsMargins(margin, look.space("two"), margin, look.space("three"))
        stack.setSpacing(look.space("one"))
        whole.addLayout(stack)
        left = Qt.AlignmentFlag.AlignLeft
        stack.addWidget(Words("Record requests", "heading"))
        stack.addWidget(self._none)
        stack.addLayout(self._list)
        stack.addWidget(self.new, 0, left)
        stack.addSpacing(look.space("three"))
        stack.addWidget(Words("On paper", "heading"))
        stack.addWidget(Words(WHOLE, "body", wraps=True))
        stack.addWidget(self.button, 0, left)
        stack.addWidget(self.certificate, 0, left)
        stack.addStretch()
