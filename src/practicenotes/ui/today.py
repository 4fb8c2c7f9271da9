"""Today: who is expected, in order, and what still waits."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.changes import Changes
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId, FileKind
from practicenotes.domain.sessions import Attendance
from practicenotes.records import today
from practicenotes.records.today import Appointment, Today, Waiting
from practicenotes.reflections import reflections
from practicenotes.ui import theme
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.state import StateLabel
from practicenotes.ui.widgets.words import Words, rule, section


CONCERNS = Changes.CLIENTS | Changes.SESSIONS | Changes.NOTES | Changes.LETTERS
PRIVATE_CONCERNS = Changes.REFLECTIONS


class TodayPage(QWidget):
    """One day: its sessions at the left, what waits at the right.

    Signals:
        session_wanted(SessionId), letter_wanted(LetterId), client_wanted(ClientId): to be opened.
        plan_wanted(): a session is to be planned.
    """

    session_wanted = Signal(str)
    letter_wanted = Signal(str)
    client_wanted = Signal(str)
    plan_wanted = Signal()

    def __init__(
        self,
        record: Tasks,
        private: Tasks,
        broadcast: Broadcast,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._record, self._private, self._now = record, private, now
        self._day = times.on_the_wall(now()).date()
        self._title = Words("", "title")
        self._summary = Words("", "body")
        self._expected = QVBoxLayout()
        self._waiting = QVBoxLayout()
        self._lines: dict[ClientId, QWidget] = {}
        self._build()
        broadcast.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read the day anew."""
        self._record.run(self, today.get, self._day, then=self._show)

    def go_to(self, day: date) -> None:
        """Show another day."""
        self._day = day
        self.refresh()

    def _build(self) -> None:
        inside = QWidget()
        look = theme.current()
        page = QVBoxLayout(inside)
        margin = look.space("page_margin")
        page.setContentsMargins(margin, look.space("three"), margin, look.space("two"))
        page.addLayout(self._head())
        page.addSpacing(look.space("two"))
        columns = QHBoxLayout()
        columns.setSpacing(margin)
        columns.addLayout(self._column("Who comes today", self._expected), 5)
        columns.addLayout(self._column("Waiting for you", self._waiting), 2)
        page.addLayout(columns)
        page.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._summary)
        head.addLayout(words, 1)
        home = Button("Today")
        home.clicked.connect(lambda: self.go_to(times.on_the_wall(self._now()).date()))
        back = IconButton("chevron-left", "The day before")
        back.clicked.connect(lambda: self.go_to(self._day - timedelta(days=1)))
        on = IconButton("chevron-right", "The day after")
        on.clicked.connect(lambda: self.go_to(self._day + timedelta(days=1)))
        for button in (home, back, on):
            head.addWidget(button)
        return head

    def _column(self, name: str, body: QVBoxLayout) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.current().space("one"))
        column.addWidget(section(name))
        body.setSpacing(theme.current().space("two"))
        column.addLayout(body)
        column.addStretch()
        return column

    def _show(self, found: Today) -> None:
        self._title.say(times.with_weekday(found.day))
        self._summary.say(_summary(found))
        self._lines = {}
        _clear(self._expected)
        _clear(self._waiting)
        if found.appointments:
            self._expected.addWidget(self._appointments(found.appointments))
        else:
            empty = EmptyState("Nobody is expected today.", "Plan a session")
            empty.wanted.connect(self.plan_wanted)
            self._expected.addWidget(empty)
        for card in self._cards(found):
            self._waiting.addWidget(card)
        if not self._waiting.count():
            self._waiting.addWidget(Words("Nothing is waiting.", "body"))
        clients = [appointment.session.client_id for appointment in found.appointments]
        self._private.run(self, reflections.lines_left, clients, then=self._show_lines)

    def _appointments(self, appointments: Sequence[Appointment]) -> QWidget:
        card = Card()
        card.stack.setContentsMargins(0, 0, 0, 0)
        card.stack.setSpacing(0)
        coming = _next(appointments, times.on_the_wall(self._now()))
        for number, appointment in enumerate(appointments):
            if number:
                card.stack.addWidget(rule())
            card.stack.addWidget(self._row(appointment, is_next=appointment is coming))
        return card

    def _row(self, appointment: Appointment, *, is_next: bool) -> QWidget:
        look = theme.current()
        row = QFrame()
        row.setProperty("next", is_next)
        line = QHBoxLayout(row)
        line.setContentsMargins(look.space("two"), look.space("two"), look.space("two"), 16)
        line.setSpacing(look.space("two"))
        at = Words(times.clock(appointment.session.starts_at), "strong" if is_next else "body")
        at.setFixedWidth(look.scaled(48))
        line.addWidget(at)
        line.addLayout(self._who(appointment), 1)
        state = StateLabel(*_state(appointment, times.on_the_wall(self._now())))
        state.setFixedWidth(look.scaled(150))
        line.addWidget(state)
        line.addWidget(self._action(appointment, is_next=is_next))
        return row

    def _action(self, appointment: Appointment, *, is_next: bool) -> QWidget:
        """Return the button of a row: the note once the hour has begun, before that the file."""
        begun = appointment.session.starts_at <= times.on_the_wall(self._now())
        words = "Open note" if appointment.note_id else "Write note" if begun else "Open file"
        action = Button(words, "primary" if is_next else "plain")
        action.setAccessibleName(f"{words}: {appointment.code_name}")
        action.setFixedWidth(theme.current().scaled(120))
        session = appointment.session
        if begun or appointment.note_id:
            action.clicked.connect(lambda: self.session_wanted.emit(session.id))
        else:
            action.clicked.connect(lambda: self.client_wanted.emit(session.client_id))
        return action

    def _who(self, appointment: Appointment) -> QVBoxLayout:
        who = QVBoxLayout()
        who.setSpacing(2)
        name = QHBoxLayout()
        name.setSpacing(theme.current().space("one"))
        name.addWidget(Words(appointment.code_name, "strong"))
        name.addWidget(Words(_which(appointment), "small"), 1)
        who.addLayout(name)
        left = QWidget()
        line = QHBoxLayout(left)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().space("half"))
        line.addWidget(Drawing("lock", "private.mark", "small"))
        line.addWidget(Words("You left yourself a line for today.", "small"), 1)
        left.hide()
        self._lines[appointment.session.client_id] = left
        who.addWidget(left)
        return who

    def _show_lines(self, clients: frozenset[ClientId]) -> None:
        """Say that a line was left, never which: others may see this screen."""
        for client_id, line in self._lines.items():
            line.setVisible(client_id in clients)

    def _cards(self, found: Today) -> Iterable[QWidget]:
        for name, icon, waiting in (
            ("Drafts to sign", "pen-line", found.drafts),
            ("Letters", "mail", found.letters),
        ):
            if waiting:
                yield self._card(name, icon, waiting)

    def _card(self, name: str, icon: str, waiting: Sequence[Waiting]) -> QWidget:
        card = Card()
        head = QHBoxLayout()
        head.addWidget(Drawing(icon))
        head.addWidget(section(name), 1)
        card.stack.addLayout(head)
        for item in waiting:
            row = Button(item.code_name, "quiet")
            row.setAccessibleName(f"{item.code_name}, {_about(item)}")
            row.clicked.connect(lambda _=False, item=item: self._open(item))
            line = QHBoxLayout()
            line.addWidget(row)
            line.addWidget(Words(_about(item), "small", wraps=True), 1)
            card.stack.addLayout(line)
        return card

    def _open(self, item: Waiting) -> None:
        if item.letter_id:
            self.letter_wanted.emit(item.letter_id)
        elif item.session_id:
            self.session_wanted.emit(item.session_id)

    def _hear(self, touched: Changes, _initiator: object) -> None:
        if touched & (CONCERNS | PRIVATE_CONCERNS) and self.isVisible():
            self.refresh()


