"""The last step of a card: the computer goes back, and the passphrase shows that it did."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import WrongPassphrase
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.unlock import wait_after
from practicenotes.ui.widgets.buttons import Button, LinkButton
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.passphrase_field import PassphraseField
from practicenotes.ui.widgets.words import Words, rule, section


COLUMN = 460  # px at 100 % text
THANKS = "Thank you. Give the computer back."
KEPT = "What was answered is kept. Closing this window locks the practice."


class GiveBack(QWidget):
    """Thanks for the client, a covered field for the therapist.

    Signals:
        again(): the client goes back to the card.
        given(str): this is to be tried as the passphrase; the page waits for `refuse` or its end.
    """

    again = Signal()
    given = Signal(str)

    def __init__(self, failures: int) -> None:
        super().__init__()
        self.failures = failures
        self._waits_for = 0
        self._said = ""
        self._busy = False
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self.back = LinkButton("Go back to the card")
        self.back.clicked.connect(self.again)
        self.field = PassphraseField("Passphrase")
        self.field.given.connect(self._try)
        self.take = Button("Take it back", "primary", large=True)
        self.take.clicked.connect(self._try)
        self.warning = Words("", "small", wraps=True)
        themes.mark(self.warning, role="", state="error")
        self.field.caps_lock.connect(lambda on: self.warn("Caps Lock is on." if on else ""))
        self.setFocusProxy(self.field)
        self._lay_out()
        self._begin_waiting()

    def refuse(self, error: Exception) -> None:
        """Say why the computer is not back yet; the text stays, selected."""
        if isinstance(error, WrongPassphrase):
            self.failures += 1
        self._set_busy(False)
        self.warn(messages.sentence(error))
        self.field.select()
        announce(self, self.warning.said(), urgent=True)
        self._begin_waiting()

    def forget(self) -> None:
        """Let go of what was typed."""
        self.field.clear()
        self.warn("")

    def warn(self, text: str) -> None:
        """Say something in the reserved room, before how long there is to wait."""
        self._said = text
        self._show()

    def _try(self) -> None:
        if self.field.text() and not self._waits_for and not self._busy:
            self.warn("")
            self._set_busy(True)
            self.given.emit(self.field.text())

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.field.field.setReadOnly(busy)
        self.back.setEnabled(not busy)
        self._show()

    def _begin_waiting(self) -> None:
        self._waits_for = wait_after(self.failures)
        if self._waits_for:
            self._clock.start()
        self._show()

    def _tick(self) -> None:
        self._waits_for -= 1
        if not self._waits_for:
            self._clock.stop()
        self._show()

    def _show(self) -> None:
        seconds = "second" if self._waits_for == 1 else "seconds"
        wait = f"You can try again in {self._waits_for} {seconds}." if self._waits_for else ""
        self.warning.say(f"{self._said} {wait}".strip())
        self.take.setEnabled(not self._waits_for and not self._busy)

    def _lay_out(self) -> None:
        theme = themes.current()
        self._column = QWidget()
        stack = QVBoxLayout(self._column)
        stack.setContentsMargins(theme.space("two"), theme.space("three"), theme.space("two"), 0)
        stack.setSpacing(theme.space("one"))
        stack.addWidget(Words(THANKS, "title", wraps=True))
        stack.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        stack.addSpacing(theme.space("five"))
        stack.addWidget(rule())
        stack.addSpacing(theme.space("two"))
        stack.addWidget(section("For the therapist: passphrase", self.field.field))
        stack.addWidget(self.field)
        stack.addWidget(self.warning)
        stack.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        stack.addWidget(Words(KEPT, "muted", wraps=True))
        sheet = QWidget()
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._column, 100)
        across.addStretch(1)
        down = QVBoxLayout(sheet)
        down.addStretch(1)
        down.addLayout(across)
        down.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(sheet))
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        theme = themes.current()
        self._column.setMaximumWidth(theme.scaled(COLUMN))
        self.warning.setMinimumHeight(3 * theme.line("small"))
