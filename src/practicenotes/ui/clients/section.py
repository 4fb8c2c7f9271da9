"""The section of the clients: the list at the side, one client beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from practicenotes import messages
from practicenotes.domain import times
from practicenotes.domain.people import Client, ClientId, ClientLine
from practicenotes.domain.sessions import Attendance, Session
from practicenotes.domain.unfinished import Mark
from practicenotes.errors import RowDamaged
from practicenotes.records import clients, sessions, unfinished
from practicenotes.ui import theme
from practicenotes.ui.clients.client_list import ClientList
from practicenotes.ui.clients.edit import ClientDialog
from practicenotes.ui.clients.frame import Framing
from practicenotes.ui.clients.page import ClientPage
from practicenotes.ui.clients.plan import Planning
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.dialog import FormDialog
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.room import Room


SHEET = "client"


class ClientsSection(QWidget):
    """Finds, shows, adds and changes clients.

    The list lies over the page. In a wide window the page leaves the list its room; in any other
    the list comes when it is asked for, and goes once a client is chosen.

    Signals:
        told(str): what was done, or where the therapist is.
    """

    told = Signal(str)

    def __init__(
        self,
        record: Tasks,
        private: Tasks,
        broadcast: Broadcast,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._record, self._now = record, now
        self._folded = False
        self.page = ClientPage(record, private, broadcast, now)
        self.framing = Framing(record, now, self.page.undo, self)
        self.planning = Planning(record, now, self)
        self._empty = EmptyState("No clients yet.", "New client")
        margin = theme.current().space("page_margin")
        self._empty.setContentsMargins(margin, 0, margin, 0)
        self._stack = QStackedWidget()
        self._stack.setProperty("pane", True)
        self._stack.addWidget(QWidget())  # until it is known whether there are any
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.page)
        self.listed = ClientList(record, broadcast)
        self.listed.setParent(self)  # before the page: the Tab key comes here first
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._stack)
        self._listen()
        self._fit()

    @property
    def client_id(self) -> ClientId | None:
        """The client that is shown, or None."""
        return self.page.client_id

    def refresh(self) -> None:
        """Read the list anew, and show the first client when none is shown yet."""
        now = self._wall()
        self.listed.refresh(now)
        self._record.run(self, clients.find, now, then=self._begin)

    def show_client(self, client_id: ClientId) -> None:
        """Show one client."""
        self.listed.select(client_id)
        self._stack.setCurrentWidget(self.page)
        self.page.open(client_id)

    def find_client(self) -> None:
        """Let the therapist type a code name."""
        self._show_list(True)
        self.listed.focus_field()

    def add(self) -> None:
        """Ask for a new client."""
        dialog = ClientDialog(None, self)
        standing = self._stand(dialog, "")
        dialog.asked.connect(lambda: self._add(dialog, standing))
        dialog.open()

    def edit(self, client: Client) -> None:
        """Ask for changes to a client file; one that is damaged stays as it is."""
        if client.damaged:
            self.told.emit(messages.sentence(RowDamaged("client", client.id)))
            return
        dialog = ClientDialog(client, self)
        standing = self._stand(dialog, client.id)
        done = partial(self._done, dialog, "The client file is kept.")

        def keep() -> None:
            given = (client.id, dialog.given(), self._now())
            standing.hand_in(clients.change, *given, then=done)

        dialog.asked.connect(keep)
        dialog.open()

    def edit_again(self, client_id: ClientId) -> None:
        """Ask the same about a client who is known by the id alone."""
        self._record.run(self, clients.get, client_id, then=self.edit)

    def plan(self, client_id: ClientId | None = None) -> None:
        """Ask for a session in the diary; without a client there is nothing to plan."""
        self.planning.begin(client_id or self.client_id)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the list, or where it is folded away to the page."""
        super().focusInEvent(event)
        some = self._stack.currentWidget() is self.page
        shown = self.page if some else self._empty.button
        (self.listed if self.listed.isVisible() else shown).setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let Esc put the list away where it was asked for."""
        if event.key() == Qt.Key.Key_Escape and self._folded and self.listed.isVisible():
            self._show_list(False)
            self.page.focus_list_button()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the list its room, or fold it away."""
        super().resizeEvent(event)
        self._fit()

    # --- list and page -------------------------------------------------------------------------

    def _listen(self) -> None:
        self.listed.chosen.connect(self.show_client)
        self.listed.settled.connect(self._settle)
        self.listed.add_wanted.connect(self.add)
        self._empty.wanted.connect(self.add)
        self.page.edit_wanted.connect(self.edit)
        self.page.plan_wanted.connect(self.plan)
        self.page.change_wanted.connect(self.planning.change)
        self.page.became.connect(self._become)
        self.page.frame_wanted.connect(self.framing.begin)
        self.page.frame_change_wanted.connect(self.framing.change)
        self.page.frame_removed.connect(self.framing.remove)
        for acting in (self.framing, self.planning):
            acting.told.connect(self.told)
        self.planning.client_wanted.connect(self.add)
        self.page.list_wanted.connect(self.find_client)
        self.page.told.connect(self.told)
        theme.current().changed.connect(self._fit)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _fit(self) -> None:
        folded = room.around(self) is not Room.WIDE
        self._row.setContentsMargins(0 if folded else self.listed.width(), 0, 0, 0)
        self.listed.setGeometry(0, 0, self.listed.width(), self.height())
        self.listed.raise_()
        if folded != self._folded:
            self._folded = folded
            self._show_list(not folded)
        self.page.offer_list(folded)

    def _show_list(self, shown: bool) -> None:
        self.listed.setVisible(shown or not self._folded)

    def _settle(self) -> None:
        """Go on to the client that was chosen."""
        self._show_list(False)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Put the list away when the keyboard goes on to the page."""
        if self._folded and now and self._stack.isAncestorOf(now):
            self._show_list(False)

    def _begin(self, listed: tuple[ClientLine, ...]) -> None:
        if not listed:
            self._stack.setCurrentWidget(self._empty)
        elif self.client_id is None:
            self.show_client(listed[0].id)

    # --- what is kept --------------------------------------------------------------------------

    def _stand(self, dialog: ClientDialog, client_id: str) -> Standing:
        return Standing(dialog, self._record, unfinished, Mark(SHEET, (client_id,)), self._now)

    def _add(self, dialog: ClientDialog, standing: Standing) -> None:
        new = dialog.given()

        def added(client_id: ClientId) -> None:
            self._done(dialog, f"{new.code_name.strip()} is added.")
            self.show_client(client_id)

        standing.hand_in(clients.add, new, self._now(), then=added)

    def _become(self, session: Session, attendance: Attendance) -> None:
        """Keep what became of a session that was in the diary."""
        day = times.in_full(session.starts_at.date())
        said = f"The session of {day}: {attendance.value}."
        self._record.run(
            self,
            sessions.change,
            replace(session, attendance=attendance),
            self._now(),
            then=lambda _: self.told.emit(said),
        )

    def _done(self, dialog: FormDialog, words: str, _: object = None) -> None:
        dialog.accept()
        self.told.emit(words)

    def _wall(self) -> datetime:
        return times.on_the_wall(self._now())
