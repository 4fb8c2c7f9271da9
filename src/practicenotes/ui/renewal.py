"""After the recovery key: a new passphrase in place of the forgotten one."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import PassphraseRefused
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.help import topics
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.meter import StrengthMeter
from practicenotes.ui.widgets.passphrase_field import PassphraseField
from practicenotes.ui.widgets.words import section


COLUMN = 520  # px at 100 % text
_PAUSE = 250  # ms: the estimate waits for a pause in typing

_WORDS = (
    "Your practice is open. Choose a new passphrase; the forgotten one then stops working here."
    " Old backups still open with the old one, and with this recovery key."
)


class Renewal(Sheet):
    """The new passphrase, twice, or another time.

    Signals:
        chosen(str): a passphrase that keeps the rules, typed twice alike.
        put_off(): not now.
    """

    chosen = Signal(str)
    put_off = Signal()

    def __init__(self, check: Callable[[str], None], strength: Callable[[str], int]) -> None:
        super().__init__(0, "Choose a new passphrase", _WORDS, "&Keep this passphrase")
        self._check_rules, self._strength = check, strength
        self._first = PassphraseField("New passphrase")
        self._again = PassphraseField("New passphrase again")
        self._meter = StrengthMeter()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._measure)
        self._first.edited.connect(lambda _: self._pause.start())
        self._first.given.connect(self._again.setFocus)
        self._again.given.connect(self._choose)
        self.next.clicked.connect(self._choose)
        later = Button("&Later", "quiet")
        later.clicked.connect(self.put_off)
        self.foot.insertWidget(0, later)
        column = QWidget()
        column.setMaximumWidth(themes.current().scaled(COLUMN))
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(section("&New passphrase", self._first.field))
        stack.addWidget(self._first)
        stack.addWidget(self._meter)
        stack.addWidget(section("The same &again", self._again.field))
        stack.addWidget(self._again)
        self.stack.addWidget(column)
        self.stack.addStretch()
        self.setFocusProxy(self._first)
        self.offer_help(topics.KEYS)

    def _measure(self) -> None:
        typed = self._first.text()
        self._meter.show_level(self._strength(typed) if typed else None)

    def _choose(self) -> None:
        typed = self._first.text()
        try:
            self._check_rules(typed)
        except PassphraseRefused as refused:
            self.say_problem(messages.sentence(refused))
            self._first.select()
            return
        if typed != self._again.text():
            self.say_problem("The two passphrases differ. Type the second again.")
            self._again.select()
            return
        self.say_problem("")
        self.set_busy(True)
        self.chosen.emit(typed)
