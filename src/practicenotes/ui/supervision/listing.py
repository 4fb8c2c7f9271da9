"""The passages for supervision, grouped by how far they have come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.supervision_items import ItemState, SupervisionItem, Ticked
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.writing import reading
from practicenotes.reflections.supervision import Agenda
from practicenotes.ui import damage
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words, rule, section


NOTHING = (
    "Nothing is taken to supervision yet. On the private side of a session, select words and press"
    " Ctrl+Shift+T."
)
EXPLAINED = "A passage, a question, a sheet in disguise, and what came of it."
_SHOWN = 90  # signs of a passage in its line
_HEADS = {
    ItemState.TO_PREPARE: "To prepare",
    ItemState.SHEET_READY: "Sheet ready",
    ItemState.DISCUSSED: "Discussed",
    ItemState.CLOSED: "Closed",
}


@dataclass(frozen=True, slots=True)
class Whose:
    """What the ids of passages stand for: code names and the days of sessions."""

    names: Mapping[ClientId, str]
    days: Mapping[SessionId, date]

    def name(self, client_id: ClientId) -> str:
        """Return the code name of a client."""
        return damage.words(self.names.get(client_id, ""), damage.NAME) or "A client who is gone"

    def session(self, session_id: SessionId | None) -> str:
        """Say which session it was."""
        day = self.days.get(session_id) if session_id else None
        return f"session of {times.in_full(day)}" if day else "of no one session"


class PassageList(QWidget):
    """One row for each passage, and for each session that was ticked.

    Signals:
        item_wanted(SupervisionItem), ticked_wanted(Ticked): a row was taken.
        clients_wanted(): there is nothing here yet.
    """

    item_wanted = Signal(object)
    ticked_wanted = Signal(object)
    clients_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[RowButton] = []
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("one"))

    def show_agenda(self, agenda: Agenda, whose: Whose) -> None:
        """Show everything, what is still to be prepared at the head."""
        here = next((n for n, row in enumerate(self.rows) if row.hasFocus()), None)
        while (taken := self._stack.takeAt(0)) is not None:
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for head, rows in self._groups(agenda, whose):
            self._stack.addWidget(section(head))
            card = Card(private=True)
            for row in rows:
                card.stack.addWidget(row)
            self._stack.addWidget(card)
            self.rows += rows
        if not self.rows:
            empty = EmptyState(NOTHING, "Go to the clients")
            empty.wanted.connect(self.clients_wanted)
            self._stack.addWidget(empty)
        if here is not None and self.rows:
            self.rows[min(here, len(self.rows) - 1)].setFocus()

    def _groups(self, agenda: Agenda, whose: Whose) -> Iterator[tuple[str, list[RowButton]]]:
        for state, head in _HEADS.items():
            rows = [self._row(item, whose) for item in agenda.items if item.state is state]
            if state is ItemState.TO_PREPARE:
                rows = [*(self._tick(each, whose) for each in agenda.ticked), *rows]
            if rows:
                yield head, rows

    def _row(self, item: SupervisionItem, whose: Whose) -> RowButton:
        if item.damaged:
            row = RowButton(whose.name(item.client_id), "a passage that can no longer be read")
            row.setEnabled(False)
            return row
        words = item.question.strip() or item.passage
        about = f"{whose.session(item.session_id)}  ·  {_first_words(words)}"
        row = RowButton(whose.name(item.client_id), about)
        row.clicked.connect(lambda: self.item_wanted.emit(item))
        return row

    def _tick(self, ticked: Ticked, whose: Whose) -> RowButton:
        about = f"{whose.session(ticked.session_id)}  ·  ticked, no passage taken yet"
        row = RowButton(whose.name(ticked.client_id), about)
        row.clicked.connect(lambda: self.ticked_wanted.emit(ticked))
        return row


def count_words(agenda: Agenda) -> str:
    """Say in one line what waits."""
    open_states = (ItemState.TO_PREPARE, ItemState.SHEET_READY)
    waiting = sum(i.state in open_states for i in agenda.items) + len(agenda.ticked)
    if not waiting:
        return ""
    passages = "passage waits" if waiting == 1 else "passages wait"
    return f"{times.number(waiting).capitalize()} {passages} for the next hour."


def _first_words(text: str) -> str:
    line = reading.plain(text)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"


class ListPage(QWidget):
    """The list under its one sentence, and at its foot the way to take everything out."""

    def __init__(self) -> None:
        super().__init__()
        self.list = PassageList()
        self.take_out = Button("Take out my reflections…", icon="folder")
        self._waiting = Words("", "small")
        look = themes.current()
        stack = QVBoxLayout(self)
        margin = look.space("page_margin")
        stack.setContentsMargins(margin, look.space("two"), margin, look.space("three"))
        stack.setSpacing(look.space("one"))
        stack.addWidget(NeverPrinted())
        stack.addWidget(Words(EXPLAINED, "body", wraps=True))
        stack.addWidget(self._waiting)
        stack.addWidget(self.list)
        stack.addStretch()
        stack.addSpacing(look.space("two"))
        stack.addWidget(rule())
        row = QHBoxLayout()
        row.addWidget(self.take_out)
        row.addStretch()
        stack.addLayout(row)

    def show_agenda(self, agenda: Agenda, whose: Whose) -> None:
        """Show what is on its way, and say what waits."""
        self.list.show_agenda(agenda, whose)
        said = count_words(agenda)
        self._waiting.say(said)
        self._waiting.setVisible(bool(said))
