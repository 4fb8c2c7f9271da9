"""A heading, lines that were kept, and the way to add one or to change one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button, LinkButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words, section


ASIDE = 120  # px at 100 % text: days and states stand in a column of their own
DAMAGED = (
    "This line can no longer be read: it was changed from outside, or worn out on the disk."
    " Everything else is safe, and a backup may hold it."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what stands beside it, its words, what belongs to it, and a question it raises."""

    id: str
    aside: str
    words: str
    more: tuple[str, ...] = ()
    question: str = ""
    damaged: bool = False


class Ledger(QWidget):
    """Lines in the order in which they are given.

    Signals:
        add_wanted(): another line is to be written.
        change_wanted(str): the line of this id is to be changed.
    """

    add_wanted = Signal()
    change_wanted = Signal(str)

    def __init__(self, heading: str, prompt: str, add: str, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self._changes: dict[str, LinkButton] = {}
        self._awaited: str | None = None  # the line that the keyboard is on its way to
        self.add = Button(add, icon="plus")
        self.add.clicked.connect(self.add_wanted)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(themes.current().space("one"))
        what = QWidget()
        words = Flow(themes.current().space("one"), what)
        words.addWidget(section(heading))
        words.addWidget(Phrase(prompt, "muted"))
        head = Beside(themes.current().space("one"), centred=True)
        head.add(what)
        head.add(self.add)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        stack.addLayout(head)
        stack.addLayout(self._lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines in place of those before."""
        while self._lines.count():
            item = self._lines.takeAt(0)
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        self._changes = {}
        for line in lines:
            self._lines.addWidget(self._row(line))
        if not lines:
            self._lines.addWidget(Words(self._empty, "muted", wraps=True))

    def holder(self) -> str | None:
        """Return the id of the line that has the keyboard, "" for *Add*, None for neither."""
        if self._awaited is not None:
            return self._awaited
        focus = self.window().focusWidget()  # also while another window is in front
        if focus is self.add:
            return ""
        return next((line for line, stop in self._changes.items() if stop is focus), None)

    def take_keyboard(self, line_id: str) -> None:
        """Put the keyboard on a line, or on *Add* where the line is not there."""
        self._awaited = line_id
        # Once it is laid out: what is not seen yet takes no keyboard.
        QTimer.singleShot(0, self, self._give_keyboard)

    def _give_keyboard(self) -> None:
        if self._awaited is not None:
            stop = self._changes.get(self._awaited, self.add)
            self._awaited = None
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, line: Line) -> QWidget:
        look = themes.current()
        card = Card(private=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space("two"))
        grid.setVerticalSpacing(look.space("half"))
        grid.setColumnStretch(1, 1)
        aside = Words(line.aside, "small", wraps=True)
        aside.setFixedWidth(look.scaled(ASIDE))
        grid.addWidget(aside, 0, 0, Qt.AlignmentFlag.AlignTop)
        said = DAMAGED if line.damaged else line.words
        grid.addWidget(Words(said, "body" if line.damaged else "reading", wraps=True), 0, 1)
        for number, words in enumerate(() if line.damaged else line.more, 1):
            grid.addWidget(Words(words, "small", wraps=True), number, 1)
        if line.question and not line.damaged:
            question = Words(line.question, "prompt", wraps=True)
            grid.addWidget(question, len(line.more) + 1, 1)
        if not line.damaged:
            change = LinkButton("Change")
            change.setAccessibleName(f"Change: {line.words}")
            self._changes[line.id] = change
            change.clicked.connect(partial(self.change_wanted.emit, line.id))
            grid.addWidget(change, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(grid.rowCount(), 1)
        card.stack.addLayout(grid)
        return card
