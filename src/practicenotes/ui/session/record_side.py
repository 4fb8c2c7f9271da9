"""The record side of the session page: the note from the first word to its last addendum."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.forms import Layer, NoteTemplate
from practicenotes.domain.notes import Note, NoteId, NoteState, RevisionReason
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.errors import AnswerUnseen
from practicenotes.records import notes, revisions, sessions, settings, write_up
from practicenotes.records.write_up import WriteUp
from practicenotes.ui import theme as themes
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.session import record_unseen
from practicenotes.ui.session.column import leaning_left
from practicenotes.ui.session.record_addenda import Addenda
from practicenotes.ui.session.record_facts import FactsDialog
from practicenotes.ui.session.record_form import RecordForm
from practicenotes.ui.session.record_head import RecordHead
from practicenotes.ui.session.record_reading import Reading
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.page import scrolled


INTERVAL = timedelta(minutes=10)  # of writing, until a revision is kept


class RecordSide(QWidget):
    """The note of one session.

    Signals:
        opened(WriteUp): a session can be written up.
        refused(): it could not be; what was open before still is.
        changed(): the session or the state of its note is another now.
        rearranged(): there are other fields now.
    """

    opened = Signal(object)
    refused = Signal()
    changed = Signal()
    rearranged = Signal()

    def __init__(self, tasks: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._tasks, self._now = tasks, now
        self._write_up: WriteUp | None = None
        self._writing_since: datetime | None = None
        self._forms = [form for form in catalog.note_templates() if form.of_layer(Layer.RECORD)]
        self.saves = Autosave(self, tasks, self._compose)
        self.saves.saved.connect(self._keep_interval)
        self.saves.stuck.connect(lambda _: self._show_state())
        self.head = RecordHead(self._forms)
        self.head.template.chosen.connect(self._change_form)
        self.head.reading.clicked.connect(lambda: self.read(signing=False))
        self.head.facts.edit_wanted.connect(self._edit_facts)
        self.form = RecordForm()
        self.form.touched.connect(self._touch)
        self.form.rearranged.connect(self.rearranged)
        self.addenda = Addenda(tasks, now)
        self.addenda.added.connect(self._show_note)
        self._lay_out()
        themes.current().changed.connect(self._fit)

    @property
    def session(self) -> Session:
        """The session that is open."""
        return self._open_write_up().session

    @property
    def note(self) -> Note:
        """The note as the store had it last; the form has what stands on the page."""
        return self._open_write_up().note

    @property
    def is_open(self) -> bool:
        """Whether a session is open to be written up."""
        return self._write_up is not None

    @property
    def code_name(self) -> str:
        """Whose session it is."""
        return self._open_write_up().code_name

    @property
    def writable(self) -> bool:
        """Whether the note is a draft that can be written."""
        note = self._write_up.note if self._write_up else None
        return note is not None and note.state is NoteState.DRAFT and not note.damaged

    def open(self, session_id: SessionId) -> None:
        """Lay out a session; what was open before must be saved by then."""
        self._tasks.run(
            self,
            write_up.begin,
            session_id,
            tuple(self._forms),
            self._now(),
            then=self._show_write_up,
            failed=self._stay,
        )

    def leave(self) -> None:
        """Hand over what is unsaved, and keep a revision of what was written since the last."""
        self.saves.flush()
        self._keep_revision(RevisionReason.LEFT)

    def read(self, *, signing: bool) -> None:
        """Show the note as the client would read it; with `signing`, it can be signed there."""
        texts = self.form.texts()
        sections = tuple(replace(s, text=texts.get(s.key, s.text)) for s in self.note.sections)
        note = replace(self.note, sections=sections)
        reading = Reading(self.session, note, self, signing=signing)
        reading.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        reading.asked.connect(partial(self._sign, reading, note.id))
        reading.show_sheet()

    def add_to(self) -> None:
        """Ask for an addendum to the signed note."""
        self.addenda.ask()

    def focus_first(self) -> None:
        """Go to the sheet where writing goes on."""
        editor = self.form.first_editor()
        if editor:
            editor.setFocus()

    # --- what comes back from the store -------------------------------------------------------

    def _show_write_up(self, found: WriteUp) -> None:
        self._write_up = found
        self._writing_since = None
        self.form.show_write_up(found)
        self._show_state()
        self.opened.emit(found)

    def _stay(self, _error: Exception) -> bool:
        self.refused.emit()
        return False

    def _show_note(self, note: Note) -> None:
        """Show the note in a new form or state; what stands on its sheets stays."""
        if note.id != self.note.id:
            return
        self._write_up = replace(self._open_write_up(), note=note)
        self.form.show_form(note)
        self._show_state()
        self.changed.emit()

    def _show_session(self, session: Session) -> None:
        if session.id != self.session.id:
            return
        self._write_up = replace(self._open_write_up(), session=session)
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        self.head.show_note(self.note, self.session, writable=self.writable)
        self.form.freeze(not self.writable)
        self._fit()
        self.addenda.show_note(self.note)

    # --- writing ------------------------------------------------------------------------------

    def _touch(self) -> None:
        if self.writable:
            self._writing_since = self._writing_since or self._now()
            self.saves.touch()

    def _compose(self) -> Write:
        return Write(notes.save, (self.note.id, self.form.texts(), self._now()))

    def _keep_interval(self, at: datetime) -> None:
        if self._writing_since and at - self._writing_since >= INTERVAL:
            self._keep_revision(RevisionReason.INTERVAL)

    def _keep_revision(self, reason: RevisionReason) -> None:
        """Keep a revision behind the last save; that the text itself is kept matters more."""
        if self._writing_since:
            self._writing_since = None
            arguments = (self.note.id, reason, self._now())
            self._tasks.run(self, revisions.keep, *arguments, failed=lambda _: True)

    def _change_form(self, template_id: str) -> None:
        """Change the form once all is saved: the store must know every text before it moves one."""
        if template_id == self.note.template_id:
            return
        self.saves.then(partial(self._change_saved_form, catalog.note_template(template_id)))

    def _change_saved_form(self, template: NoteTemplate) -> None:
        self.form.freeze(True)  # a sheet that the new form does not have would take words with it
        arguments = (self.note.id, template, self._now())
        self._tasks.run(
            self, notes.change_form, *arguments, then=self._show_note, failed=self._go_on_writing
        )
        self._tasks.run(self, settings.put, known.LAST_TEMPLATE, template.id)

    def _edit_facts(self) -> None:
        dialog = FactsDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(partial(self._keep_facts, dialog))
        dialog.show_sheet()

    def _keep_facts(self, dialog: FactsDialog) -> None:
        session = dialog.session()
        self._tasks.run(
            dialog,
            sessions.change,
            session,
            self._now(),
            then=lambda _: dialog.accept(),
            failed=dialog.refuse,
        )
        self._tasks.run(self, sessions.get, session.id, then=self._show_session)

    # --- signing and after --------------------------------------------------------------------

    def _sign(self, reading: Reading, note_id: NoteId) -> None:
        """Sign what was just read: nothing can be written between the reading and the signature."""
        reading.accept()
        if note_id == self.note.id:  # another session may have come beneath the reading
            self.form.freeze(True)
            self.saves.then(self._sign_saved)

    def _sign_saved(self) -> None:
        arguments = (self.note.id, self._now())
        self._tasks.run(
            self, notes.sign, *arguments, then=self._show_signed, failed=self._stay_unsigned
        )

    def _stay_unsigned(self, error: Exception) -> bool:
        """Go on writing; where an answer asks to be seen first, ask, and then read again."""
        self._go_on_writing(error)
        if not isinstance(error, AnswerUnseen):
            return False
        sign = partial(self.read, signing=True)
        record_unseen.ask(self, self._tasks, self._now, self.session.id, sign)
        return True

    def _show_signed(self, note: Note) -> None:
        self._writing_since = None
        self._show_note(note)

    def _go_on_writing(self, _error: Exception) -> bool:
        self._show_state()
        return False

    # --- layout -------------------------------------------------------------------------------

    def _open_write_up(self) -> WriteUp:
        if self._write_up is None:
            raise RuntimeError("no session is open")
        return self._write_up

    def _fit(self) -> None:
        """Keep head and facts as wide as the sheets, which keep to the measure of a line."""
        if sheet := self.form.first_editor():
            margins = self._stack.contentsMargins()
            self._column.setMaximumWidth(sheet.maximumWidth() + margins.left() + margins.right())

    def _lay_out(self) -> None:
        theme = themes.current()
        self._column = QWidget()
        self._stack = QVBoxLayout(self._column)
        self._stack.setContentsMargins(
            theme.space("page_margin"), 12, theme.space("pane_margin"), theme.space("three")
        )
        self._stack.setSpacing(theme.space("one"))
        for part in (self.head, self.form, self.addenda):
            self._stack.addWidget(part)
        self._stack.addStretch()
        inside = QWidget()
        inside.setLayout(leaning_left(self._column))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
