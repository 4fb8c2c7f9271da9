"""What stands before a practice that another program synchronises: why not there, and a word."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from practicenotes.domain.synchronised import WORD
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.sheet import MEASURE, Sheet
from practicenotes.ui.help import topics
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words, section


WHY = (
    "Such a program copies files while they are being written, and puts older copies in their place"
    " when two computers differ. A practice that is treated so can lose notes, or not open at all."
    " Move its folder to a place that stays on this computer, then open it there. Backups may lie"
    " in {service}: each is one finished file, and encrypted."
)


class Synchronised(Sheet):
    """Two ways on: another folder, or this one all the same, once a word was typed.

    Signals:
        another_wanted(): a practice in another folder is to be opened.
        allowed(): this folder is to be used all the same.
    """

    another_wanted = Signal()
    allowed = Signal()

    def __init__(self, folder: str, service: str) -> None:
        lead = f"The folder {folder} is kept in step by {service}. Nothing was opened or changed."
        super().__init__(0, "This folder is synchronised", lead, "&Open another practice…")
        self.word = QLineEdit()
        self.word.setAccessibleName(f"Type {WORD} to use this folder all the same")
        self.word.setMaximumWidth(themes.current().scaled(MEASURE // 2))
        self._all_the_same = Button("&Use this folder all the same", large=True)
        self._all_the_same.setEnabled(False)
        why = Words(WHY.format(service=service), "reading", wraps=True)
        why.setMaximumWidth(themes.current().scaled(MEASURE))
        self.stack.addWidget(why)
        self.stack.addSpacing(themes.current().space("three"))
        asked = section(f"To use it all the same, &type the word {WORD}", self.word)
        asked.setWordWrap(True)
        self.stack.addWidget(asked)
        self.stack.addWidget(self.word)
        self.stack.addStretch()
        self.foot.insertWidget(0, self._all_the_same)
        self.next.clicked.connect(self.another_wanted)
        self.word.textChanged.connect(self._look)
        self.word.returnPressed.connect(self._all_the_same.click)
        self._all_the_same.clicked.connect(self.allowed)
        self.setFocusProxy(self.next)
        self.offer_help(topics.HAND_OVER)

    def _look(self, typed: str) -> None:
        self._all_the_same.setEnabled(typed.strip().casefold() == WORD)
