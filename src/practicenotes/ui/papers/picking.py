"""Single things of a record on paper: each is let in or left out, and passages can be removed."""

from collections.abc import Set as AbstractSet

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import record_paper, record_requests, times
from practicenotes.domain.record_paper import Choice, Item, RecordPaper
from practicenotes.domain.record_requests import Omission
from practicenotes.ui import theme as themes
from practicenotes.ui.papers.removing import removed_in_words
from practicenotes.ui.papers.things import Things
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words, section


ABOUT = (
    "Choose one or several, with Shift and the arrows, and say whether they go on this paper."
    " Passages that are removed are missing from everything that is handed over of this record."
)
NOTHING = "Nothing is recorded here yet."
ALL_IN = "No single thing is left out."
_NOT_CHOSEN = "not among the chosen parts and days"


class PickDialog(Dialog):
    """Everything of a record in a list, with the parts and days of a choice as they stand.

    Signals:
        picked(frozenset[str]): the keys of what is left out now.
        passages_wanted(str): passages of one thing are to be marked for removal.
        words_wanted(): words are to be removed wherever they stand.
    """

    picked = Signal(object)
    passages_wanted = Signal(str)
    words_wanted = Signal()

    def __init__(self, paper: RecordPaper, choice: Choice, parent: QWidget) -> None:
        self.left_out, self._choice = choice.left_out, choice
        self._removed = Words("", "small", wraps=True)
        self.list = Things("What goes on paper")
        self.out, self.back_in = Button("Leave out"), Button("Let in")
        self.passages, self.words = Button("Passages…"), Button("Words anywhere…")
        super().__init__(parent, "Single things and passages", self._body_of(), "Done", width=720)
        self.back.hide()
        self.asked.connect(self.accept)
        self.out.clicked.connect(lambda: self._pick(self.left_out.union(self.list.chosen())))
        self.back_in.clicked.connect(lambda: self._pick(self.left_out - {*self.list.chosen()}))
        self.passages.clicked.connect(self._ask_for_passages)
        self.words.clicked.connect(self.words_wanted)
        self.show_paper(paper)

    def show_paper(self, paper: RecordPaper) -> None:
        """Show a record as it is now."""
        self._paper = paper
        items = record_paper.items(paper)
        self.list.show_items(items, self._said)
        self._removed.say(removed_in_words(len(paper.removals)) or ("" if items else NOTHING))
        for button in (self.out, self.back_in, self.passages, self.words):
            button.setEnabled(bool(items))

    def _said(self, item: Item) -> str:
        if item.key in self.left_out:
            return "left out"
        why = record_requests.by_choice(item, self._choice)
        if why is Omission.NOT_ASKED:
            return _NOT_CHOSEN
        return f"left out: {why.value}" if why else "on paper"

    def _pick(self, left_out: AbstractSet[str]) -> None:
        self.left_out = frozenset(left_out)
        self.show_paper(self._paper)
        self.picked.emit(self.left_out)

    def _ask_for_passages(self) -> None:
        if keys := self.list.chosen():
            self.passages_wanted.emit(keys[0])

    def _body_of(self) -> QWidget:
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        row = Flow(themes.current().space("one"))
        for button in (self.out, self.back_in, self.passages, self.words):
            row.addWidget(button)
        stack.addWidget(Words(ABOUT, "body", wraps=True))
        stack.addWidget(section("&What goes on paper", self.list))
        stack.addWidget(self.list)
        stack.addLayout(row)
        stack.addWidget(self._removed)
        stack.addStretch()
        return body


def in_words(left_out: AbstractSet[str]) -> str:
    """Return how many single things are left out."""
    count = len(left_out)
    if not count:
        return ALL_IN
    return (
        f"{times.number(count).capitalize()} {'thing is' if count == 1 else 'things are'} left out."
    )
