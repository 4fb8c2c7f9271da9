"""The tab for what goes on in the therapist about one client, between the hours."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.records import sessions
from practicenotes.ui import theme as themes
from practicenotes.ui import unkept
from practicenotes.ui.help import topics
from practicenotes.ui.order import first_stop
from practicenotes.ui.session.column import leaning_left
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.thoughts import hypotheses, pulls, sayings
from practicenotes.ui.thoughts.ending import EndingPart
from practicenotes.ui.thoughts.part import Part
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import rule


WIDEST = 860  # px at 100 % text: a wider window leaves the rest empty


class ThoughtsPage(QWidget):
    """Hypotheses, the client's words, the therapist's own pull, and the page towards an ending.

    Signals:
        told(str): something was kept.
    """

    told = Signal(str)

    def __init__(self, record: Tasks, private: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("ground", "private")
        self.setProperty("help", topics.PRIVATE)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._record = record
        self._held: dict[SessionId, date] = {}  # the sessions that took place, latest first
        self.hypotheses = Part(private, hypotheses.kind(now), now)
        self.sayings = Part(private, sayings.kind(now), now)
        self.pulls = Part(private, pulls.kind(now, self._held), now)
        self.ending = EndingPart(private, now)
        self._client_id: ClientId | None = None
        self._undo: Callable[[], object] | None = None
        self._trouble = NoticeStrip("error")
        self.ending.saves.stuck.connect(self._tell_stuck)
        self.ending.saves.saved.connect(lambda _: self._trouble.hide())
        self._strip = NoticeStrip()
        self._strip.acted.connect(self._bring_back)
        for part in self._lines:
            part.removed.connect(partial(self._offer_undo, part.restore))
        self.ending.saved.connect(self.told)
        self._build()
        themes.current().changed.connect(self._fit)
        self._fit()

    def open(self, client_id: ClientId) -> None:
        """Show what is thought about a client, as the store has it now."""
        if client_id != self._client_id:
            self._client_id, self._undo = client_id, None
            self._strip.hide()
        for part in (self.hypotheses, self.sayings, self.ending):
            part.open(client_id)
        show = partial(self._show_pulls, client_id)
        self._record.run(self, sessions.of_client, client_id, then=show)

    def again(self, client_id: ClientId, kind_name: str, line_id: str) -> None:
        """Open the sheet of a line that was left open."""
        for part in self._lines:
            if part.kind_name == kind_name:
                part.again(client_id, line_id)

    def flush(self) -> None:
        """Hand everything that is unsaved to the store's queue."""
        self.ending.saves.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed that no store has confirmed."""
        return self.ending.saves.has_unsaved

    @property
    def _lines(self) -> tuple[Part, ...]:
        return self.hypotheses, self.sayings, self.pulls

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the first thing to do."""
        super().focusInEvent(event)
        if stop := first_stop(self._sheet):
            stop.setFocus(event.reason())

    def _build(self) -> None:
        look = themes.current()
        self._sheet = QWidget()
        stack = QVBoxLayout(self._sheet)
        margin = look.space("page_margin")
        stack.setContentsMargins(margin, look.space("two"), margin, look.space("four"))
        stack.setSpacing(look.space("two"))
        stack.addWidget(_sentence())
        for strip in (self._trouble, self._strip):
            stack.addWidget(strip)
        for number, part in enumerate((self.hypotheses, self.sayings, self.pulls, self.ending)):
            if number:
                stack.addWidget(rule())
            stack.addWidget(part)
        stack.addStretch()
        inside = QWidget()
        inside.setLayout(leaning_left(self._sheet))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def _show_pulls(self, client_id: ClientId, found: tuple[Session, ...]) -> None:
        """Show the pulls once it is known which sessions they can be of."""
        self._held.clear()
        self._held.update({s.id: s.starts_at.date() for s in reversed(found) if s.number})
        self.pulls.ledger.add.setEnabled(bool(self._held))
        self.pulls.open(client_id)

    def _fit(self) -> None:
        self._sheet.setMaximumWidth(themes.current().scaled(WIDEST))

    def _tell_stuck(self, error: Exception) -> None:
        words = unkept.sentence(error)
        if self._trouble.isHidden():
            self._trouble.say(words, closes=False)

    def _offer_undo(self, restore: Callable[[object], object], value: object) -> None:
        self._undo = partial(restore, value)
        self._strip.say("One line was taken out.", "Undo")

    def _bring_back(self) -> None:
        self._strip.hide()
        if self._undo:
            self._undo()
            self._undo = None


def _sentence() -> QWidget:
    held = QWidget()
    flow = Flow(themes.current().space("two"), held)
    flow.addWidget(NeverPrinted())
    flow.addWidget(Phrase("Guesses are guesses. They live here and nowhere else.", "small"))
    return held
