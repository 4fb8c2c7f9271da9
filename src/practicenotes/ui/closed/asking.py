"""Asks for one passphrase over the window: to open the reflections, or to let one open both."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import WrongPassphrase, WrongRecoveryKey
from practicenotes.ui import theme as themes
from practicenotes.ui.passphrase_dialog import Asked
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.words import Words


OPENING = "If you have forgotten it, type the recovery key of your sheet instead."
TAKING = (
    "The passphrase of the practice then opens the reflections too, as it did at first. Backups"
    " that were made meanwhile keep both."
)


class AskPassphrase(Dialog):
    """One covered field.

    Signals:
        given(str): what was typed.
    """

    given = Signal(str)

    def __init__(
        self, parent: QWidget, heading: str, about: str, field: str, act: str, busy: str
    ) -> None:
        self.passphrase = Asked(field)
        self._words = act, busy
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("two"))
        stack.addWidget(self.passphrase)
        stack.addWidget(Words(about, "small", wraps=True))
        stack.addStretch()
        super().__init__(parent, heading, body, act, 480)
        self.asked.connect(self._give)
        self.finished.connect(self.deleteLater)

    def refuse(self, error: Exception) -> None:
        """Say why nothing happened; the text stays, selected."""
        self._set_busy(busy=False)
        if isinstance(error, WrongPassphrase | WrongRecoveryKey):
            self.passphrase.say(messages.sentence(error))
            self.bring_into_sight(self.passphrase)
        else:
            super().refuse(error)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin in the field."""
        super().showEvent(event)
        self.passphrase.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        self.passphrase.say("")
        if typed := self.passphrase.field.text():
            self._set_busy(busy=True)
            self.given.emit(typed)

    def _set_busy(self, *, busy: bool) -> None:
        """Take no second Enter while the key is derived: that takes about a second."""
        self.main.setEnabled(not busy)
        self.main.setText(self._words[1] if busy else self._words[0])


def opening(parent: QWidget) -> AskPassphrase:
    """Return what asks for the passphrase of the reflections."""
    words = ("&Passphrase of the reflections", "Open them", "Opening them")
    return AskPassphrase(parent, "Open the reflections", OPENING, *words)


def taking_away(parent: QWidget) -> AskPassphrase:
    """Return what asks for the passphrase of the practice, to let it open both again."""
    words = ("&Passphrase of the practice", "Take it away", "Taking it away")
    return AskPassphrase(parent, "Take away the second passphrase", TAKING, *words)
