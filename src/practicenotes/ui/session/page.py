"""The session page: the record note on one side, the private reflection on the other.

This is the only module of the page that knows both sides. What crosses between them is the id of a
session and of a client, and the days of earlier sessions.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import settings
from practicenotes.records.write_up import WriteUp
from practicenotes.reflections.pad import Pad
from practicenotes.ui.announce import announce
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.keys import Keys
from practicenotes.ui.order import follow_reading
from practicenotes.ui.session.finding import Finding
from practicenotes.ui.session.former_turn import FormerTurn
from practicenotes.ui.session.header import FORMER, PRIVATE, RECORD, SessionHeader
from practicenotes.ui.session.note_asks import NoteAsks
from practicenotes.ui.session.private_side import PrivateSide
from practicenotes.ui.session.progress import Progress
from practicenotes.ui.session.record_former import FormerNote
from practicenotes.ui.session.record_side import RecordSide
from practicenotes.ui.session.sides import Sides
from practicenotes.ui.tasks import Tasks


class SessionPage(QWidget):
    """One session, written on both sides and saved all the while.

    F6 crosses to the other side, Ctrl+R goes to the open facet, Ctrl+S saves now, Ctrl+Shift+S
    reads the note, to sign it there, Ctrl+Shift+H shows what it said before, and Ctrl+Shift+O puts
    a former note beside it, or away again. Ctrl+F finds words on the side where the keyboard is, F3
    goes on, Ctrl+Shift+G counts words.

    Signals:
        left(): the therapist goes back; everything is saved by then.
        told(str): what the status bar is to say.
        card_wanted(CardAct, ClientId, SessionId): something is to be done with a client card.
        second_look_wanted(SessionId): the hour is to be looked at again.
    """

    left = Signal()
    told = Signal(str)
    card_wanted = Signal(object, str, str)
    second_look_wanted = Signal(str)

    def __init__(self, record: Tasks, private: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._tasks, self._now = record, now
        self._progress = Progress()
        self._said = ""
        self._at_facet = False
        self.header = SessionHeader()
        self.record = RecordSide(record, now)
        self.asks = NoteAsks(self.record)
        self.private = PrivateSide(private, now)
        self.former = FormerNote(record)
        self.sides = Sides({RECORD: self.record, PRIVATE: self.private, FORMER: self.former})
        self.finding = Finding(self.sides, self.record, self.private)
        turn = FormerTurn(self.record, self.former, self.sides, record, now)
        self._ordering = QTimer(self, singleShot=True, interval=0)
        Keys(
            self,
            {
                "F6": self.sides.cross,
                "Ctrl+R": self.go_to_facet,
                "Ctrl+S": self.save_now,
                "Ctrl+Shift+S": self.sign,
                "Ctrl+Shift+H": self.record.show_history,
                "Ctrl+Shift+O": turn.turn,
                "Ctrl+Shift+G": self.record.count.speak,
                **self.finding.keys,
            },
        )
        self._lay_out()
        self._listen()
        record.run(self, settings.get, known.SESSION_SPLIT, then=self.sides.divide)

    def open(self, session_id: SessionId, *, at_facet: bool = False) -> None:
        """Open a session; the one that is open is saved first, and stays while it cannot be.

        Until the other stands here nothing can be written or signed: it would go to the wrong one.
        `at_facet` puts the keyboard where the hour is reflected on, and not into the record.
        """
        self.setEnabled(False)
        self._at_facet = at_facet
        self._when_saved(partial(self._open_saved, session_id))

    def flush(self) -> None:
        """Hand everything that is unsaved to the stores' queues before returning."""
        self.record.leave()
        self.private.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed that no commit has confirmed yet."""
        return self.record.saves.has_unsaved or self.private.has_unsaved

    @property
    def client_id(self) -> ClientId | None:
        """Whose session is open."""
        return self.record.session.client_id if self.record.is_open else None

    # --- what the keys and the head of the page do ---------------------------------------------

    def go_to_facet(self) -> None:
        """Go to the facet that is open."""
        self.sides.show_side(PRIVATE)
        self.private.focus_first()

    def save_now(self) -> None:
        """Save both sides, and say so."""
        self._when_saved(lambda: announce(self, self._progress.saved(self._today())))

    def sign(self) -> None:
        """Read the note and sign it there; a signed one is added to."""
        if self.record.writable:
            self.record.signing.read(signing=True)
        elif self.record.is_open and not self.record.note.is_sealed:
            self.record.add_to()

    def _ask_for_card(self, act: CardAct) -> None:
        if self.record.is_open:
            session = self.record.session
            self._when_saved(lambda: self.card_wanted.emit(act, session.client_id, session.id))

    # --- opening -------------------------------------------------------------------------------

    def _when_saved(self, act: Callable[[], object]) -> None:
        came_back = partial(self.private.back.saves.then, act)
        self.record.saves.then(partial(self.private.saves.then, came_back))

    def _open_saved(self, session_id: SessionId) -> None:
        self.flush()
        self.record.open(session_id)

    def _show_write_up(self, write_up: WriteUp) -> None:
        self.finding.close()
        self._progress = Progress()
        self._progress.record.saved_at = write_up.note.saved_at
        days = {session.id: session.starts_at.date() for session in write_up.earlier}
        held = self.record.session
        self.private.forms.offer(write_up.forms)
        self.private.open(held.id, held.client_id, days, held.starts_at.date())
        self._show_note()
        self._show_progress()
        self._tell()
        self._go_on()
        if self.record.isVisible():
            self.record.focus_first()

    def _go_on(self) -> None:
        """Let the session that stands here be written."""
        self.setEnabled(True)
        if self.isVisible():
            self.setFocus()

    def _show_pad(self, pad: Pad) -> None:
        self._progress.private.saved_at = pad.reflection.saved_at
        self._show_progress()
        if self._at_facet:
            self.go_to_facet()
        elif self.private.isVisible() and not self.sides.both:
            self.private.focus_first()
        self._at_facet = False

    def _show_note(self) -> None:
        note = self.record.note
        self.header.show_session(
            self.record.code_name,
            self.record.session,
            signed=note.state is not NoteState.DRAFT,
            sealed=note.is_sealed,
        )

    # --- saving --------------------------------------------------------------------------------

    def _saved(self, side: str, at: datetime) -> None:
        was_stuck = self._progress.stuck
        of_side = self._progress.of(side)
        of_side.saved_at, of_side.error = at, None
        self._show_progress()
        if was_stuck and not self._progress.stuck:
            announce(self, self._progress.saved(self._today()))
        self._tell(f". {self._progress.told()}")

    def _stuck(self, side: str, error: Exception) -> None:
        was_stuck = self._progress.stuck
        self._progress.of(side).error = error
        self._show_progress()
        if not self.isEnabled():
            self._go_on()
        if not was_stuck:
            announce(self, self.header.trouble(), urgent=True)
        self._tell(f". {self._progress.lag(self._today())}")

    def _show_progress(self) -> None:
        if self._progress.stuck:
            self.header.show_trouble(self._progress.trouble(self._today()))
        else:
            self.header.show_saved(self._progress.saved(self._today()))

    def _tell(self, how_far: str = "") -> None:
        """Tell the status bar once a minute at most: it is read aloud."""
        number = self.record.session.number
        session = f", session {number}" if number else ""
        said = f"{self.record.code_name}{session}{how_far}"
        if said != self._said:
            self._said = said
            self.told.emit(said)

    def _today(self) -> date:
        return times.on_the_wall(self._now()).date()

    # --- Qt ------------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Save when the page is left, whichever way."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.flush()

    def _focus_moved(self, old: QWidget | None, _new: QWidget | None) -> None:
        if old and self.isAncestorOf(old):
            self.record.saves.save()
            self.private.saves.save()

    # --- layout --------------------------------------------------------------------------------

    def _show_turn(self) -> None:
        """Offer at the head what is not in sight beneath it."""
        self.record.head.reading.setVisible(not self.sides.both)
        self.header.show_sides(both=self.sides.both, side=self.sides.side)

    def _keep_division(self, record_width: int) -> None:
        self._tasks.run(self, settings.put, known.SESSION_SPLIT, record_width)

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.header)
        stack.addWidget(self.sides, 1)

    def _listen(self) -> None:
        self.header.back.clicked.connect(lambda: self._when_saved(self.left.emit))
        self.header.read.clicked.connect(lambda: self.record.signing.read(signing=False))
        self.header.sign.clicked.connect(self.sign)
        self.header.add.clicked.connect(self.sign)
        self.header.side_wanted.connect(self.sides.go_to)
        self.former.rearranged.connect(self._ordering.start)
        self.record.head.card_wanted.connect(self._ask_for_card)
        self.private.back.second_look_wanted.connect(self.second_look_wanted)
        self.record.opened.connect(self._show_write_up)
        self.record.refused.connect(self._go_on)
        self.record.changed.connect(self._show_note)
        self.record.acts.deleted.connect(self.told)
        self.record.acts.deleted.connect(lambda _: self._when_saved(self.left.emit))
        self.private.opened.connect(self._show_pad)
        self.private.flagging.told.connect(self.told)
        self.private.former.told.connect(self.told)
        for name, side in ((RECORD, self.record), (PRIVATE, self.private)):
            side.rearranged.connect(self._ordering.start)
            for saves in (side.saves, *((self.private.back.saves,) if name == PRIVATE else ())):
                saves.saved.connect(partial(self._saved, name))
                saves.stuck.connect(partial(self._stuck, name))
        self._ordering.timeout.connect(lambda: follow_reading(self))
        self.sides.turned.connect(self._show_turn)
        self.sides.divided.connect(self._keep_division)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
