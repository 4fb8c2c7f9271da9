"""One client's page: who it is about, the timeline, and the file at a glance."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from practicenotes.domain import times
from practicenotes.domain.changes import Changes
from practicenotes.domain.people import Client, ClientId
from practicenotes.records import overview
from practicenotes.records.overview import Overview
from practicenotes.records.timeline import EntryKind
from practicenotes.reflections import reflections
from practicenotes.ui import theme
from practicenotes.ui.clients.glance import Glance
from practicenotes.ui.clients.timeline import ROW, Shown, TimelineModel
from practicenotes.ui.clients.timeline_delegate import TimelineDelegate
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.covered import CoveredName
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.words import Words


class ClientPage(QWidget):
    """What is known of one client.

    Signals:
        session_wanted(SessionId), letter_wanted(LetterId): something is to be opened.
        note_wanted(ClientId), plan_wanted(ClientId), new_letter_wanted(ClientId),
        edit_wanted(Client): something is to be begun.
        told(str): where the therapist is now.
    """

    session_wanted = Signal(str)
    letter_wanted = Signal(str)
    note_wanted = Signal(str)
    plan_wanted = Signal(str)
    new_letter_wanted = Signal(str)
    edit_wanted = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        record: Tasks,
        private: Tasks,
        broadcast: Broadcast,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._record, self._private, self._now = record, private, now
        self._client: Client | None = None
        self._stale = False
        self._overview: Overview | None = None
        self._name = Words("", "title")
        self._covered = CoveredName()
        self._facts = Words("", "body")
        self._shown = Segments("Show", [(shown, shown.value) for shown in Shown])
        self._model = TimelineModel()
        self._view = QListView()
        self._glance = Glance()
        self._empty = EmptyState("No sessions yet.", "New session note")
        self._build()
        broadcast.changed.connect(self._hear)

    @property
    def client_id(self) -> ClientId | None:
        """The client that is shown, or None."""
        return self._client.id if self._client else None

    def open(self, client_id: ClientId) -> None:
        """Show a client."""
        self._record.run(self, overview.of_client, client_id, then=self._show)

    def turn_name(self) -> None:
        """Show the legal name for a while, or cover it again."""
        self._covered.turn()

    def refresh(self) -> None:
        """Read the page anew."""
        if self.client_id:
            self.open(self.client_id)

    def showEvent(self, event: object) -> None:  # noqa: N802
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self.refresh()

    def _build(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._header())
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self._timeline(), 1)
        columns.addWidget(self._side())
        page.addLayout(columns, 1)

    def _header(self) -> QWidget:
        header = QFrame()
        header.setObjectName("header")
        look = theme.current()
        row = QHBoxLayout(header)
        margin = look.space("page_margin")
        row.setContentsMargins(margin, look.space("two"), margin, look.space("two"))
        words = QVBoxLayout()
        words.setSpacing(0)
        who = QHBoxLayout()
        who.setSpacing(look.space("two"))
        who.addWidget(self._name)
        who.addWidget(self._covered, 1)
        words.addLayout(who)
        words.addWidget(self._facts)
        row.addLayout(words, 1)
        self._covered.wanted.connect(self._reveal)
        more = IconButton("ellipsis", "More for this client")
        more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self._menu())
        row.addWidget(more)
        letter = Button("New letter", icon="mail")
        letter.clicked.connect(lambda: self._ask(self.new_letter_wanted))
        row.addWidget(letter)
        note = Button("New session note", "primary", icon="pen-line", hint="Ctrl+N")
        note.clicked.connect(lambda: self._ask(self.note_wanted))
        row.addWidget(note)
        self._empty.wanted.connect(lambda: self._ask(self.note_wanted))
        return header

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("&Edit client file…", lambda: self.edit_wanted.emit(self._client))
        menu.addAction("&Plan a session…", lambda: self._ask(self.plan_wanted))
        return menu

    def _timeline(self) -> QWidget:
        body = QWidget()
        look = theme.current()
        stack = QVBoxLayout(body)
        margin = look.space("page_margin")
        stack.setContentsMargins(margin, look.space("two"), margin, 0)
        stack.setSpacing(look.space("one"))
        self._shown.set_value(Shown.EVERYTHING)
        self._shown.chosen.connect(self._model.narrow)
        self._view.setModel(self._model)
        self._view.setItemDelegate(TimelineDelegate(self._view))
        self._view.setAccessibleName("Timeline")
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.activated.connect(self._open_entry)
        stack.addWidget(self._shown)
        stack.addWidget(self._view, 1)
        stack.addWidget(self._empty, 1)
        return body

    def _side(self) -> QWidget:
        area = scrolled(self._glance)
        area.setFixedWidth(theme.current().scaled(280))
        theme.current().changed.connect(lambda: area.setFixedWidth(theme.current().scaled(280)))
        self._area = area
        return area

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Leave the room to the timeline when there is little of it."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        characters = self.width() / self.fontMetrics().averageCharWidth()
        self._area.setVisible(characters >= MIDDLE)

    def _show(self, found: Overview) -> None:
        same = self._client is not None and self._client.id == found.client.id
        self._client, self._overview, self._stale = found.client, found, False
        self._name.say(found.client.code_name)
        self._facts.say(_line(found, times.on_the_wall(self._now())))
        if not same:
            self._covered.cover()
        sessions = [entry.session for entry in reversed(found.entries) if entry.session]
        self._glance.show_facts(found.client, sessions, found.goals, found.results)
        self._private.run(self, reflections.reflected, found.client.id, then=self._show_entries)
        self.told.emit(f"{found.client.code_name}, timeline")

    def _show_entries(self, reflected: frozenset[str]) -> None:
        if self._overview is None:
            return
        chosen = self._view.currentIndex().data(ROW)
        today = times.on_the_wall(self._now()).date()
        self._model.show_entries(self._overview.entries, reflected, today)
        self._view.setVisible(bool(self._overview.entries))
        self._shown.setVisible(bool(self._overview.entries))
        self._empty.setVisible(not self._overview.entries)
        index = self._model.index_of(chosen.entry.id) if chosen and chosen.entry else QModelIndex()
        self._view.setCurrentIndex(index if index.isValid() else self._model.latest(today))

    def _open_entry(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row is None or row.entry is None:
            return
        if row.entry.kind is EntryKind.SESSION:
            self.session_wanted.emit(row.entry.id)
        elif row.entry.kind is EntryKind.LETTER:
            self.letter_wanted.emit(row.entry.id)

    def _reveal(self) -> None:
        if self._client:
            names = " and ".join(person.name for person in self._client.people)
            self._covered.reveal(names or "no legal name in the file")

    def _ask(self, signal: object) -> None:
        if self._client:
            signal.emit(self._client.id)  # type: ignore[attr-defined]

    def _hear(self, touched: Changes, _initiator: object) -> None:
        if touched is Changes.NONE:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True


MIDDLE = 110  # characters of the interface font


def _line(found: Overview, now: datetime) -> str:
    client = found.client
    held = sum(1 for entry in found.entries if entry.session and entry.session.number)
    coming = [e.at for e in found.entries if e.session and e.at >= now and not e.session.number]
    parts = [
        client.kind.value.capitalize(),
        f"{client.status.value} since {times.in_full(client.since)}"
        if client.since
        else client.status.value,
        f"{held} session{'' if held == 1 else 's'} held",
        f"next {_when(min(coming), now)}" if coming else "",
    ]
    return " · ".join(part for part in parts if part)


def _when(at: datetime, now: datetime) -> str:
    day = "today" if at.date() == now.date() else times.in_brief(at.date())
    return f"{day}, {times.clock(at)}"
