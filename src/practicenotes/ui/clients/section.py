"""The section of the clients: the list at the side, one client beside it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from practicenotes import messages
from practicenotes.domain import times
from practicenotes.domain.people import Client, ClientId, ClientLine, NewClient
from practicenotes.domain.sessions import Session
from practicenotes.errors import CodeNameTaken, NameMissing
from practicenotes.records import clients, sessions
from practicenotes.ui.clients.client_list import ClientList
from practicenotes.ui.clients.edit import ClientDialog
from practicenotes.ui.clients.page import ClientPage
from practicenotes.ui.clients.plan import PlanDialog
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.widgets.empty import EmptyState


class ClientsSection(QWidget):
    """Finds, shows, adds and changes clients.

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
        self.listed = ClientList(record, broadcast)
        self.page = ClientPage(record, private, broadcast, now)
        self._empty = EmptyState("No clients yet.", "New client")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.listed)
        row.addWidget(self._stack, 1)
        self.listed.setProperty("pane", True)
        self._stack.setProperty("pane", True)
        self.setFocusProxy(self.listed)
        self.listed.chosen.connect(self.show_client)
        self.listed.add_wanted.connect(self.add)
        self._empty.wanted.connect(self.add)
        self.page.edit_wanted.connect(self.edit)
        self.page.plan_wanted.connect(self.plan)
        self.page.told.connect(self.told)

    @property
    def client_id(self) -> ClientId | None:
        """The client that is shown, or None."""
        return self.page.client_id

    def refresh(self) -> None:
        """Read the list anew, and show the first client when none is shown yet."""
        now = times.on_the_wall(self._now())
        self.listed.refresh(now)
        self._record.run(self, clients.find, now, then=self._begin)

    def show_client(self, client_id: ClientId) -> None:
        """Show one client."""
        self.listed.select(client_id)
        self._stack.setCurrentWidget(self.page)
        self.page.open(client_id)

    def add(self) -> None:
        """Ask for a new client."""
        dialog = ClientDialog(None, self)
        dialog.given.connect(lambda new: self._add(dialog, new))
        dialog.open()

    def edit(self, client: Client) -> None:
        """Ask for changes to a client file."""
        dialog = ClientDialog(client, self)
        dialog.given.connect(lambda new: self._change(dialog, client, new))
        dialog.open()

    def plan(self, client_id: ClientId | None = None) -> None:
        """Ask for a session in the diary; without a client there is nothing to plan."""
        now = times.on_the_wall(self._now())

        def ask(listed: tuple[ClientLine, ...]) -> None:
            if not listed:
                self.add()
                return
            proposed = now.replace(minute=0, second=0, microsecond=0)
            dialog = PlanDialog(listed, client_id or self.client_id, proposed, self)
            dialog.given.connect(self._plan)
            dialog.open()

        self._record.run(self, clients.find, now, then=ask)

    def _begin(self, listed: tuple[ClientLine, ...]) -> None:
        if not listed:
            self._stack.setCurrentWidget(self._empty)
        elif self.client_id is None:
            self.show_client(listed[0].id)

    def _add(self, dialog: ClientDialog, new: NewClient) -> None:
        def added(client_id: ClientId) -> None:
            dialog.accept()
            self.show_client(client_id)
            self.told.emit(f"{new.code_name.strip()} is added.")

        at = self._now()
        self._record.run(dialog, clients.add, new, at, then=added, failed=_says(dialog))

    def _change(self, dialog: ClientDialog, client: Client, new: NewClient) -> None:
        def changed(_: None) -> None:
            dialog.accept()
            self.told.emit("The client file is kept.")

        self._record.run(
            dialog,
            clients.change,
            client.id,
            new,
            self._now(),
            then=changed,
            failed=_says(dialog),
        )

    def _plan(self, session: Session) -> None:
        day = session.starts_at.date()
        words = f"Planned for {times.in_full(day)}, {times.clock(session.starts_at)}."
        at = self._now()
        self._record.run(self, sessions.add, session, at, then=lambda _: self.told.emit(words))


def _says(dialog: ClientDialog) -> Callable[[Exception], bool]:
    """Return what shows a refused name beside the name; other errors go to the window."""

    def failed(error: Exception) -> bool:
        if isinstance(error, NameMissing | CodeNameTaken):
            dialog.say(messages.sentence(error))
            return True
        return False

    return failed
