"""The page of a second look; until both are compared, the first stands nowhere on it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes import catalog, messages
from practicenotes.domain import times
from practicenotes.domain.people import Client, ClientId
from practicenotes.domain.reflections.looking_back import SecondLook
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.records import clients, sessions
from practicenotes.reflections import second_looks
from practicenotes.reflections.second_looks import Compared, Laid
from practicenotes.ui import damage
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.order import follow_reading
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.second_look.comparing import side_by_side
from practicenotes.ui.second_look.writing import Writing
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words


WIDTH, WIDER = 720, 1100  # px at 100 % text: to write on, and for both looks
ABOUT = "Your first look stays out of sight until you compare them. Rough is fine."
NO_FIRST = "There is no first look at this hour yet, so there is nothing to look at again."
DAMAGED = (
    "The second look can no longer be read as it was written; it stays as it is, everything else"
    " is safe, and a backup may hold it whole."
)


class SecondLookPage(QFrame):
    """One hour looked at again, saved all the while.

    Signals:
        left(): the therapist goes back; everything is saved by then.
        turned(): the page is about another client, or about nobody until the session was read.
        told(str): what the status bar is to say.
    """

    left = Signal()
    turned = Signal()
    told = Signal(str)

    def __init__(self, record: Tasks, private: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setProperty("ground", "private")
        self._record, self._private, self._now = record, private, now
        self._book = catalog.facet_book()
        self.session_id: SessionId | None = None
        self.client_id: ClientId | None = None
        self._look: SecondLook | None = None
        self.writing: Writing | None = None
        self.back = IconButton("arrow-left", "Back")
        self._name, self._when = Words("", "title"), Phrase("", "body")
        self._about = Words("", "body", wraps=True)
        self._trouble = Words("", "small", wraps=True)
        themes.mark(self._trouble, role="", state="error")
        self.saves = Autosave(self, private, self._compose)
        self.saves.stuck.connect(self._tell_stuck)
        self.saves.saved.connect(lambda _: self._trouble.hide())
        self.back.clicked.connect(lambda: self.saves.then(self.left.emit))
        self.compare = Button("Compare both looks", "primary")
        self.compare.clicked.connect(self._ask_to_compare)
        self._sheet: QWidget | None = None
        self._lay_out()

    def open(self, session_id: SessionId) -> None:
        """Open the second look at a session."""
        self.session_id = session_id
        self._turn_to(None)
        self._look = None
        self._show_sheet(None)
        self.setEnabled(False)
        take = self._take_session
        self._record.run(self, sessions.get, session_id, then=take, failed=self._give_way)

    def flush(self) -> None:
        """Hand what is unsaved to the store's queue."""
        self.saves.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was written that no commit has confirmed yet."""
        return self.saves.has_unsaved

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to where writing begins."""
        super().focusInEvent(event)
        (self.writing.first_field() if self.writing else self.back).setFocus(event.reason())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Save when the page is left, whichever way."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.flush()

    # --- opening -------------------------------------------------------------------------------

    def _turn_to(self, client_id: ClientId | None) -> None:
        self.client_id = client_id
        self.turned.emit()

    def _take_session(self, session: Session) -> None:
        self._turn_to(session.client_id)
        number = f"Session {session.number} · " if session.number else ""
        self._when.say(f"{number}{times.with_weekday(session.starts_at)} · a second look")
        self._record.run(self, clients.get, session.client_id, then=self._take_client)
        hour = (session.id, session.client_id)
        self._private.run(self, second_looks.lay, *hour, then=self._take, failed=self._give_way)

    def _give_way(self, _error: Exception) -> bool:
        """Let the therapist go back from what cannot be read."""
        self.setEnabled(True)
        self._say("")
        return False  # the window says why

    def _take_client(self, client: Client) -> None:
        name = damage.words(client.code_name, damage.NAME)
        self._name.say(name)
        self.told.emit(f"{name}, a second look")

    def _take(self, laid: Laid) -> None:
        self.setEnabled(True)
        self._look = laid.look
        if laid.look.compared_at:
            self._ask_to_compare()
        elif laid.look.damaged or laid.reflected_on is None:
            self._say(DAMAGED if laid.look.damaged else NO_FIRST)
        else:
            self._write(laid)

    def _write(self, laid: Laid) -> None:
        self.writing = Writing(self._book, laid.facets, laid.look)
        self.writing.touched.connect(self._touch)
        self._about.say(ABOUT)
        self._show_sheet(self.writing)
        self.compare.show()
        self._weigh()
        if self.isVisible():
            self.writing.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self._about.say(sentence)
        self.compare.hide()

    # --- writing -------------------------------------------------------------------------------

    def _written(self) -> SecondLook:
        assert self._look is not None
        assert self.writing is not None
        return SecondLook(
            session_id=self._look.session_id,
            client_id=self._look.client_id,
            entries=self.writing.entries(),
            words=self.writing.free.text(),
        )

    def _compose(self) -> Write:
        return Write(second_looks.save, (self._written(), self._now()))

    def _touch(self) -> None:
        self._weigh()
        self.saves.touch()

    def _weigh(self) -> None:
        self.compare.setEnabled(not self._written().is_empty)

    def _tell_stuck(self, error: Exception) -> None:
        if self._trouble.isHidden():
            announce(self, messages.sentence(error), urgent=True)
        self._trouble.say(messages.sentence(error))
        self._trouble.show()

    # --- comparing -----------------------------------------------------------------------------

    def _ask_to_compare(self) -> None:
        """Lay both looks side by side, once all of the second is saved."""
        look = self._look
        if look:
            self.saves.then(partial(self._compare, look))

    def _compare(self, look: SecondLook) -> None:
        """Ask for both; meanwhile nothing more is written that could not be kept any more."""
        self._let_write(False)
        both = partial(self._private.run, self, second_looks.compare)
        arguments = (look.session_id, look.client_id, self._now())
        both(*arguments, then=self._show_both, failed=self._go_on)

    def _go_on(self, _error: Exception) -> bool:
        self._let_write(True)
        return False  # the window says why

    def _let_write(self, may: bool) -> None:
        if self.writing:
            self.writing.setEnabled(may)

    def _show_both(self, both: Compared) -> None:
        if self._look is None or both.second.session_id != self._look.session_id:
            return
        self._look = both.second
        self._say("Both looks, as they were written. What has moved between them?")
        self._show_sheet(side_by_side(self._book, both), WIDER)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- layout --------------------------------------------------------------------------------

    def _show_sheet(self, sheet: QWidget | None, width: int = WIDTH) -> None:
        before, self._sheet = self._sheet, sheet
        if before:
            before.hide()
            before.deleteLater()
        if not isinstance(sheet, Writing):
            self.writing = None
        if sheet:
            self._column_stack.insertWidget(2, sheet)
        self._width = width
        self._fit()
        follow_reading(self)

    def _lay_out(self) -> None:
        theme = themes.current()
        self._column = QWidget()
        self._column_stack = QVBoxLayout(self._column)
        margin = theme.space("page_margin")
        self._column_stack.setContentsMargins(margin, theme.space("two"), margin, margin)
        self._column_stack.setSpacing(theme.space("two"))
        self._column_stack.addWidget(NeverPrinted())
        self._column_stack.addWidget(self._about)
        self._column_stack.addWidget(self._trouble)
        self._column_stack.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeft)
        self._column_stack.addStretch()
        self._trouble.hide()
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._column, 100)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(scrolled(inside), 1)
        self._width = WIDTH
        theme.changed.connect(self._fit)
        self._fit()

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("header")
        row = QHBoxLayout(head)
        row.setContentsMargins(26, 9, 20, 9)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self._name)
        row.addWidget(self._when, 1)
        return head

    def _fit(self) -> None:
        self._column.setMaximumWidth(themes.current().scaled(self._width))
