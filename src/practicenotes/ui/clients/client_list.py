"""The list of clients at the side: found by code name, grouped by where the work stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from practicenotes.domain import times
from practicenotes.domain.changes import Changes
from practicenotes.domain.people import ClientId, ClientLine, ClientStatus, FileKind
from practicenotes.records import clients
from practicenotes.ui import theme
from practicenotes.ui.tasks import Broadcast, Tasks


Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole

CONCERNS = Changes.CLIENTS | Changes.SESSIONS | Changes.NOTES

_PRESENT = (ClientStatus.ACTIVE, ClientStatus.ENQUIRY)
_PAST = (ClientStatus.PAUSED, ClientStatus.ENDED, ClientStatus.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: the head of a group, or a client."""

    head: str = ""
    client: ClientLine | None = None

    @property
    def aloud(self) -> str:
        """Return the line as a screen reader says it."""
        if self.client is None:
            return self.head
        draft = ", draft" if self.client.has_draft else ""
        return f"{self.client.code_name}, {second_line(self.client)}{draft}"


def second_line(client: ClientLine) -> str:
    """Return what stands under a code name: how far the work has come, and when it goes on."""
    if client.damaged:
        return "damaged"
    held = client.sessions_held
    so_far = f"{held} session{'' if held == 1 else 's'}" if held else "first contact"
    coming = f"next {times.in_brief(client.next_seen)}" if client.next_seen else ""
    kind = "" if client.kind is FileKind.INDIVIDUAL else client.kind.value
    return " · ".join(part for part in (so_far, coming or kind) if part)


class ClientModel(QAbstractListModel):
    """The clients that a view shows."""

    def __init__(self) -> None:
        super().__init__()
        self._clients: Sequence[ClientLine] = ()
        self._words = ""
        self._rows: list[Row] = []

    def show_clients(self, listed: Sequence[ClientLine]) -> None:
        """Take the clients, in the order of their code names."""
        self._clients = listed
        self._lay_out()

    def narrow(self, words: str) -> None:
        """Show only clients whose code name holds these letters."""
        self._words = words.strip().lower()
        self._lay_out()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return how many lines there are."""
        return 0 if parent and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line's words, or the line itself under ROW."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.aloud
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the heads of groups be passed over."""
        if self._rows[index.row()].client is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def index_of(self, client_id: ClientId) -> QModelIndex:
        """Return where a client stands, or an invalid index."""
        for number, row in enumerate(self._rows):
            if row.client and row.client.id == client_id:
                return self.index(number)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """Return the first client, or an invalid index."""
        return self.index(1) if len(self._rows) > 1 else QModelIndex()

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._rows = list(self._lines())
        self.endResetModel()

    def _lines(self) -> Iterator[Row]:
        found = [c for c in self._clients if self._words in c.code_name.lower()]
        for statuses, name in ((_PRESENT, "Active"), (_PAST, "Paused and ended")):
            group = [client for client in found if client.status in statuses]
            if group:
                yield Row(head=f"{name} · {len(group)}")
                yield from (Row(client=client) for client in group)


class ClientDelegate(QStyledItemDelegate):
    """Paints the rows of a ClientModel."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of a line, grown with the text."""
        row: Row = index.data(ROW)
        return QSize(option.rect.width(), theme.current().scaled(58 if row.client else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        row: Row = index.data(ROW)
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.client is None:
            _words(painter, option.rect.adjusted(12, 0, -8, -4), "small", "text_muted", row.head)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
                painter.setPen(QPen(look.colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent_soft"))
                corner = look.radius("control")
                painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), corner, corner)
                bar = QRect(option.rect.left(), option.rect.top() + 8, 3, option.rect.height() - 16)
                painter.fillRect(bar, look.colour("accent"))
            _client(painter, option.rect.adjusted(12, 6, -10, -6), row.client)
        painter.restore()


def _client(painter: QPainter, rect: QRect, client: ClientLine) -> None:
    half = rect.height() // 2
    upper = QRect(rect.left(), rect.top(), rect.width(), half)
    lower = QRect(rect.left(), rect.top() + half, rect.width(), half)
    _words(painter, upper, "strong", "text", client.code_name)
    if client.has_draft:
        _words(painter, upper, "small", "draft", "draft", Qt.AlignmentFlag.AlignRight)
    _words(painter, lower, "small", "text_soft", second_line(client))


def _words(
    painter: QPainter,
    rect: QRect,
    font: str,
    colour: str,
    words: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    look = theme.current()
    painter.setFont(look.font(font))
    painter.setPen(look.colour(colour))
    metrics = QFontMetrics(look.font(font))
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, cut)


class ClientList(QFrame):
    """The side list with its search field and the way to a new client.

    Signals:
        chosen(ClientId): a client is to be shown.
        add_wanted(): a new client is to be added.
    """

    chosen = Signal(str)
    add_wanted = Signal()

    def __init__(self, record: Tasks, broadcast: Broadcast) -> None:
        super().__init__()
        self.setObjectName("clientList")
        self._record = record
        self._wanted: ClientId | None = None
        self._model = ClientModel()
        self._field = QLineEdit(placeholderText="Find a client", clearButtonEnabled=True)
        self._field.setAccessibleName("Find a client")
        self._field.textChanged.connect(self._model.narrow)
        self._field.installEventFilter(self)
        self._view = QListView(uniformItemSizes=False)
        self._view.setAccessibleName("Clients")
        self._view.setModel(self._model)
        self._view.setItemDelegate(ClientDelegate(self._view))
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.activated.connect(self._choose)
        self._view.clicked.connect(self._choose)
        self._view.selectionModel().currentChanged.connect(lambda now, _: self._choose(now))
        add = QPushButton("New client")
        add.clicked.connect(self.add_wanted)
        theme.current().dress(add, "plus")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 16, 12, 12)
        layout.setSpacing(8)
        for widget in (self._field, self._view, add):
            layout.addWidget(widget)
        self.setFixedWidth(theme.current().scaled(232))
        theme.current().changed.connect(lambda: self.setFixedWidth(theme.current().scaled(232)))
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
            self._view.selectionModel().blockSignals(True)
            self._view.setCurrentIndex(index)
            self._view.selectionModel().blockSignals(False)
            self._view.viewport().update()

    def focus_field(self) -> None:
        """Put the cursor where a code name can be typed."""
        self._field.setFocus()
        self._field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let Down and Enter in the field go on to the first client."""
        pressed = event.type() is QEvent.Type.KeyPress and watched is self._field
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ONWARDS:
            first = self._model.first()
            if first.isValid():
                self._view.setCurrentIndex(first)
                self._view.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _take(self, listed: Sequence[ClientLine]) -> None:
        self._model.show_clients(listed)
        if self._wanted:
            self.select(self._wanted)

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row and row.client and row.client.id != self._wanted:
            self._wanted = row.client.id
            self.chosen.emit(row.client.id)

    def _hear(self, touched: Changes, _initiator: object) -> None:
        if touched & CONCERNS:
            self.refresh(self._now)


_ONWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
