"""The list of clients at the side: found by code name, grouped by where the work stands."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout

from practicenotes.domain.changes import Changes
from practicenotes.domain.people import ClientId, ClientLine
from practicenotes.records import clients
from practicenotes.ui import theme
from practicenotes.ui.announce import announce
from practicenotes.ui.clients.client_delegate import ClientDelegate
from practicenotes.ui.clients.client_rows import ClientModel
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.lines import ROW
from practicenotes.ui.widgets.search_field import SearchField
from practicenotes.ui.widgets.words import Words


CONCERNS = Changes.CLIENTS | Changes.SESSIONS | Changes.NOTES
WIDTH = "client_list"
LEAST_OF_A_NAME = 3  # letters: fewer would tell little and find many


class ClientList(QFrame):
    """The side list with its search field and the way to a new client.

    Signals:
        chosen(ClientId): a client is to be shown.
        settled(): the choice is made, by Enter or by the mouse.
        add_wanted(): a new client is to be added.
    """

    chosen = Signal(str)
    settled = Signal()
    add_wanted = Signal()

    def __init__(self, record: Tasks, broadcast: Broadcast) -> None:
        super().__init__()
        self.setObjectName("clientList")
        self.setProperty("pane", True)
        self._record = record
        self._now: datetime | None = None
        self._wanted: ClientId | None = None
        self._scrolled = 0
        self._model = ClientModel()
        self._field = SearchField("Find a client")
        self._view = QListView()
        self._nobody = Words("", "body", wraps=True)
        self._past = Button("", "quiet")
        self._add = Button("New client", icon="plus")
        self._set_up()
        self._lay_out()
        broadcast.changed.connect(self._hear)

    def refresh(self, now: datetime) -> None:
        """Read the list anew; `now` is the clock on the wall."""
        self._now = now
        self._record.run(self, clients.find, now, then=self._take)

    def select(self, client_id: ClientId) -> None:
        """Mark a client as the one that is shown; it may still be on its way into the list."""
        self._wanted = client_id
        index = self._model.index_of(client_id)
        if index.isValid():
            self._view.setCurrentIndex(index)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the clients; a proxy would pull the Tab key past the field."""
        super().focusInEvent(event)
        self._view.setFocus(event.reason())

    def focus_field(self) -> None:
        """Put the cursor where a code name can be typed."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let Down and Enter in the field go on to the first client."""
        pressed = event.type() is QEvent.Type.KeyPress and watched is self._field
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ONWARDS:
            first = self._model.first()
            if first.isValid():
                self._view.setCurrentIndex(first)
                self._view.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _set_up(self) -> None:
        self._field.textChanged.connect(self._narrow)
        self._field.installEventFilter(self)
        self._view.setAccessibleName("Clients")
        self._view.setModel(self._model)
        self._view.setItemDelegate(ClientDelegate(self._view))
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model.modelAboutToBeReset.connect(self._remember)
        self._model.modelReset.connect(self._restore)
        self._view.activated.connect(self._settle)
        self._view.clicked.connect(self._settle)
        self._view.selectionModel().currentChanged.connect(lambda now, _: self._choose(now))
        self._past.setCheckable(True)
        self._past.toggled.connect(self._turn_past)
        self._add.clicked.connect(self.add_wanted)
        theme.current().changed.connect(self._fit)

    def _lay_out(self) -> None:
        look = theme.current()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, look.space("two"), 12, 12)
        layout.setSpacing(look.space("one"))
        layout.addWidget(self._field)
        layout.addWidget(self._nobody)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._past, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._add)
        self._nobody.hide()
        self._turn_past(False)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(theme.current().scaled(theme.current().space(WIDTH)))
        self._view.scheduleDelayedItemsLayout()

    def _take(self, listed: Sequence[ClientLine]) -> None:
        if self._now:
            self._model.show_clients(listed, self._now.date())
        self._renew()

    def _narrow(self, words: str) -> None:
        """Look for code names at once, and for legal names as soon as the record has answered."""
        self._model.narrow(words)
        self._renew()
        if len(words.strip()) >= LEAST_OF_A_NAME:
            self._record.run(self, clients.named, words, then=partial(self._take_named, words))

    def _take_named(self, words: str, found: frozenset[ClientId]) -> None:
        if words == self._field.text() and found:
            self._model.narrow(words, found)
        self._renew()
        if not self._nobody.isHidden():
            announce(self._field, self._nobody.said())

    def _turn_past(self, shown: bool) -> None:
        self._model.show_past(shown)
        theme.current().dress(
            self._past, "chevron-down" if shown else "chevron-right", "text_soft", "small"
        )
        self._renew()

    def _renew(self) -> None:
        """Say what the list cannot: whom it does not find, and whom it folds away."""
        typed, past = self._field.text().strip(), self._model.past
        self._nobody.say(f"Nobody here is called “{typed}”." if typed else "")
        self._nobody.setVisible(bool(typed) and not self._model.rowCount())
        self._past.setText(past)
        state = "folded out" if self._past.isChecked() else "folded away"
        self._past.setAccessibleName(f"{past}, {state}")
        self._past.setVisible(bool(past) and not typed)

    def _remember(self) -> None:
        self._scrolled = self._view.verticalScrollBar().value()

    def _restore(self) -> None:
        """Stand where the list stood, with the mark on the client that is shown."""
        self._view.doItemsLayout()
        self._view.verticalScrollBar().setValue(self._scrolled)
        if self._wanted:
            self.select(self._wanted)

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row and row.client and row.client.id != self._wanted:
            self._wanted = row.client.id
            self.chosen.emit(row.client.id)

    def _settle(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row and row.client:
            self._choose(index)
            self.settled.emit()

    def _hear(self, touched: Changes, _initiator: object) -> None:
        if touched & CONCERNS and self._now:
            self.refresh(self._now)


_ONWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
