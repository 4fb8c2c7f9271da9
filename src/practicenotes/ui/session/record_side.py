"""The record side of the session page: the note from the first word to its last addendum."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.notes import GoalLink, Note, NoteId, NoteState, RevisionReason
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.records import goal_links, notes, revisions, settings, write_up
from practicenotes.records.write_up import WriteUp
from practicenotes.ui import damage
from practicenotes.ui import theme as themes
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.session import record_acts, record_facts, record_present
from practicenotes.ui.session.column import leaning_left
from practicenotes.ui.session.record_acts import RecordActs
from practicenotes.ui.session.record_addenda import Addenda
from practicenotes.ui.session.record_form import RecordForm
from practicenotes.ui.session.record_head import RecordHead
from practicenotes.ui.session.record_menu import RecordAct
from practicenotes.ui.session.record_signing import Signing
from practicenotes.ui.session.word_count import WordCount
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.strip import UndoStrip


INTERVAL = timedelta(minutes=10)  # of writing, until a revision is kept


class RecordSide(QWidget):
    """One note: that of a session, or one that stands for itself.

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
        self.saves = Autosave(self, tasks, self._compose)
        self.saves.saved.connect(self._keep_interval)
        self.saves.stuck.connect(lambda _: self._show_state())
        self.head = RecordHead()
        self.head.template.chosen.connect(self._change_form)
        self.head.goals.chosen.connect(self._link)
        self.head.facts.edit_wanted.connect(self._edit_facts)
        record_present.join(self.head, self.opened, tasks, now).connect(self._show_session)
        self.form = RecordForm()
        self.form.touched.connect(self._touch)
        self.form.rearranged.connect(self.rearranged)
        self.count = WordCount(self.form)
        self.addenda = Addenda(tasks, now)
        self.addenda.added.connect(self._show_note)
        self.signing = Signing(self, tasks, now, self.saves, self._as_it_stands)
        self.acts = RecordActs(self, tasks, now, self.saves, self._as_it_stands)
        self.undo = UndoStrip()
        self._lay_out()
        self._listen()

    @property
    def session(self) -> Session:
        """The session that is open; a note may belong to none."""
        assert self.held is not None, "the note belongs to no session"
        return self.held

    @property
    def held(self) -> Session | None:
        """The session that the note belongs to, if any."""
        return self._open_write_up().session

    @property
    def form_of_note(self) -> NoteTemplate:
        """The form that the open note is written in."""
        return self._open_write_up().form_of(self.note)

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
        return damage.words(self._open_write_up().code_name, damage.NAME)

    @property
    def writable(self) -> bool:
        """Whether the note is a draft that can be written."""
        note = self._write_up.note if self._write_up else None
        return note is not None and note.state is NoteState.DRAFT and not note.damaged

    def open(self, session_id: SessionId) -> None:
        """Lay out a session; what was open before must be saved by then."""
        self._open(write_up.begin, session_id, catalog.note_templates(), self._now())

    def open_note(self, note_id: NoteId) -> None:
        """Lay out one note by itself; what was open before must be saved by then."""
        self._open(write_up.of_note, note_id, catalog.note_templates())

    def _open(self, gather: Callable[..., WriteUp], *arguments: object) -> None:
        self._tasks.run(self, gather, *arguments, then=self._show_write_up, failed=self._stay)

    def leave(self) -> None:
        """Hand over what is unsaved, and keep a revision of what was written since the last."""
        self.saves.flush()
        self._keep_revision(RevisionReason.LEFT)

    def add_to(self) -> None:
        """Ask for an addendum to the signed note."""
        self.addenda.ask()

    def focus_first(self) -> None:
        """Go to the sheet where writing goes on."""
        if entry := self.form.first_entry():
            entry.setFocus()

    # --- what comes back from the store -------------------------------------------------------

    def _show_write_up(self, found: WriteUp) -> None:
        self._write_up = found
        self._writing_since = None
        self.undo.hide()
        self.head.offer(found.of_record, found.used_last)
        self.form.show_write_up(found, times.on_the_wall(self._now()).date())
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
        self.form.show_form(note, self.form_of_note)
        self._show_state()
        self.changed.emit()

    def _show_session(self, session: Session) -> None:
        if session.id != self.session.id:
            return
        self._write_up = replace(self._open_write_up(), session=session)
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        found = self._open_write_up()
        around = (found.around, self._now())
        self.head.show_note(self.note, self.held, *around, writable=self.writable)
        self.head.goals.show_links(
            self.note.goals, found.aims_of(self.note), writable=self.writable
        )
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
        if template_id != self.note.template_id:
            found = {form.id: form for form in self._open_write_up().of_record}
            self.saves.then(partial(self._change_saved_form, found[template_id]))

    def _change_saved_form(self, template: NoteTemplate) -> None:
        self.form.freeze(True)  # a sheet that the new form does not have would take words with it
        arguments = (self.note.id, template, self._now())
        then = partial(self._show_changed_form, template)
        self._tasks.run(self, notes.change_form, *arguments, then=then, failed=self._go_on_writing)

    def _show_changed_form(self, template: NoteTemplate, note: Note) -> None:
        """Show what came of it; notes of later hours begin in a form only if it is for hours."""
        if self._open_write_up().may_begin_in(template):
            self._tasks.run(self, settings.put, known.LAST_TEMPLATE, template.id)
        self._show_note(note)

    def _link(self, links: tuple[GoalLink, ...]) -> None:
        linked = (goal_links.choose, self.note.id, links, self._now())
        self._tasks.run(self, *linked, then=self._show_note)

    def _edit_facts(self) -> None:
        found, shown = self._open_write_up(), self._show_session
        record_facts.edit(self, self._tasks, found, self._now, shown)

    # --- signing and after --------------------------------------------------------------------

    def _show_became(self, note: Note) -> None:
        self._writing_since = None
        self._show_note(note)

    def _as_it_stands(self) -> WriteUp:
        """Return the note with what stands on its sheets, saved or not."""
        return self._open_write_up().with_texts(self.form.texts())

    def _go_on_writing(self, _error: Exception | None = None) -> bool:
        self._show_state()
        return False

    def _listen(self) -> None:
        self.head.reading.clicked.connect(lambda: self.signing.read(signing=False))
        self.head.act_wanted.connect(lambda act: _DONE[act](self))
        self.head.new_wanted.connect(lambda: self.open(self.session.id))
        self.signing.begun.connect(lambda: self.form.freeze(True))
        self.signing.refused.connect(self._go_on_writing)
        self.signing.became.connect(self._show_became)
        self.signing.session_changed.connect(self._show_session)
        self.acts.taken_back.connect(partial(record_acts.put_back, self.form, self.undo))
        themes.current().changed.connect(self._fit, Qt.ConnectionType.QueuedConnection)

    def show_history(self) -> None:
        """Show what the note said before."""
        if self.is_open and not self.note.damaged:
            self.acts.show_history(writable=self.writable)

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
        left, right, below = map(theme.space, ("page_margin", "pane_margin", "three"))
        self._stack.setContentsMargins(left, 12, right, below)
        self._stack.setSpacing(theme.space("one"))
        for part in (self.head, self.form, self.count, self.addenda):
            self._stack.addWidget(part)
        self._stack.addStretch()
        inside = QWidget()
        inside.setLayout(leaning_left(self._column))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.undo)
        whole.addWidget(scrolled(inside))


_DONE: Mapping[RecordAct, Callable[[RecordSide], object]] = {
    RecordAct.HISTORY: RecordSide.show_history,
    RecordAct.DELETE: lambda side: side.acts.delete(),
    RecordAct.WITHDRAW: lambda side: side.signing.withdraw(),
    RecordAct.IN_ERROR: lambda side: side.signing.enter_in_error(),
    RecordAct.SHOW_ERRORS: lambda side: side.acts.show_errors(),
}