def _summary(found: Today) -> str:
    count = len(found.appointments)
    if not count:
        return ""
    sessions = f"{times.number(count).capitalize()} session{'' if count == 1 else 's'}."
    drafts = len(found.drafts) + sum(
        appointment.note_state is NoteState.DRAFT for appointment in found.appointments
    )
    if not drafts:
        return sessions
    return (
        f"{sessions} {times.number(drafts).capitalize()} draft{'' if drafts == 1 else 's'} to sign."
    )


def _next(appointments: Sequence[Appointment], now: datetime) -> Appointment | None:
    """Return who comes next, or who was last when the day is over and a note is missing."""
    for appointment in appointments:
        ends = appointment.session.starts_at + timedelta(minutes=appointment.session.minutes)
        if ends >= now and appointment.session.attendance is Attendance.PLANNED:
            return appointment
    return next((a for a in appointments if a.note_state is not NoteState.SIGNED), None)


def _which(appointment: Appointment) -> str:
    kind = appointment.kind
    number = f"session {appointment.number}" if appointment.number > 1 else "first session"
    return number if kind is FileKind.INDIVIDUAL else f"{kind.value} · {number}"


def _state(appointment: Appointment, now: datetime) -> tuple[str, str]:
    session = appointment.session
    if appointment.note_state is NoteState.SIGNED:
        return "signed", "signed"
    if appointment.note_state is NoteState.DRAFT:
        return "draft", "draft"
    if session.attendance not in (Attendance.PLANNED, Attendance.ATTENDED, Attendance.LATE):
        return "quiet", session.attendance.value
    if session.starts_at <= now:
        return "missing", "needs a note"
    if not appointment.has_consent:
        return "missing", "no consent yet"
    wait = session.starts_at - now
    minutes = int(wait.total_seconds() // 60) + 1
    return "quiet", f"in {minutes} minutes" if wait < timedelta(hours=1) else ""


def _about(item: Waiting) -> str:
    on = times.in_brief(item.on) if item.on else ""
    number = f"session {item.number}" if item.number else ""
    return " · ".join(part for part in (item.what, on, number) if part)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget:
            widget.hide()
            widget.deleteLater()
