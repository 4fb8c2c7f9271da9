"""The first step: the passphrase of now, the new one twice, and that of the reflections."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import PassphraseRefused, WrongPassphrase, WrongSecondPassphrase
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.passphrase_dialog import DIFFER, Asked
from practicenotes.ui.widgets.meter import StrengthMeter
from practicenotes.ui.widgets.page import at_the_left
from practicenotes.ui.widgets.words import Words


COLUMN = 520  # px at 100 % text
EMPTY = "Type the passphrase of now first."
_PAUSE = 250  # ms: the estimate waits for a pause in typing
_WORDS = (
    "Do this when somebody may know your passphrase or your recovery sheet. The whole practice is"
    " encrypted anew, and what opened it before opens it no more. Old backups still open with the"
    " old passphrase and the old sheet; nothing can change that but deleting them. An executor’s"
    " sheet opens nothing any more either; make a new one afterwards."
)
SECOND = (
    "The reflections have a passphrase of their own. Type it here, and it stays. If you leave this"
    " empty, it will be gone: the new passphrase opens both then, until you set a second one again"
    " on the page Practice."
)


class SecretsStep(Sheet):
    """Three covered fields, and one more where the reflections have a passphrase of their own.

    Signals:
        given(str, str, str): the passphrase of now, the new one, which was typed twice, and that
            of the reflections, if it is to stay.
    """

    given = Signal(str, str, str)

    def __init__(self, strength: Callable[[str], int], *, has_second: bool) -> None:
        super().__init__(1, "Replace all keys", _WORDS, "&Go on")
        self._strength = strength
        self.old, self.new = Asked("&Passphrase of now"), Asked("&New passphrase")
        self.again = Asked("The new one &again")
        self.kept = Asked("The passphrase of the &reflections")
        self.kept.setVisible(has_second)
        self._meter = StrengthMeter()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._measure)
        self.new.field.edited.connect(lambda _: self._pause.start())
        column = QWidget()
        column.setMaximumWidth(themes.current().scaled(COLUMN))
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        for part in (self.old, self.new, self._meter, self.again):
            stack.addWidget(part)
        if has_second:
            stack.addSpacing(themes.current().space("two"))
            stack.addWidget(Words(SECOND, "body", wraps=True))
        stack.addWidget(self.kept)
        self.stack.addWidget(at_the_left(column))
        self.stack.addStretch()
        self.next.clicked.connect(self._give)
        self.setFocusProxy(self.old.field)

    def refuse(self, error: Exception) -> None:
        """Say beneath the field that it is about why it does not go on."""
        self.set_busy(False)
        if isinstance(error, WrongSecondPassphrase):
            self.kept.say(messages.sentence(error))
            self.bring_into_sight(self.kept)
        elif isinstance(error, WrongPassphrase):
            self.old.say(messages.sentence(error))
        elif isinstance(error, PassphraseRefused):
            self.new.say(messages.sentence(error))
        else:
            self.say_problem(messages.sentence(error))

    def secrets(self) -> tuple[str, str, str]:
        """Return the passphrase of now, the new one, and that of the reflections if it stays."""
        return self.old.field.text(), self.new.field.text(), self.kept.field.text()

    def forget(self) -> None:
        """Let go of every secret."""
        for asked in (self.old, self.new, self.again, self.kept):
            asked.field.clear()

    def _give(self) -> None:
        for asked in (self.old, self.new, self.again, self.kept):
            asked.say("")
        self.say_problem("")
        if not self.old.field.text():
            self.old.say(EMPTY)
        elif self.new.field.text() != self.again.field.text():
            self.again.say(DIFFER)
        else:
            self.set_busy(True)
            self.given.emit(*self.secrets())

    def _measure(self) -> None:
        text = self.new.field.text()
        self._meter.show_level(self._strength(text) if text else None)
