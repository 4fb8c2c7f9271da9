"""The second passphrase on the practice page: whether there is one, and what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from practicenotes.ui import theme as themes
from practicenotes.ui.closed import asking
from practicenotes.ui.closed.care import SecondCare
from practicenotes.ui.help import topics
from practicenotes.ui.passphrase_dialog import Asks, PassphraseDialog
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words


ABOUT = (
    "With a passphrase of their own the record can be open on your desk while your reflections are"
    " not. The recovery key goes on opening both."
)
NONE = "There is none: the passphrase of the practice opens both."
SET = "There is one, and the reflections are open."
SHUT = "There is one, and the reflections are closed. Open them to change it or to take it away."
CANNOT = (
    "Backups that were made before still open as they did. If somebody may know the passphrase of"
    " the practice, replace all keys first."
)
PUT_TOLD = "The reflections have their own passphrase now."
CHANGED = "The passphrase of the reflections is changed."
TAKEN = "One passphrase opens both again."

_PUT = Asks(
    heading="A passphrase for the reflections",
    old="&Passphrase of the practice",
    new="&New one, for the reflections alone",
    again="The new one &again",
    act="Set it",
    busy="Setting it",
)
_CHANGE = Asks(
    heading="Change the second passphrase",
    old="&Old one, or the recovery key",
    new="&New one, for the reflections alone",
    again="The new one &again",
    act="Change it",
    busy="Changing it",
)


class SecondCard(Card):
    """A sentence and the acts that fit it.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(self, care: SecondCare, work: Work) -> None:
        super().__init__()
        self.setProperty("help", topics.KEYS)
        self._care, self._work = care, work
        self.says = Words("", "body", wraps=True)
        self.put = Button("Set a second passphrase…", icon="lock")
        self.change = Button("Change it…", icon="key-round")
        self.take = Button("Take it away…", "quiet")
        self.put.clicked.connect(lambda: self._ask(_PUT, care.put, PUT_TOLD))
        self.change.clicked.connect(lambda: self._ask(_CHANGE, care.change, CHANGED))
        self.take.clicked.connect(self._take)
        acts = Flow(themes.current().space("one"))
        for button in (self.put, self.change, self.take):
            acts.addWidget(button)
        self.stack.addWidget(Words("A second passphrase, for the reflections", "heading"))
        self.stack.addWidget(Words(ABOUT, "body", wraps=True))
        self.stack.addWidget(self.says)
        self.stack.addWidget(Words(CANNOT, "body", wraps=True))
        self.stack.addLayout(acts)
        self.refresh()

    def refresh(self) -> None:
        """Say anew what is so."""
        has, shut = self._care.is_set(), self._care.is_shut()
        self.says.say((SHUT if shut else SET) if has else NONE)
        self.put.setVisible(not has)
        self.change.setVisible(has and not shut)
        self.take.setVisible(has and not shut)

    def _ask(self, asks: Asks, act: Callable[[str, str], None], told: str) -> None:
        dialog = PassphraseDialog(self._care.strength, self.window(), asks)

        def done(_: object) -> None:
            dialog.accept()
            self._tell(told)

        dialog.given.connect(
            lambda old, new: self._work.run(dialog, act, old, new, then=done, failed=dialog.refuse)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self) -> None:
        dialog = asking.taking_away(self.window())

        def done(_: object) -> None:
            dialog.accept()
            self._tell(TAKEN)

        dialog.given.connect(
            lambda typed: self._work.run(
                dialog, self._care.take_away, typed, then=done, failed=dialog.refuse
            )
        )
        dialog.open()

    def _tell(self, words: str) -> None:
        self.refresh()
        self.told.emit(words)
