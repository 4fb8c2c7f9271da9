"""The page of a day: its sessions in order, what waits beside them, and a line about the backup."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.changes import Changes
from practicenotes.domain.people import ClientId
from practicenotes.records import settings, today
from practicenotes.records.today import Today, Waiting
from practicenotes.reflections import today as reflections_today
from practicenotes.reflections.today import Beneath
from practicenotes.ui import theme
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.today import lines
from practicenotes.ui.today.appointments import Appointments
from practicenotes.ui.today.foot import BackupLine
from practicenotes.ui.today.lines import DayView, Group, Item, Leads, Line, Opens
from practicenotes.ui.today.waiting import STEP, WaitingCard
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words, section


CONCERNS = (
    Changes.CLIENTS
    | Changes.SESSIONS
    | Changes.NOTES
    | Changes.LETTERS
    | Changes.CONSENTS
    | Changes.RECORD_REQUESTS
    | Changes.REFLECTIONS
    | Changes.SETTINGS
)
EXPECTED, WAITING = 556, 260  # px at 100 % text that the two columns need beside each other
CLOSER = -3  # px: the serif brings more air than the line under it can use
_LEADS = {
    Leads.TO_SESSION: "session_wanted",
    Leads.TO_NOTE: "note_opened",
    Leads.TO_LETTER: "letter_wanted",
    Leads.TO_SECOND_LOOK: "second_look_wanted",
    Leads.TO_FILES: "files_wanted",
    Leads.TO_PAPERS: "papers_wanted",
}
_OTHER = Qt.FocusReason.OtherFocusReason
_AGAIN = 20_000  # ms: how soon "in 48 minutes" is said anew


class TodayPage(QWidget):
    """One day: its sessions at the left, what waits at the right.

    Signals:
        session_wanted(SessionId), letter_wanted(LetterId), client_wanted(ClientId),
        note_opened(NoteId): to be opened.
        before_wanted(ClientId): the page before the session is to be opened.
        second_look_wanted(SessionId), files_wanted(ClientId), papers_wanted(ClientId): likewise,
        the second look, the files, or what is handed over.
        plan_wanted(), backup_wanted(): something is to be begun.
    """

    session_wanted = Signal(str)
    letter_wanted = Signal(str)
    note_opened = Signal(str)
    client_wanted = Signal(str)
    before_wanted = Signal(str)
    second_look_wanted = Signal(str)
    files_wanted = Signal(str)
    papers_wanted = Signal(str)
    plan_wanted = Signal()
    backup_wanted = Signal()

    def __init__(
        self,
        record: Tasks,
        private: Tasks,
        broadcast: Broadcast,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._record, self._private, self._now = record, private, now
        self._day: date | None = None  # None: whichever day it is
        self._most = today.DRAFTS
        self._shown: DayView | None = None
        self._buttons: dict[str, QAbstractButton] = {}
        self._first: QAbstractButton | None = None  # where the keyboard begins
        self._title = Words("", "title", wraps=True)
        self._title.setContentsMargins(0, CLOSER, 0, CLOSER)
        self._summary = Phrase("", "body")
        self._heading = section("")
        self._expected, self._waiting = QVBoxLayout(), QVBoxLayout()
        self._home = Button("Today")
        self._on = IconButton("chevron-right", "The day after")
        self._foot = BackupLine()
        self._foot.wanted.connect(self.backup_wanted)
        self._clock = QTimer(self, interval=_AGAIN)
        self._clock.timeout.connect(self.refresh)
        self._build()
        broadcast.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read the day anew; what has not changed stays as it is."""
        day = self._day or self._wall().date()
        self._record.run(self, today.get, day, self._most, then=self._take)
        show = partial(self._foot.show_last, now=self._wall())
        self._record.run(self, settings.get, known.LAST_BACKUP, then=show)

    def go_to(self, day: date) -> None:
        """Show another day."""
        self._day = None if day == self._wall().date() else day
        self.refresh()

    def add_notice(self, strip: QWidget) -> None:
        """Put what is to be said before everything else above the day."""
        self._whole.insertWidget(0, strip)

    @property
    def next_client_id(self) -> ClientId | None:
        """The client who comes next on the day that is shown, or None."""
        lines = self._shown.lines if self._shown else ()
        return next((line.client_id for line in lines if line.is_next), None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to who comes next; a proxy would pull the Tab key there too."""
        super().focusInEvent(event)
        if self._first:
            self._first.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Keep up with the clock while the page is in sight."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Leave the store alone while nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def _build(self) -> None:
        look = theme.current()
        sheet = QWidget()
        page = QVBoxLayout(sheet)
        margin = look.space("page_margin")
        page.setContentsMargins(margin, look.space("three"), margin, look.space("two") - 2)
        page.setSpacing(look.space("three"))
        page.addLayout(self._head())
        columns = Beside(margin, shares=(16, 7))
        columns.add(self._column(self._heading, self._expected), EXPECTED)
        columns.add(self._column(section("Waiting for you"), self._waiting), WAITING)
        page.addLayout(columns)
        page.addStretch()
        page.addWidget(self._foot)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(scrolled(sheet))

    def _head(self) -> QLayout:
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._summary)
        head = Beside(theme.current().space("two"), centred=True)
        head.add(said, 360)
        head.add(self._steps())
        return head

    def _steps(self) -> QWidget:
        """Return the ways to other days."""
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().space("one"))
        self._home.clicked.connect(lambda: self.go_to(self._wall().date()))
        back = IconButton("chevron-left", "The day before")
        back.clicked.connect(lambda: self._step(-1))
        self._on.clicked.connect(lambda: self._step(1))
        for button in (self._home, back, self._on):
            row.addWidget(button)
        row.addStretch()
        return held

    def _step(self, days: int) -> None:
        self.go_to((self._day or self._wall().date()) + timedelta(days=days))

    def _column(self, name: QWidget, body: QVBoxLayout) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().space("one"))
        column.addWidget(name)
        body.setSpacing(theme.current().space("one") + 4)
        column.addLayout(body)
        return held

    # --- what was found ------------------------------------------------------------------------

    def _take(self, found: Today) -> None:
        """Ask for the fortnight before as well, where the day is the one that is now."""
        if found.day == self._wall().date():
            recent = partial(self._take_recent, found)
            self._record.run(self, today.recent, found.day, then=recent)
        else:
            self._take_recent(found, ())

    def _take_recent(self, found: Today, recent: tuple[Waiting, ...]) -> None:
        """Ask the private store what lies beneath this day; without it the rest still stands."""
        noted = [a.session.id for a in found.appointments if a.note_id]

        def alone(_: Exception) -> bool:  # nobody knows what was reflected on: nothing waits
            self._show(found, recent, Beneath(reflected=frozenset(noted)))
            return False

        self._private.run(
            self,
            reflections_today.get,
            lines.coming(found, self._wall()),
            noted,
            [each.session_id for each in recent],
            found.day,
            then=lambda beneath: self._show(found, recent, beneath),
            failed=alone,
        )

    def _show(self, found: Today, recent: tuple[Waiting, ...], beneath: Beneath) -> None:
        view = lines.view(found, recent, beneath, self._wall())
        if view == self._shown:
            return
        self._shown = view
        self._title.say(view.title)
        self._summary.say(view.summary)
        self._summary.setVisible(bool(view.summary))
        self._heading.setText(view.heading)
        self._home.setVisible(self._day is not None)
        before = {key: button.hasFocus() for key, button in self._buttons.items()}
        had_focus = self.hasFocus() or any(before.values())
        self._fill(view)
        self._order_tabs()
        if self._buttons:
            coming = [line.id for line in view.lines if line.is_next]
            self._first = self._buttons[next(iter([*coming, *self._buttons]))]
            if had_focus:
                _again(before, self._buttons, self._first).setFocus(_OTHER)

    def _fill(self, view: DayView) -> None:
        self._buttons, self._first = {}, None
        _clear(self._expected)
        _clear(self._waiting)
        if view.lines:
            card = Appointments(view.lines)
            card.taken.connect(self._open_line)
            self._buttons |= card.buttons
            self._expected.addWidget(card)
        else:
            empty = EmptyState(view.nobody, "Plan a session")
            empty.wanted.connect(self.plan_wanted)
            self._expected.addWidget(empty)
        for group in view.groups:
            self._add_card(group)
        if not view.groups:
            self._waiting.addWidget(Words("Nothing is waiting.", "body"))
        if view.offer.items:
            self._add_card(view.offer)

    def _add_card(self, group: Group) -> None:
        card = WaitingCard(group)
        card.taken.connect(self._open_item)
        card.more_wanted.connect(self._show_more)
        self._buttons |= card.rows
        self._waiting.addWidget(card)

    def _show_more(self) -> None:
        self._most += STEP
        self.refresh()

    def _order_tabs(self) -> None:
        """Let the Tab key go down the page: other days, the lines, what waits, the backup."""
        stops = [self._on, *self._buttons.values(), self._foot.button]
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    def _open_line(self, line: Line) -> None:
        if line.opens is Opens.NOTE:
            self.session_wanted.emit(line.id)
        elif line.opens is Opens.BEFORE:
            self.before_wanted.emit(line.client_id)
        else:
            self.client_wanted.emit(line.client_id)

    def _open_item(self, item: Item) -> None:
        getattr(self, _LEADS[item.leads]).emit(item.id.rpartition(" ")[2])

    def _hear(self, touched: Changes, _initiator: object) -> None:
        if self.isVisible() and touched & CONCERNS:
            self.refresh()

    def _wall(self) -> datetime:
        return times.on_the_wall(self._now())


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget:
            widget.hide()
            widget.deleteLater()


def _again(
    before: Mapping[str, bool], now: Mapping[str, QAbstractButton], first: QAbstractButton
) -> QAbstractButton:
    """Return what had the keyboard, or what stands in its place now."""
    for place, (key, had_focus) in enumerate(before.items()):
        if had_focus:
            return now.get(key) or [*now.values()][min(place, len(now) - 1)]
    return first
