"""One client's page: who it is about, and the parts of the file behind their tabs."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.changes import Changes
from practicenotes.domain.people import Client, ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import overview
from practicenotes.records.overview import Overview
from practicenotes.reflections import reflections
from practicenotes.ui import damage, theme
from practicenotes.ui.clients.header import ClientHeader
from practicenotes.ui.clients.history import History
from practicenotes.ui.clients.tabs import Tab, TabPage, Tabs
from practicenotes.ui.keys import Keys
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.front import Front
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.room import Room
from practicenotes.ui.widgets.strip import UndoStrip


TIMELINE = "timeline"


class ClientPage(QWidget):
    """What is known of one client.

    Signals:
        session_wanted(SessionId), letter_wanted(LetterId), card_opened(CardId): to be opened.
        card_wanted(CardAct, ClientId): something is to be done with a client card.
        note_opened(NoteId): a note that stands for itself is to be opened.
        note_wanted(ClientId), another_note_wanted(ClientId), plan_wanted(ClientId),
        new_letter_wanted(ClientId), frame_wanted(ClientId), edit_wanted(Client): something is to
        be begun.
        change_wanted(Session), became(Session, Attendance): a planned session is not as planned.
        frame_change_wanted(id), frame_removed(id): what was noted about the frame is not so.
        list_wanted(): the folded list of clients is to be shown.
        turned(): the page is about this client from now on.
        told(str): where the therapist is now.
    """

    session_wanted = Signal(str)
    letter_wanted = Signal(str)
    card_opened = Signal(str)
    card_wanted = Signal(object, str)
    note_opened = Signal(str)
    another_note_wanted = Signal(str)
    note_wanted = Signal(str)
    plan_wanted = Signal(str)
    new_letter_wanted = Signal(str)
    edit_wanted = Signal(object)
    frame_wanted = Signal(str)
    frame_change_wanted = Signal(str)
    frame_removed = Signal(str)
    change_wanted = Signal(object)
    became = Signal(object, object)
    list_wanted = Signal()
    turned = Signal()
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
        self._overview: Overview | None = None
        self._reflected: dict[ClientId, frozenset[SessionId]] = {}
        self._stale = False
        self._header = ClientHeader()
        self._tabs = Tabs()
        self.undo = UndoStrip()
        self._stack = Front()
        self._history = History(now)
        self._pages: dict[str, QWidget] = {TIMELINE: self._history}
        self._tabs.add(Tab(TIMELINE, "Timeline"))
        self._stack.addWidget(self._history)
        self._build()
        self._listen()
        broadcast.changed.connect(self._hear)

    def add_tab(self, tab: Tab, page: QWidget, *acts: QWidget, before: str = "") -> None:
        """Add a part of the file, a TabPage: last, or before the part of that name.

        `acts` are the buttons beside the name while it is in front, where it has its own.
        """
        self._pages[tab.name] = page
        if acts:
            self._header.add_acts(tab.name, *acts)
        self._stack.addWidget(page)
        self._tabs.add(tab, lambda each: each.name == before)

    @property
    def client_id(self) -> ClientId | None:
        """The client that is shown, or None."""
        return self._wanted

    @property
    def tab(self) -> str:
        """The name of the part of the file that is shown."""
        return self._tabs.tab.name

    def choose_tab(self, name: str) -> None:
        """Show a part of the file by its name."""
        self._tabs.choose(name)

    def open(self, client_id: ClientId) -> None:
        """Show a client; from now on this is the one that notes and letters are begun for."""
        self._wanted = client_id
        self.turned.emit()
        self._open_tab()
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
        """Pass the keyboard on to what is shown; a proxy would pull the Tab key past the header."""
        super().focusInEvent(event)
        self._pages[self.tab].setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Make tabs a list where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    # --- the page ------------------------------------------------------------------------------

    def _build(self) -> None:
        sheet = QWidget()
        page = QVBoxLayout(sheet)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._header)
        self._header.add_beneath(self._tabs)
        page.addWidget(self.undo)
        page.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(sheet))

    def _listen(self) -> None:
        header, history = self._header, self._history
        header.name_wanted.connect(self._reveal)
        header.list_wanted.connect(self.list_wanted)
        header.edit_wanted.connect(self._edit)
        for asked, signal in (
            (header.note_wanted, self.note_wanted),
            (history.note_wanted, self.note_wanted),
            (header.another_note_wanted, self.another_note_wanted),
            (header.letter_wanted, self.new_letter_wanted),
            (header.plan_wanted, self.plan_wanted),
            (header.frame_wanted, self.frame_wanted),
        ):
            asked.connect(lambda signal=signal: signal.emit(self.client_id))
        history.session_wanted.connect(self.session_wanted)
        history.note_opened.connect(self.note_opened)
        history.letter_wanted.connect(self.letter_wanted)
        history.card_opened.connect(self.card_opened)
        header.card_wanted.connect(lambda act: self.card_wanted.emit(act, self.client_id))
        history.change_wanted.connect(self.change_wanted)
        history.became.connect(self.became)
        history.frame_change_wanted.connect(self.frame_change_wanted)
        history.frame_removed.connect(self.frame_removed)
        self._tabs.chosen.connect(self._show_tab)
        next_tab, tab_before = partial(self._step, 1), partial(self._step, -1)
        Keys(self, {"Ctrl+Tab": next_tab, "Ctrl+Shift+Backtab": tab_before})
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        self._tabs.set_narrow(room.around(self) is Room.NARROW)

    def _step(self, by: int) -> None:
        self._tabs.step(by)
        self._pages[self.tab].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_tab(self, name: str) -> None:
        self._stack.setCurrentWidget(self._pages[name])
        self._header.show_acts(name)
        self._open_tab()
        self._tell()

    def _open_tab(self) -> None:
        """Let the part in front read itself anew; the timeline shows what the page itself reads."""
        page: TabPage | QWidget = self._pages[self.tab]
        if self._wanted and page is not self._history:
            page.open(self._wanted)  # type: ignore[union-attr]

    # --- what was found ------------------------------------------------------------------------

    def _take_reflected(self, client_id: ClientId, reflected: frozenset[SessionId]) -> None:
        self._reflected = {client_id: reflected}
        if self._overview and self._overview.client.id == client_id:
            self._history.show_reflected(reflected)

    def _take(self, found: Overview) -> None:
        if found.client.id != self._wanted:  # another client was chosen meanwhile
            return
        same = self._client is not None and self._client.id == found.client.id
        self._overview, self._stale = found, False
        if not same:
            self._header.covered.cover()
            self.undo.hide()
        now = times.on_the_wall(self._now())
        name = damage.words(found.client.code_name, damage.NAME)
        self._header.show_client(name, facts(found, now))
        self._history.show_overview(found, self._reflected.get(found.client.id))
        self._tell()

    def _tell(self) -> None:
        if self._client:
            name = damage.words(self._client.code_name, damage.NAME)
            tab = self._tabs.tab
            self.told.emit(f"{name}, {tab.said or tab.name}")

    # --- what is done --------------------------------------------------------------------------

    @property
    def _client(self) -> Client | None:
        return self._overview.client if self._overview else None

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
    day = "today" if at.date() == now.date() else times.in_brief(at, now)
    return f"{day}, {times.clock(at)}"
