"""A new recovery key in place of the old: the passphrase, the new sheet, and the proof of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import WrongPassphrase
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.needs import Groups
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.passphrase_dialog import Asked
from practicenotes.ui.replacing.care import KeyCare
from practicenotes.ui.replacing.done import NOT_TRIED
from practicenotes.ui.replacing.secrets import COLUMN, EMPTY
from practicenotes.ui.replacing.steps import Steps
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.words import Words


DONE = "The new recovery key is in force."
_PROOF = (
    "Do this when the old sheet is lost, or was damaged. The old key then opens this practice no"
    " more. Old backups still open with it. If somebody may have the old sheet and a copy of the"
    " files, replace all keys instead."
)
_KEY = (
    "Once you have typed it back, this key opens your practice in place of the old one. If you lose"
    " both passphrase and key, nobody can open it, and that includes us."
)
_OLD = (
    "The old key does not open the practice any more. Destroy the old sheet once no backup needs"
    " it."
)
TRIED = "The key from your paper has just opened the practice."


class NewRecoveryKey(Steps):
    """Nothing is changed before the new key was typed from its paper.

    Signals:
        replaced(): another recovery key opens the practice now.
    """

    replaced = Signal()

    def __init__(self, care: KeyCare, work: Work, parent: QWidget) -> None:
        super().__init__("New recovery key", _KEY, care.sheet, work, parent)
        self._care = care
        self.proof = ProofStep()
        self.after, self._came = Sheet(3, DONE, _OLD, "&Close"), Words("", "body", wraps=True)
        self.after.stack.addWidget(self._came)
        self.after.stack.addStretch()
        self.proof.given.connect(self._begin)
        self.check.typed.connect(self._replace)
        self.after.next.clicked.connect(self.accept)
        self.after.setFocusProxy(self.after.next)
        self._take(self.proof, self.key, self.check, self.after)

    def forget(self) -> None:
        """Let go of every secret."""
        super().forget()
        self.proof.asked.field.clear()

    def _begin(self, passphrase: str) -> None:
        self._work.run(
            *(self, self._care.fresh, passphrase), then=self._begun, failed=self.proof.refuse
        )

    def _begun(self, groups: Groups) -> None:
        self.proof.set_busy(False)
        super()._begun(groups)

    def _replace(self, typed: str) -> None:
        passphrase = self.proof.asked.field.text()
        self._work.run(
            *(self, self._care.renew, passphrase, typed),
            then=self._replaced,
            failed=self.check.refuse,
        )

    def _replaced(self, tried: bool) -> None:
        self._came.say(TRIED if tried else NOT_TRIED)
        self.check.set_busy(False)
        self.forget()
        self._go(self.after)
        self.replaced.emit()


class ProofStep(Sheet):
    """One covered field.

    Signals:
        given(str): the passphrase.
    """

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__(1, "New recovery key", _PROOF, "&Go on")
        self.asked = Asked("&Passphrase of now")
        column = QWidget()
        column.setMaximumWidth(themes.current().scaled(COLUMN))
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.asked)
        self.stack.addWidget(column)
        self.stack.addStretch()
        self.next.clicked.connect(self._give)
        self.setFocusProxy(self.asked.field)

    def refuse(self, error: Exception) -> None:
        """Say why it does not go on."""
        self.set_busy(False)
        if isinstance(error, WrongPassphrase):
            self.asked.say(messages.sentence(error))
        else:
            self.say_problem(messages.sentence(error))

    def _give(self) -> None:
        self.asked.say("")
        self.say_problem("")
        if self.asked.field.text():
            self.set_busy(True)
            self.given.emit(self.asked.field.text())
        else:
            self.asked.say(EMPTY)
