"""The first step to an executor sheet: what it is, in how many parts, and the passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import WrongPassphrase
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.passphrase_dialog import Asked
from practicenotes.ui.widgets.page import at_the_left
from practicenotes.ui.widgets.words import Words


COLUMN = 520  # px at 100 % text
EMPTY = "Type your passphrase first."
IN_PARTS = "In &two parts, each of which is useless alone"
IN_PARTS_HELP = "For two places or two people, a safe and a lawyer for instance."
REPLACES = (
    "The sheet that you made before stops working here as soon as the new one is made. Old backups"
    " still open with it."
)
_WORDS = (
    "For the colleague who reaches your clients when you have died or cannot work. The sheet opens"
    " the record for reading, contacts and appointments first, and never your reflections. What is"
    " opened with it is written down, and you are told. It is the program that keeps the reader"
    " from writing, not the key: choose a person whom you trust."
)


class AskStep(Sheet):
    """A covered field and a choice.

    Signals:
        given(str, bool): the passphrase, and whether the key is wanted in two parts.
    """

    given = Signal(str, bool)

    def __init__(self, *, replaces: bool) -> None:
        super().__init__(1, "Make an executor sheet", _WORDS, "&Make it")
        self.passphrase, self.parts = Asked("&Passphrase"), QCheckBox(IN_PARTS)
        column = QWidget()
        column.setMaximumWidth(themes.current().scaled(COLUMN))
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        if replaces:
            stack.addWidget(Words(REPLACES, "body", wraps=True))
        stack.addWidget(self.parts)
        stack.addWidget(Words(IN_PARTS_HELP, "small", wraps=True))
        stack.addSpacing(themes.current().space("two"))
        stack.addWidget(self.passphrase)
        self.stack.addWidget(at_the_left(column))
        self.stack.addStretch()
        self.next.clicked.connect(self._give)
        self.setFocusProxy(self.passphrase.field)

    def refuse(self, error: Exception) -> None:
        """Say why nothing was made."""
        self.set_busy(False)
        if isinstance(error, WrongPassphrase):
            self.passphrase.say(messages.sentence(error))
        else:
            self.say_problem(messages.sentence(error))

    def _give(self) -> None:
        self.passphrase.say("")
        self.say_problem("")
        typed = self.passphrase.field.text()
        if not typed:
            self.passphrase.say(EMPTY)
        else:
            self.set_busy(True)
            self.given.emit(typed, self.parts.isChecked())
