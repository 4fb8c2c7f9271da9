"""One client's page: who it is about, the timeline, and the file at a glance."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.changes import Changes
from practicenotes.domain.people import Client, ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import overview
from practicenotes.records.overview import Overview
from practicenotes.records.timeline import Entry, EntryKind
from practicenotes.reflections import reflections
from practicenotes.ui import damage, theme
from practicenotes.ui.clients import entry_menu
from practicenotes.ui.clients.glance import Glance
from practicenotes.ui.clients.header import ClientHeader
from practicenotes.ui.clients.narrowing import Narrowing
from practicenotes.ui.clients.timeline import ROW, Shown, TimelineModel
from practicenotes.ui.clients.timeline_view import TimelineView
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.room import Room


class ClientPage(QWidget):
    """What is known of one client.

    Signals:
        session_wanted(SessionId), letter_wanted(LetterId): something is to be opened.
        note_wanted(ClientId), plan_wanted(ClientId), new_letter_wanted(ClientId),
        edit_wanted(Client): something is to be begun.
        change_wanted(Session), became(Session, Attendance): a planned session is not as planned.
        list_wanted(): the folded list of clients is to be shown.
        told(str): where the therapist is now.
    """

    session_wanted = Signal(str)
    letter_wanted = Signal(str)
    note_wanted = Signal(str)
    plan_wanted = Signal(str)
    new_letter_wanted = Signal(str)
    edit_wanted = Signal(object)
    change_wanted = Signal(object)
    became = Signal(object, object)
    list_wanted = Signal()
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
        self._wanted: ClientId | None = None
        self._client: Client | None = None
        self._overview: Overview | None = None
        self._reflected: dict[ClientId, frozenset[SessionId]] = {}
        self._stale = False
        self._room = Room.WIDE
        self._header = ClientHeader()
        self._model = TimelineModel()
        self._view = TimelineView(self._model)
        self._narrowing = Narrowing()
        self._turn = Button("At a glance", icon="clipboard-list")
        self._glance = Glance()
        self._empty = EmptyState("No sessions yet.", "New session note")
        self._build()
        self._listen()
        broadcast.changed.connect(self._hear)

    @property
    def client_id(self) -> ClientId | None:
        """The client that is shown, or None."""
        return self._wanted

    def open(self, client_id: ClientId) -> None:
        """Show a client; from now on this is the one that notes and letters are begun for."""
        self._wanted = client_id
        known = partial(self._take_reflected, client_id)
        self._private.run(self, reflections.reflected, client_id, then=known)
        self._record.run(self, overview.of_client, client_id, then=self._take)

    def refresh(self) -> None:
        """Read the page anew."""
        if self.client_id:
            self.open(self.client_id)

    def offer_list(self, offered: bool) -> None:
        """Offer the way to the list of clients where it does not stand at the side."""
        self._header.offer_list(offered)

    def focus_list_button(self) -> None:
        """Put the keyboard where the list was asked for."""
        self._header.focus_list_button()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the timeline; a proxy would pull the Tab key past the header."""
        super().focusInEvent(event)
        inside = self._empty.button if self._view.isHidden() else self._view
        inside.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the page out for the room that the window gives."""
        super().resizeEvent(event)
        self._fit()

    # --- the page ------------------------------------------------------------------------------

    def _build(self) -> None:
        sheet = QWidget()
        page = QVBoxLayout(sheet)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._header)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(0)
        self._columns.addWidget(self._main(), 1)
        self._columns.addWidget(self._glance)
        page.addLayout(self._columns, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(sheet))

    def _main(self) -> QWidget:
        look = theme.current()
        main = QWidget()
        stack = QVBoxLayout(main)
        margin = look.space("page_margin")
        inset = look.scaled(12)  # the words of a row stand in from its ground
        stack.setContentsMargins(margin - inset, look.space("two"), margin - inset, 0)
        stack.setSpacing(look.space("one"))
        tools = Beside(look.space("two"), under=look.space("one"), centred=True)
        tools.setContentsMargins(inset, 0, inset, 0)
        tools.add(self._narrowing)
        tools.add(_at_the_right(self._turn))
        stack.addLayout(tools)
        stack.addWidget(self._view, 1)
        stack.addWidget(self._empty, 1)
        return main

    def _listen(self) -> None:
        header = self._header
        header.name_wanted.connect(self._reveal)
        header.list_wanted.connect(self.list_wanted)
        header.edit_wanted.connect(self._edit)
        for asked, signal in (
            (header.note_wanted, self.note_wanted),
            (self._empty.wanted, self.note_wanted),
            (header.letter_wanted, self.new_letter_wanted),
            (header.plan_wanted, self.plan_wanted),
        ):
            asked.connect(lambda signal=signal: signal.emit(self.client_id))
        self._view.opened.connect(self._open_entry)
        self._view.menu_wanted.connect(self._show_menu)
        self._narrowing.chosen.connect(self._narrow)
        self._turn.setCheckable(True)
        self._turn.toggled.connect(self._fit)
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        """Put the file at a glance beside the timeline, or in its place where there is no room."""
        self._room = room.around(self)
        wide, narrow = self._room is Room.WIDE, self._room is Room.NARROW
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._glance.set_beside(wide)
        self._narrowing.set_narrow(narrow)
        self._view.set_grown(narrow)
        self._show_parts()

    def _show_parts(self) -> None:
        wide = self._room is Room.WIDE
        glance = not wide and self._turn.isChecked()
        some = self._overview is not None and bool(self._overview.entries)
        self._turn.setVisible(not wide)
        self._turn.setText("Timeline" if glance else "At a glance")
        theme.current().dress(self._turn, "history" if glance else "clipboard-list")
        self._glance.setVisible(wide or glance)
        self._view.setVisible(some and not glance)
        self._narrowing.setVisible(some and not glance)
        self._empty.setVisible(not some and not glance)

    # --- what was found ------------------------------------------------------------------------

    def _take_reflected(self, client_id: ClientId, reflected: frozenset[SessionId]) -> None:
        self._reflected = {client_id: reflected}
        if self._overview and self._overview.client.id == client_id:
            self._show_entries()

    def _take(self, found: Overview) -> None:
        if found.client.id != self._wanted:  # another client was chosen meanwhile
            return
        same = self._client is not None and self._client.id == found.client.id
        self._client, self._overview, self._stale = found.client, found, False
        if not same:
            self._header.covered.cover()
        now = times.on_the_wall(self._now())
        name = damage.words(found.client.code_name, damage.NAME)
        self._header.show_client(name, facts(found, now))
        sessions = [entry.session for entry in reversed(found.entries) if entry.session]
        self._glance.show_facts(found.client, sessions, found.goals, found.results)
        self._show_entries()
        self._show_parts()
        self.told.emit(f"{name}, timeline")

    def _show_entries(self) -> None:
        """Show the timeline; the entry that was chosen stays chosen, or the latest is."""
        if self._overview is None:
            return
        chosen = self._view.currentIndex().data(ROW)
        now = times.on_the_wall(self._now())
        reflected = self._reflected.get(self._overview.client.id, frozenset())
        self._model.show_entries(self._overview.entries, reflected, now)
        index = self._model.index_of(chosen.id) if chosen else QModelIndex()
        self._view.setCurrentIndex(index if index.isValid() else self._model.latest(now))

    def _narrow(self, shown: Shown) -> None:
        chosen = self._view.currentIndex().data(ROW)
        self._model.narrow(shown)
        index = self._model.index_of(chosen.id) if chosen else QModelIndex()
        if index.isValid():
            self._view.setCurrentIndex(index)

    # --- what is done --------------------------------------------------------------------------

    def _open_entry(self, entry: Entry) -> None:
        if entry.kind is EntryKind.SESSION:
            self.session_wanted.emit(entry.id)
        elif entry.kind is EntryKind.LETTER:
            self.letter_wanted.emit(entry.id)

    def _show_menu(self, entry: Entry, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in entry_menu.choices(
            entry,
            times.on_the_wall(self._now()),
            open_entry=self._open_entry,
            change=self.change_wanted.emit,
            become=self.became.emit,
        ):
            menu.addAction(words, act)
        if menu.actions():
            menu.popup(at)
            menu.setActiveAction(menu.actions()[0])

    def _edit(self) -> None:
        if self._client:
            self.edit_wanted.emit(self._client)

    def _reveal(self) -> None:
        if self._client:
            names = " and ".join(damage.words(each.name) for each in self._client.people)
            self._header.covered.reveal(names or "no legal name in the file")

    def _hear(self, touched: Changes, _initiator: object) -> None:
        if touched is Changes.NONE:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True


def facts(found: Overview, now: datetime) -> str:
    """Return one line about a client; `now` is the clock on the wall."""
    client = found.client
    held = sum(1 for entry in found.entries if entry.session and entry.session.number)
    coming = [e.at for e in found.entries if e.session and e.at >= now and not e.session.number]
    since = f" since {times.in_full(client.since)}" if client.since else ""
    parts = [
        client.kind.value.capitalize(),
        f"{client.status.value}{since}",
        f"{held} session{'' if held == 1 else 's'} held",
        f"next {_when(min(coming), now)}" if coming else "",
        "this file is damaged" if client.damaged else "",
    ]
    return " · ".join(part for part in parts if part)


def _when(at: datetime, now: datetime) -> str:
    day = "today" if at.date() == now.date() else times.in_brief(at.date())
    return f"{day}, {times.clock(at)}"


def _at_the_right(part: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch()
    row.addWidget(part)
    return held
