"""The part of a client's file where papers lie, and everything that is done with them."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from practicenotes.domain.attachments import Attachment, AttachmentId
from practicenotes.domain.client_consents import ClientConsent
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import paperwork
from practicenotes.records.paperwork import Paperwork
from practicenotes.ui import theme
from practicenotes.ui.files.acts import ConsentActs, FileActs
from practicenotes.ui.files.adding import Adding, dropped
from practicenotes.ui.files.handing import CONSENT, FILE
from practicenotes.ui.files.listed import ListedFiles
from practicenotes.ui.files.reader import FileReader
from practicenotes.ui.order import follow_reading
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.strip import UndoStrip
from practicenotes.ui.widgets.two_columns import TwoColumns
from practicenotes.ui.widgets.words import Words


NONE_YET = "No files yet. A consent form, a contract or a letter can be dropped here."
CHOOSE = "Choose a file to read it here. Nothing of it is written anywhere meanwhile."
LIMIT = "Up to 25 MB a file. From photographs, place, time and camera are left out."


class FilesPage(QWidget):
    """The files and consents of one client; what is dropped here is asked about and kept.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(self, record: Tasks, work: Work, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._record = record
        self._client_id: ClientId | None = None
        self._paperwork: Paperwork | None = None
        self._shown: AttachmentId | None = None
        self._again: tuple[str, str] | None = None
        self.undo = UndoStrip()
        self.listed, self.reader = ListedFiles(), FileReader(record, work)
        self.empty = EmptyState(NONE_YET, "Add a file…")
        self.adding = Adding(self, record, work, now)
        self.acts = FileActs(self, record, work, now, self.undo)
        self.consents = ConsentActs(self, record, now, self.undo)
        self._lay_out()
        self._listen()

    def open(self, client_id: ClientId) -> None:
        """Show this client as the record has it now."""
        if client_id != self._client_id:
            self._client_id, self._paperwork, self._shown = client_id, None, None
            self.reader.close_file()
            self.undo.hide()
        self._record.run(self, paperwork.of_client, client_id, then=self._show)

    def read(self, attachment_id: AttachmentId) -> None:
        """Show one file, now or as soon as the files are there."""
        self._shown = attachment_id
        if self._paperwork:
            self._show_chosen()
            self.reader.focus_file()

    def add(self) -> None:
        """Ask for files of the client that is shown."""
        if self._client_id:
            self.adding.choose(self._client_id)

    def add_to_session(self, client_id: ClientId, session_id: SessionId) -> None:
        """Ask for files of one session."""
        self.adding.choose(client_id, session_id)

    def ask_again(self, sheet: str, thing_id: str) -> None:
        """Open the sheet that stood open before, as soon as the files are there."""
        self._again = sheet, thing_id
        self._open_again()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the list, or to the one button where it is empty."""
        super().focusInEvent(event)
        if not self.listed.focus_shown():
            self.empty.button.setFocus(event.reason())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files of this computer, and nothing else."""
        if self._client_id and dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Ask about what was dropped."""
        if self._client_id:
            event.acceptProposedAction()
            self.adding.take(self._client_id, None, dropped(event.mimeData()))

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, found: Paperwork) -> None:
        if found.client.id != self._client_id or found == self._paperwork:
            return
        self._paperwork = found
        focus = QApplication.focusWidget()
        inside = focus is not None and self.listed.isAncestorOf(focus)
        self._show_chosen()
        if inside:
            self.setFocus()
        self._open_again()

    def _open_again(self) -> None:
        if self._paperwork is None or self._again is None:
            return
        (sheet, thing_id), self._again = self._again, None
        if sheet == CONSENT and not thing_id:
            self._add_consent()
        for consent in self._paperwork.consents if sheet == CONSENT else ():
            if consent.id == thing_id:
                self._change_consent(consent)
        for attachment in self._paperwork.files if sheet == FILE else ():
            if attachment.id == thing_id:
                self.acts.change(attachment)

    def _show_chosen(self) -> None:
        assert self._paperwork
        files = {each.id: each for each in self._paperwork.files if not each.damaged}
        chosen = files.get(self._shown) if self._shown else None
        held = {session.id: session for session in self._paperwork.sessions}
        self.listed.show_paperwork(
            self._paperwork, chosen.id if chosen else None, self.consents.today
        )
        if chosen:
            self.reader.show_file(
                chosen, held.get(chosen.session_id) if chosen.session_id else None
            )
            self._stack.setCurrentWidget(self.reader)
        else:
            self.reader.close_file()
            self._stack.setCurrentWidget(self._choose if files else self.empty)
        follow_reading(self)

    def _read_chosen(self, attachment_id: AttachmentId) -> None:
        self._shown = attachment_id
        self._show_chosen()
        if self._columns.is_wide:
            self.listed.focus_shown()
        else:
            self.reader.come_into_sight()

    def _added(self, attachment_id: AttachmentId) -> None:
        self._shown = attachment_id
        if self._client_id:
            self.open(self._client_id)

    def _take_out(self, attachment: Attachment) -> None:
        self._shown = None
        self.acts.take_out(attachment)

    def _change_consent(self, consent: ClientConsent) -> None:
        if self._paperwork:
            self.consents.change(consent, self._paperwork, self.read)

    def _add_consent(self) -> None:
        if self._paperwork:
            self.consents.add(self._paperwork)

    # --- layout --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._choose = QWidget()
        choose = QVBoxLayout(self._choose)
        choose.setContentsMargins(0, theme.current().space("four"), 0, 0)
        choose.addWidget(Words(CHOOSE, "reading", wraps=True))
        choose.addStretch()
        self._stack = QStackedWidget()
        for part in (QWidget(), self.empty, self._choose, self.reader):  # blank until it is read
            self._stack.addWidget(part)
        self._columns = TwoColumns((self.listed, Words(LIMIT, "muted", wraps=True)), self._stack)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.undo)
        whole.addWidget(self._columns, 1)

    def _listen(self) -> None:
        for signal, slot in (
            (self.empty.wanted, self.add),
            (self.adding.added, self._added),
            (self.listed.chosen, self._read_chosen),
            (self.listed.retired_wanted, self.acts.ask_about_retired),
            (self.listed.consent_wanted, self._change_consent),
            (self.listed.new_consent_wanted, self._add_consent),
            (self.reader.copy_wanted, self.acts.save_copy),
            (self.reader.change_wanted, self.acts.change),
            (self.reader.removal_wanted, self._take_out),
        ):
            signal.connect(slot)
        for source in (self.adding, self.acts, self.consents):
            source.told.connect(self.told)
