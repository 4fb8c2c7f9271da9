"""The first page of an executor: every client, how they are reached, and what is planned."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain import times
from practicenotes.domain.executor import CONTACTS, DAMAGED, NOBODY, Reach
from practicenotes.ui import theme as themes
from practicenotes.ui.executor.banner import Banner
from practicenotes.ui.executor.manner import Manner
from practicenotes.ui.executor.out import ListOut
from practicenotes.ui.help import topics
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.page import at_the_left, scrolled
from practicenotes.ui.widgets.search_field import SearchField
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import Words, section


WIDTH = 760  # px at 100 % text
WHO_FIRST = "Whoever has the next appointment stands first."
AGAIN = "&Try again"
_SELECTED = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class ContactsPage(QWidget):
    """A card for each client; it is read anew, and entered again, each time it is asked for.

    Signals:
        record_wanted(ClientId, str): this client's record is to be read; the name is the code name.
        lock_wanted(): there is nothing to read here.
    """

    record_wanted = Signal(str, str)
    lock_wanted = Signal()

    def __init__(
        self,
        record: Tasks,
        work: Work,
        now: Callable[[], datetime],
        manner: Manner | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("help", manner.help if manner else topics.EXECUTOR)
        self._record, self._now = record, now
        self._manner = manner or Manner()
        self.banner = Banner(self._manner)
        self.newer = NoticeStrip()
        self._cards: dict[str, list[ContactCard]] = {}
        self.search = SearchField("Find a client")
        self.search.textChanged.connect(self._filter)
        self.out = ListOut(record, work, now)
        self.none = Words("", "body", wraps=True)
        self.none.hide()
        self._stack = QVBoxLayout()
        self._stack.setSpacing(themes.current().space("two"))
        self._lay_out()
        self.setFocusProxy(self.search)

    def read(self) -> None:
        """Read everything; what cannot be entered in the trail is not shown."""
        at = self._now()
        show = partial(self.show_all, at)
        self._record.run(self, self._manner.contacts, at, then=show, failed=self._refuse)

    @property
    def cards(self) -> list["ContactCard"]:
        """The cards in their order."""
        return [card for cards in self._cards.values() for card in cards]

    def show_all(self, at: datetime, reached: tuple[Reach, ...]) -> None:
        """Show a card for each client, in this order, as it was read at this time."""
        self._clear()
        self.out.hold(reached if self._manner.goes_out else (), at)
        today = times.on_the_wall(at).date()
        for reach in reached:
            card = ContactCard(reach, today)
            wanted = partial(self.record_wanted.emit, reach.client.id, reach.client.code_name)
            card.read.clicked.connect(lambda _checked=False, wanted=wanted: wanted())
            self._cards.setdefault(_searched(reach), []).append(card)
            self._stack.addWidget(card)
        if not reached:
            self._say(NOBODY, "&Lock", self.lock_wanted.emit)
        self._filter(self.search.text())

    def _refuse(self, error: Exception) -> None:
        self._clear()
        self.out.hold((), self._now())
        self._say(messages.to_reader(error), AGAIN, self.read)

    def _say(self, sentence: str, act: str, do: Callable[[], object]) -> None:
        state = EmptyState(sentence, act)
        state.wanted.connect(do)
        self._stack.addWidget(state)
        state.button.setFocus()

    def _clear(self) -> None:
        self._cards.clear()
        while (item := self._stack.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        found = 0
        for text, cards in self._cards.items():
            fits = all(word in text for word in words)
            found += fits
            for card in cards:
                card.setVisible(fits)
        self.none.say(f"No client fits “{typed.strip()}”." if self._cards and not found else "")
        self.none.setVisible(bool(self.none.said()))

    def _lay_out(self) -> None:
        theme = themes.current()
        column = QWidget()
        column.setMaximumWidth(theme.scaled(WIDTH) + 2 * theme.space("page_margin"))
        inside = QVBoxLayout(column)
        margin = theme.space("page_margin")
        inside.setContentsMargins(margin, theme.space("three"), margin, margin)
        inside.setSpacing(theme.space("two"))
        inside.addWidget(Words(CONTACTS, "title"))
        inside.addWidget(Words(WHO_FIRST, "body", wraps=True))
        for part in (self.out, self.search, self.none):
            inside.addWidget(part)
        inside.addLayout(self._stack)
        inside.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addWidget(self.newer)
        whole.addWidget(scrolled(at_the_left(column)), 1)


class ContactCard(Card):
    """One client: who they are, how they are reached, and the next appointments."""

    def __init__(self, reach: Reach, today: date) -> None:
        super().__init__()
        client = reach.client
        self.setAccessibleName(client.code_name)
        self.read = Button("Read the record")
        self.read.setAccessibleName(f"Read the record of {client.code_name}")
        head = QHBoxLayout()
        head.addWidget(Words(client.code_name, "heading"))
        head.addStretch()
        head.addWidget(self.read)
        self.stack.addLayout(head)
        self._line(reach.facts, "small")
        if client.damaged:
            self._line(DAMAGED, "body")
        for name, lines in reach.parts(today):
            self.stack.addWidget(section(name))
            for line in lines:
                self._line(line, "body")

    def _line(self, text: str, role: str) -> None:
        words = Words(text, role, wraps=True)
        words.setTextInteractionFlags(_SELECTED)
        self.stack.addWidget(words)


def _searched(reach: Reach) -> str:
    names = (person.name for person in reach.client.people)
    return " ".join((reach.client.code_name, *names)).casefold()
