"""One client's record as an executor reads it: the pages of its paper, and the ways out."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.documents import record as record_paper
from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import Choice, RecordPaper
from practicenotes.records import record_papers
from practicenotes.ui import theme as themes
from practicenotes.ui.executor.banner import Banner
from practicenotes.ui.executor.manner import Manner
from practicenotes.ui.help import topics
from practicenotes.ui.papers.choosing import PRINT, ChoiceDialog
from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.preview import PdfPreview
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.words import Words


ALL = Choice(in_error=True, third_party=True)  # who reads for the therapist reads all of it
NOTHING_CHOSEN = "No record is open. The contacts lead to each client’s record."
TO_CONTACTS = "Show the &contacts"
GATHERING = "The pages are being drawn."


class ReadingPage(QWidget):
    """Shows a record whole; what goes out is chosen part by part, as the therapist would.

    Signals:
        told(str): what went out, and what that means.
        contacts_wanted(): the first page is to be shown.
    """

    told = Signal(str)
    contacts_wanted = Signal()

    def __init__(
        self,
        record: Tasks,
        work: Work,
        now: Callable[[], datetime],
        manner: Manner | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("help", manner.help if manner else topics.EXECUTOR)
        self._manner = manner or Manner()
        self.banner = Banner(self._manner)
        self._record, self._work, self._now = record, work, now
        self._paper: RecordPaper | None = None
        self._wanted: ClientId | None = None
        self._state: EmptyState | None = None
        self._ways = Ways(self, None, work)  # without a record: there, nothing can be remembered
        self._ways.told.connect(self.told)
        self.name = Words("", "title")
        self.out = Button("&Print or save…", icon="printer")
        self.out.clicked.connect(self._ask)
        if not self._manner.goes_out:
            self.out.hide()
        self.back = Button(TO_CONTACTS, "quiet", icon="arrow-left")
        self.back.clicked.connect(self.contacts_wanted)
        self.preview = PdfPreview(note="the record, for reading")
        self._pages = QStackedWidget()
        self._lay_out()
        self._say(NOTHING_CHOSEN, TO_CONTACTS, self.contacts_wanted.emit)

    @property
    def sentence(self) -> str:
        """What stands in the place of the pages; empty while there are pages."""
        return self._state.accessibleName() if self._state else ""

    def open(self, client_id: ClientId, code_name: str) -> None:
        """Read a record, which is entered in the trail, and show its pages."""
        self._wanted, self._paper = client_id, None
        self.name.say(code_name)
        self._say(GATHERING, TO_CONTACTS, self.contacts_wanted.emit)
        failed = partial(self._refuse, client_id, code_name)
        read = (self._manner.record, client_id, self._now())
        self._record.run(self, *read, then=self._draw, failed=failed)

    def _draw(self, paper: RecordPaper) -> None:
        if paper.whole.client.id == self._wanted:
            failed = partial(self._refuse, paper.whole.client.id, self.name.said())
            then = partial(self._show, paper)
            day = times.on_the_wall(self._now()).date()
            self._work.run(self, record_paper.draw, paper, ALL, day, then=then, failed=failed)

    def _show(self, paper: RecordPaper, data: bytes) -> None:
        if paper.whole.client.id != self._wanted:
            return
        self._paper = paper
        self.preview.show_pdf(data)
        self._clear()
        self._pages.setCurrentWidget(self.preview)
        self.setFocusProxy(self.preview.sheets)
        self.out.setEnabled(True)
        if self.isVisible():
            self.preview.sheets.setFocus()

    def _refuse(self, client_id: ClientId, code_name: str, error: Exception) -> None:
        again = partial(self.open, client_id, code_name)
        self._say(messages.to_reader(error), "&Try again", again)

    def _say(self, sentence: str, act: str, do: Callable[[], object]) -> None:
        """Put a sentence and what can be done in the place of the pages."""
        self._clear()
        state = EmptyState(sentence, act)
        state.setAccessibleName(sentence)
        margin = themes.current().space("three")
        state.setContentsMargins(margin, 0, margin, 0)  # as the head above it
        state.wanted.connect(do)
        self._state = state
        self._pages.addWidget(state)
        self._pages.setCurrentWidget(state)
        self.preview.show_pdf(b"")
        self.out.setEnabled(False)
        self.setFocusProxy(state.button)

    def _clear(self) -> None:
        before, self._state = self._state, None
        if before:
            self._pages.removeWidget(before)
            before.deleteLater()

    # --- on paper ------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask what goes out; single things cannot be marked here, for that is written."""
        paper = self._paper
        if paper is None:
            return
        dialog = ChoiceDialog(self)
        dialog.single.hide()

        def draw() -> None:
            day = times.on_the_wall(self._now()).date()
            arguments = (record_paper.draw, paper, dialog.choice, day)
            dialog.hand_in(self._work, *arguments, then=go)

        def go(data: bytes) -> None:
            dialog.accept()
            self._go(paper, dialog.how, data)

        dialog.asked.connect(draw)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _go(self, paper: RecordPaper, how: str, data: bytes) -> None:
        entered = partial(self._enter, paper.whole.client.id)
        way = self._ways.print if how == PRINT else self._ways.save
        way(Paper(data, "client record", f"{paper.code_name}, record", entered))

    def _enter(self, client_id: ClientId, how: str, tell: Told) -> None:
        told = (record_papers.told_of_printing, client_id, f"{how} the record", self._now())
        self._record.run(self, *told, then=lambda _: tell())

    def _lay_out(self) -> None:
        theme = themes.current()
        head = QHBoxLayout()
        margin = theme.space("three")
        head.setContentsMargins(margin, theme.space("two"), margin, theme.space("one"))
        head.setSpacing(theme.space("two"))
        head.addWidget(self.back)
        head.addWidget(self.name)
        head.addStretch()
        head.addWidget(self.out)
        self._pages.addWidget(self.preview)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addLayout(head)
        whole.addWidget(self._pages, 1)
