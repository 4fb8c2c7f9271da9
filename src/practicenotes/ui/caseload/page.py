"""Across the caseload: what comes back, what stays silent, what is supposed, what was learned."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes import catalog
from practicenotes.domain import times
from practicenotes.domain.people import ClientId, ClientLine, ClientStatus
from practicenotes.domain.reflections import silences
from practicenotes.domain.sessions import SessionId
from practicenotes.records import clients, sessions
from practicenotes.reflections import caseload
from practicenotes.reflections.caseload import Caseload
from practicenotes.ui import damage
from practicenotes.ui import theme as themes
from practicenotes.ui.caseload import lines
from practicenotes.ui.caseload.learning import WeeklyLearning
from practicenotes.ui.caseload.lines import Names
from practicenotes.ui.caseload.rows import CaseRows
from practicenotes.ui.caseload.silence import Silence
from practicenotes.ui.help import topics
from practicenotes.ui.order import first_stop
from practicenotes.ui.session.column import leaning_left
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.either import Either
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.room import Room
from practicenotes.ui.widgets.state import NeverPrinted


WIDEST = 900  # px at 100 % text: a wider window leaves the rest empty
_PARTS = (
    ("pull", "My own pull"),
    ("silence", "Not written about"),
    ("hypotheses", "Hypotheses"),
    ("learning", "Weekly learning"),
)


class CaseloadPage(QWidget):
    """Four looks across all clients, one at a time.

    Signals:
        client_wanted(ClientId): a client's own thoughts are to be shown.
        told(str): something was kept.
    """

    client_wanted = Signal(str)
    told = Signal(str)

    def __init__(self, record: Tasks, private: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("ground", "private")
        self.setProperty("help", topics.PRIVATE)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._record, self._private, self._now = record, private, now
        self._book = catalog.facet_book()
        self.pull = CaseRows("No pull is noted yet. A client’s Thoughts are where one is added.")
        self.silence = Silence(self._book)
        self.hypotheses = CaseRows("Nothing is supposed about anyone at the moment.")
        self.learning = WeeklyLearning(record, private, now)
        self.parts = Either("Look at", _PARTS)
        self._looks = dict(
            zip(
                (name for name, _ in _PARTS),
                (self.pull, self.silence, self.hypotheses, self.learning),
                strict=True,
            )
        )
        for part in (self.pull, self.silence, self.hypotheses):
            part.client_wanted.connect(self.client_wanted)
        self.learning.saved.connect(self.told)
        self.parts.chosen.connect(self._turn_to)
        self._build()
        themes.current().changed.connect(self._fit)
        self._fit()
        self._turn_to("pull")

    def refresh(self) -> None:
        """Read the page anew."""
        now = times.on_the_wall(self._now())
        self._record.run(self, clients.find, now, then=self._take_clients)
        self.learning.open()

    def flush(self) -> None:
        """Hand everything that is unsaved to the store's queue."""
        self.learning.saves.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed that no store has confirmed."""
        return self.learning.saves.has_unsaved

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the first thing to do."""
        super().focusInEvent(event)
        if stop := first_stop(self._sheet):
            stop.setFocus(event.reason())

    # --- what comes back from the stores -------------------------------------------------------

    def _take_clients(self, listed: tuple[ClientLine, ...]) -> None:
        seen = [each.id for each in listed if each.status is ClientStatus.ACTIVE]
        known = {each.id: damage.words(each.code_name, damage.NAME) for each in listed}
        self.learning.show_clients(known, seen)
        self._private.run(self, caseload.get, seen, then=partial(self._take, known))

    def _take(self, known: dict[ClientId, str], found: Caseload) -> None:
        """Ask the record when the sessions were that the private store points at."""
        heard = silences.map_of(self._book, dict(found.reflections))
        pointed = {pull.session_id for pull in found.pulls}
        pointed |= {last for line in heard for last in line.last if last is not None}
        show = partial(self._show, known, found, heard)
        self._record.run(self, sessions.days, sorted(pointed), then=show)

    def _show(
        self,
        known: dict[ClientId, str],
        found: Caseload,
        heard: tuple[silences.Line, ...],
        days: dict[SessionId, date],
    ) -> None:
        today = times.on_the_wall(self._now()).date()
        named = Names(known, days, today)
        self.pull.show_lines(lines.pull_lines(found.pulls, named))
        self.hypotheses.show_lines(lines.hypothesis_lines(found.hypotheses, named, today))
        self.silence.show_map(heard, named, turn=today.toordinal() // 7)

    # --- layout -------------------------------------------------------------------------------

    def _build(self) -> None:
        look = themes.current()
        self._sheet = QWidget()
        stack = QVBoxLayout(self._sheet)
        margin = look.space("page_margin")
        stack.setContentsMargins(margin, look.space("two"), margin, look.space("four"))
        stack.setSpacing(look.space("two"))
        stack.addWidget(NeverPrinted())
        stack.addWidget(self.parts)
        for part in self._looks.values():
            stack.addWidget(part)
        stack.addStretch()
        inside = QWidget()
        inside.setLayout(leaning_left(self._sheet))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def _turn_to(self, name: str) -> None:
        for each, part in self._looks.items():
            part.setVisible(each == name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Make segments a list where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.parts.set_narrow(room.around(self) is Room.NARROW)
        self._sheet.setMaximumWidth(themes.current().scaled(WIDEST))
