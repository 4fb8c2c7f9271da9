"""For the day on which a computer is lost or given away: a statement, and taking a practice off."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import WrongPassphrase
from practicenotes.ui import theme as themes
from practicenotes.ui.help import topics
from practicenotes.ui.help.link import heading
from practicenotes.ui.passphrase_dialog import Asked
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words, section


WORD = "remove"
ABOUT = (
    "After a loss, laws ask how the data was encrypted. The statement says it on one page, with"
    " the date and the version; keep one on paper. Before you sell, give away or hand in a"
    " computer, the practice can be taken off it."
)
FIRST = (
    "The keys are deleted first, then the practice in {folder}, and what this computer remembers"
    " of it. It cannot be undone."
)
COPIES = (
    "Backups are not touched, and open with their passphrase as before. Look now whether you have"
    " one that is not on this computer: the law may ask you to keep the record for years."
)
DISKS = (
    "A disk may keep what was deleted for a while, most of all an SSD, and so may other copies."
    " Without the keys nobody can open that, and that includes us. Whoever has an old copy of"
    " the key files and knows the passphrase can. If the computer leaves your hands, erase the"
    " whole disk as well, with the means of its system."
)


class PartingCard(Card):
    """Three buttons.

    Signals:
        print_wanted(), save_wanted(): the statement is to go out.
        removal_wanted(): the practice is to be taken off this computer.
    """

    print_wanted = Signal()
    save_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("help", topics.SECURITY)
        self.stack.addWidget(heading("If this computer is lost or given away", topics.SECURITY))
        self.stack.addWidget(Words(ABOUT, "body", wraps=True))
        row = Flow(themes.current().space("one"))
        for words, signal, icon in (
            ("Print the statement…", self.print_wanted, "printer"),
            ("Save the statement…", self.save_wanted, "save"),
            ("Remove this practice…", self.removal_wanted, "trash-2"),
        ):
            button = Button(words, icon=icon)
            button.clicked.connect(signal)
            row.addWidget(button)
        self.stack.addLayout(row)


class RemovalDialog(Dialog):
    """Says what is removed and what stays, and asks for the passphrase and one word.

    Signals:
        given(str): the passphrase; the word was typed.
    """

    given = Signal(str)

    def __init__(self, folder: str, parent: QWidget) -> None:
        self.passphrase = Asked("&Passphrase")
        self.word = QLineEdit()
        self.word.setAccessibleName(f"Type {WORD}")
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("two"))
        for text in (FIRST, COPIES, DISKS):
            stack.addWidget(Words(text.format(folder=folder), "body", wraps=True))
        stack.addWidget(self.passphrase)
        stack.addWidget(section(f"&Type the word {WORD}", self.word))
        stack.addWidget(self.word)
        stack.addStretch()
        super().__init__(parent, "Remove this practice", body, "Remove the practice")
        self.setProperty("help", topics.HAND_OVER)
        self.main.setEnabled(False)
        self.word.textChanged.connect(self._look)
        self.asked.connect(self._give)

    def refuse(self, error: Exception) -> None:
        """Say why nothing was removed."""
        self._look(self.word.text())
        if isinstance(error, WrongPassphrase):
            self.passphrase.say(messages.sentence(error))
            self.bring_into_sight(self.passphrase)
        else:
            super().refuse(error)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin with the passphrase."""
        super().showEvent(event)
        self.passphrase.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, typed: str) -> None:
        self.main.setEnabled(typed.strip().casefold() == WORD)

    def _give(self) -> None:
        self.passphrase.say("")
        self.main.setEnabled(False)
        self.given.emit(self.passphrase.field.text())
