"""The page of one note that stands for itself: written, read, signed as any other."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.forms import Layer
from practicenotes.domain.notes import NoteId, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.records.write_up import WriteUp
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.keys import Keys
from practicenotes.ui.note.private_tail import PrivateTail
from practicenotes.ui.order import follow_reading
from practicenotes.ui.session.finding import Finding
from practicenotes.ui.session.former_turn import FormerTurn
from practicenotes.ui.session.header import FORMER, RECORD, SessionHeader
from practicenotes.ui.session.note_asks import NoteAsks
from practicenotes.ui.session.progress import Progress
from practicenotes.ui.session.record_former import FormerNote
from practicenotes.ui.session.record_side import RecordSide
from practicenotes.ui.session.sides import Sides
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.room import Room


class NotePage(QWidget):
    """One note of no session, or one beside the note of a session.

    Ctrl+S saves now, Ctrl+Shift+S reads the note, to sign it there, and Ctrl+Shift+O puts a former
    note beside it, which F6 leads to, or away again. Ctrl+F finds words in it, F3 goes on.

    Signals:
        left(): the therapist goes back; everything is saved by then.
        told(str): what the status bar is to say.
        private_wanted(SessionId, str): the private part of this form is to be written.
    """

    left = Signal()
    told = Signal(str)
    private_wanted = Signal(str, str)

    def __init__(self, record: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._now = now
        self._progress = Progress()
        self.header = SessionHeader()
        self.record = RecordSide(record, now)
        self.asks = NoteAsks(self.record)
        self.tail = PrivateTail()
        self.former = FormerNote(record)
        self.sides = Sides({RECORD: self.record, FORMER: self.former})
        self.finding = Finding(self.sides, self.record)
        turn = FormerTurn(self.record, self.former, self.sides, record, now)
        self._ordering = QTimer(self, singleShot=True, interval=0)
        Keys(
            self,
            {
                "F6": self.sides.cross,
                "Ctrl+S": self.save_now,
                "Ctrl+Shift+S": self.sign,
                "Ctrl+Shift+H": self.record.show_history,
                "Ctrl+Shift+O": turn.turn,
                "Ctrl+Shift+G": self.record.count.speak,
                **self.finding.keys,
            },
        )
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.header)
        stack.addWidget(self.tail)
        stack.addWidget(self.sides, 1)
        self._listen()

    def open(self, note_id: NoteId) -> None:
        """Open a note; the one that is open is saved first, and stays while it cannot be."""
        self.setEnabled(False)
        self.record.saves.then(partial(self._open_saved, note_id))

    def flush(self) -> None:
        """Hand everything that is unsaved to the store's queue before returning."""
        if self.record.is_open:
            self.record.leave()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed that no commit has confirmed yet."""
        return self.record.saves.has_unsaved

    @property
    def client_id(self) -> ClientId | None:
        """Whose note is open."""
        return self.record.note.client_id if self.record.is_open else None

    @property
    def note_id(self) -> NoteId | None:
        """The note that is open."""
        return self.record.note.id if self.record.is_open else None

    def save_now(self) -> None:
        """Save, and say so."""
        self.record.saves.then(lambda: announce(self, self._progress.saved(self._today())))

    def sign(self) -> None:
        """Read the note and sign it there; a signed one is added to."""
        if self.record.writable:
            self.record.signing.read(signing=True)
        elif self.record.is_open and not self.record.note.is_sealed:
            self.record.add_to()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Offer the reading above the note where the head has no room for it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = room.around(self) is Room.NARROW
        self.header.read.setVisible(not narrow)
        self.record.head.reading.setVisible(narrow)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Save when the page is left, whichever way."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.flush()

    def _open_saved(self, note_id: NoteId) -> None:
        self.flush()
        self.record.open_note(note_id)

    def _show(self, found: WriteUp) -> None:
        self._progress = Progress()
        self._progress.record.saved_at = found.note.saved_at
        self._show_note()
        self._show_saved()
        self.setEnabled(True)
        self.told.emit(f"{self.record.code_name}, {found.note.template_name.lower()}")
        if self.record.isVisible():
            self.record.focus_first()

    def _show_note(self) -> None:
        note, held = self.record.note, self.record.held
        day = (held.starts_at if held else times.on_the_wall(note.begun_at)).date()
        self.header.show_note(
            self.record.code_name,
            f"{note.template_name} · {times.with_weekday(day)}",
            signed=note.state is not NoteState.DRAFT,
            sealed=note.is_sealed,
        )
        private = self.record.form_of_note.of_layer(Layer.PRIVATE)
        self.tail.show_form(bool(private), has_session=held is not None)

    # --- saving --------------------------------------------------------------------------------

    def _saved(self, at: datetime) -> None:
        self._progress.record.saved_at, self._progress.record.error = at, None
        self._show_saved()

    def _stuck(self, error: Exception) -> None:
        was_stuck = self._progress.stuck
        self._progress.record.error = error
        self.header.show_trouble(self._progress.trouble(self._today()))
        self.setEnabled(True)
        if not was_stuck:
            announce(self, self.header.trouble(), urgent=True)

    def _show_saved(self) -> None:
        self.header.show_saved(self._progress.saved(self._today()))

    def _today(self) -> date:
        return times.on_the_wall(self._now()).date()

    def _go_private(self) -> None:
        if held := self.record.held:
            self.private_wanted.emit(held.id, self.record.note.template_id)

    def _listen(self) -> None:
        record, header = self.record, self.header
        header.show_sides(both=True, side=RECORD)
        header.back.clicked.connect(lambda: record.saves.then(self.left.emit))
        header.read.clicked.connect(lambda: record.signing.read(signing=False))
        for button in (header.sign, header.add):
            button.clicked.connect(self.sign)
        record.opened.connect(self._show)
        record.opened.connect(lambda _found: self.finding.close())
        record.refused.connect(lambda: self.setEnabled(True))
        record.changed.connect(self._show_note)
        record.acts.deleted.connect(self.told)
        record.acts.deleted.connect(lambda _: self.left.emit())
        record.saves.saved.connect(self._saved)
        record.saves.stuck.connect(self._stuck)
        for part in (record, self.former):
            part.rearranged.connect(self._ordering.start)
        self.tail.wanted.connect(self._go_private)
        themes.current().changed.connect(self._fit)
        self._ordering.timeout.connect(lambda: follow_reading(self))
