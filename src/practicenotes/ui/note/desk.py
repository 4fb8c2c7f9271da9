"""Notes at the desk: one is begun, opened, put on paper, whichever page asks for it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from practicenotes import catalog
from practicenotes.domain.forms import FormGroup
from practicenotes.domain.notes import Note, NoteId
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import new_note, notes
from practicenotes.records.new_note import NewNote
from practicenotes.ui.clients.page import ClientPage
from practicenotes.ui.note.choosing import NewNoteDialog
from practicenotes.ui.note.page import NotePage
from practicenotes.ui.note.papers import NotePapers
from practicenotes.ui.session.note_asks import NoteAsks
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.session.private_forms import PrivateForms
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.window import Window


NOBODY = "Choose a client first; then a note can be begun."


class NoteDesk(QObject):
    """Asks which note is to be begun, and leads to the page where it is written.

    Signals:
        session_wanted(SessionId): the note is that of a session, and is written on its page.
        reflection_wanted(SessionId): a private form is to be written beside a session.
        told(str): what was done.
    """

    session_wanted = Signal(str)
    reflection_wanted = Signal(str)
    told = Signal(str)

    def __init__(
        self, window: Window, record: Tasks, work: Work, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window, self._record, self._now = window, record, now
        self.dialog: NewNoteDialog | None = None
        self.page = NotePage(record, now)
        self.papers = NotePapers(window, record, work, now, self._in_front)
        self.papers.told.connect(self.told)
        self.page.told.connect(self.told)
        self.page.left.connect(window.go_back)
        self._private: PrivateForms | None = None
        self._session: SessionPage | None = None
        self._listen(self.page.asks)
        self.page.private_wanted.connect(self._reflect)

    def serve(self, session: SessionPage, client: ClientPage) -> None:
        """Do what these pages ask for; private forms are written on that of a session."""
        client.another_note_wanted.connect(self.ask)
        self._private, self._session = session.private.forms, session
        self._listen(session.asks)

    def _reflect(self, session_id: str, form_id: str) -> None:
        if self._private:
            self._private.want(form_id)
            self.reflection_wanted.emit(session_id)

    def _in_front(self) -> tuple[object, ...]:
        """Return the page in front, and the notes that stand on the pages of notes."""
        record = self._session.record if self._session else None
        of_session = record.note.id if record and record.is_open else None
        return self._window.page, of_session, self.page.note_id

    def _listen(self, asks: NoteAsks) -> None:
        asks.paper_wanted.connect(self.papers.hand_over)
        asks.another_wanted.connect(self.ask)

    def ask(self, client_id: ClientId | None) -> None:
        """Ask which note is to be begun for a client."""
        if client_id is None:
            self.told.emit(NOBODY)
            return
        templates = catalog.note_templates()
        self._record.run(self, new_note.offer, client_id, templates, then=self._ask)

    def open(self, note_id: NoteId) -> None:
        """Open a note on its own page."""
        self.page.open(note_id)
        self._window.show_page(self.page, "clients")

    def lead_to(self, note_id: NoteId) -> None:
        """Open a note where it is written: on the page of its session, or on its own."""
        self._record.run(self, notes.get, note_id, then=self._find)

    def _ask(self, offer: NewNote) -> None:
        self.dialog = NewNoteDialog(offer, self._window)
        self.dialog.asked.connect(partial(self._begin, self.dialog, offer.client_id))
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.show_sheet()

    def _begin(self, dialog: NewNoteDialog, client_id: ClientId) -> None:
        form, session_id = dialog.form, dialog.session_id
        if form is None:
            return
        if form.group is FormGroup.ALONE:
            dialog.accept()
            self._reflect(str(session_id), form.id)
            return
        arguments = (client_id, session_id, form, self._now())
        begun = partial(self._begun, dialog)
        dialog.hand_in(self._record, notes.begin_another, *arguments, then=begun)

    def _begun(self, dialog: NewNoteDialog, note: Note) -> None:
        dialog.accept()
        self._find(note)

    def _find(self, note: Note) -> None:
        if note.session_id is None:
            self.open(note.id)
        else:
            lead = partial(self._lead, note)
            self._record.run(self, notes.of_session, note.session_id, then=lead)

    def _lead(self, note: Note, of_session: Note | None) -> None:
        """Open the page of the session where the note is its own, else the note's page."""
        if of_session and of_session.id == note.id and note.session_id:
            self.session_wanted.emit(SessionId(note.session_id))
        else:
            self.open(note.id)
