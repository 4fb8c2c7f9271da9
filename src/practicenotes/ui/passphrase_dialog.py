"""Asks for the old passphrase once and for a new one twice, and says how long that would hold."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import PassphraseRefused, WrongPassphrase, WrongRecoveryKey
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.help import topics
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.meter import StrengthMeter
from practicenotes.ui.widgets.passphrase_field import PassphraseField
from practicenotes.ui.widgets.words import Words, section


DIFFER = "The two new passphrases differ. Nothing was changed."
_MEASURED_AFTER_MS = 250  # the honest estimate takes a moment; it waits for a pause in typing


@dataclass(frozen=True, slots=True)
class Asks:
    """The words of the dialog."""

    heading: str = "Change passphrase"
    old: str = "&Old passphrase"
    new: str = "&New passphrase"
    again: str = "The new one &again"
    act: str = "Change passphrase"
    busy: str = "Changing the passphrase"


class PassphraseDialog(Dialog):
    """Three covered fields.

    Signals:
        given(str, str): the old and the new passphrase, which was typed twice.
    """

    given = Signal(str, str)

    def __init__(
        self, strength: Callable[[str], int], parent: QWidget, asks: Asks | None = None
    ) -> None:
        self._asks = asks = asks or Asks()
        self.old, self.new, self.again = map(Asked, (asks.old, asks.new, asks.again))
        self._strength = strength
        self._meter = StrengthMeter()
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("two"))
        for part in (self.old, self.new, self._meter, self.again):
            stack.addWidget(part)
        stack.addStretch()
        super().__init__(parent, asks.heading, body, asks.act, 480)
        self._pause = QTimer(self, singleShot=True, interval=_MEASURED_AFTER_MS)
        self._pause.timeout.connect(self._measure)
        self.new.field.edited.connect(lambda _: self._pause.start())
        self.asked.connect(self._give)
        self.setProperty("help", topics.KEYS)

    def refuse(self, error: Exception) -> None:
        """Say beneath the field that it is about why nothing was changed."""
        self._set_busy(False)
        if isinstance(error, WrongPassphrase | WrongRecoveryKey):
            self._say(self.old, messages.sentence(error))
        elif isinstance(error, PassphraseRefused):
            self._say(self.new, messages.sentence(error))
        else:
            super().refuse(error)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin with the old passphrase."""
        super().showEvent(event)
        self.old.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        for asked in (self.old, self.new, self.again):
            asked.say("")
        if self.new.field.text() != self.again.field.text():
            self._say(self.again, DIFFER)
            return
        self._set_busy(True)
        self.given.emit(self.old.field.text(), self.new.field.text())

    def _say(self, asked: "Asked", problem: str) -> None:
        asked.say(problem)
        self.bring_into_sight(asked)

    def _set_busy(self, busy: bool) -> None:
        """Take no second Enter while the key is derived: that takes about a second."""
        self.main.setEnabled(not busy)
        self.main.setText(self._asks.busy if busy else self._asks.act)

    def _measure(self) -> None:
        text = self.new.field.text()
        self._meter.show_level(self._strength(text) if text else None)
        self.bring_into_sight(self._meter)


class Asked(QWidget):
    """One covered field under its name, with room for what is amiss."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = PassphraseField(name.replace("&", ""))
        self._problem = Words("", "small", wraps=True)
        themes.mark(self._problem, role="", state="error")
        self._problem.hide()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("half"))
        stack.addWidget(section(name, self.field.field))
        stack.addWidget(self.field)
        stack.addWidget(self._problem)

    def say(self, problem: str) -> None:
        """Say what is amiss, and go there; an empty text takes it back."""
        self._problem.say(problem)
        self._problem.setVisible(bool(problem))
        self.field.field.setAccessibleDescription(problem)
        if problem:
            self.field.select()
            announce(self, problem)

    def said(self) -> str:
        """Return what is said to be amiss, or an empty text."""
        return self._problem.said()
