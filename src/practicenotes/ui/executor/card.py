"""The executor sheet on the practice page: whether one is in force, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from practicenotes import messages
from practicenotes.domain import times
from practicenotes.domain.executor import SheetState
from practicenotes.ui import theme as themes
from practicenotes.ui.executor.care import SheetCare
from practicenotes.ui.executor.making import TAKEN_BACK, MakeSheet
from practicenotes.ui.help import topics
from practicenotes.ui.help.link import heading
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words


ABOUT = (
    "For the colleague who reaches your clients when you cannot. It opens the record for reading,"
    " and never your reflections."
)
NONE = "There is no executor sheet yet."
IN_FORCE = "One is in force. It was made on {day}, {parts}."
NOT_TRIED = (
    "One was made on {day}, {parts}. It was not tried yet, and opens the record already. Try it, or"
    " revoke it."
)
REVOKED = "No executor sheet opens the practice any more."
SURE = (
    "The sheet then opens nothing here any more, wherever it lies. Backups that were made before"
    " still open with it. A new sheet can be made at any time."
)


class ExecutorCard(Card):
    """A sentence and the acts that fit it.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(self, care: SheetCare, work: Work) -> None:
        super().__init__()
        self._care, self._work = care, work
        self._state = SheetState()
        self.says = Words("", "body", wraps=True)
        self.make = Button("Make an executor sheet…", icon="users")
        self.attempt = Button("Try it…", icon="key-round")
        self.revoke = Button("Revoke it…", "quiet")
        self.make.clicked.connect(self._make)
        self.attempt.clicked.connect(self._try)
        self.revoke.clicked.connect(self._ask)
        acts = Flow(themes.current().space("one"))
        for button in (self.attempt, self.make, self.revoke):
            acts.addWidget(button)
        self.setProperty("help", topics.EXECUTOR)
        self.stack.addWidget(heading("Executor sheet", topics.EXECUTOR))
        self.stack.addWidget(Words(ABOUT, "body", wraps=True))
        self.stack.addWidget(self.says)
        self.stack.addLayout(acts)
        self._show(self._state)

    def refresh(self) -> None:
        """Say anew what is so."""
        self._work.run(self, self._care.state, then=self._show, failed=self._refuse)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Say what is so whenever the page is shown."""
        super().showEvent(event)
        self.refresh()

    def _show(self, state: SheetState) -> None:
        self._state = state
        laid = state.made_at is not None
        self.make.setText("Make a new one…" if laid else "Make an executor sheet…")
        self.attempt.setVisible(laid and not state.tried)
        self.revoke.setVisible(laid)
        self.says.say(_in_words(state))

    def _refuse(self, error: Exception) -> None:
        self.says.say(messages.sentence(error))

    def _make(self) -> None:
        self._dialog().ask()

    def _try(self) -> None:
        self._dialog().try_out(in_parts=self._state.in_parts)

    def _dialog(self) -> MakeSheet:
        dialog = MakeSheet(self._care, self._work, self._state, self.window())
        dialog.told.connect(self._tell)
        dialog.untried.connect(self._take_back)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _take_back(self) -> None:
        """Revoke a sheet that nobody tried."""
        self._work.run(self, self._care.revoke, then=lambda _: self._tell(TAKEN_BACK))

    def _ask(self) -> None:
        body = Words(SURE, "body", wraps=True)
        dialog = Dialog(self.window(), "Revoke the executor sheet?", body, "Revoke it", 480)

        def done(_: object) -> None:
            dialog.accept()
            self._tell(REVOKED)

        dialog.asked.connect(lambda: dialog.hand_in(self._work, self._care.revoke, then=done))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, words: str) -> None:
        self.refresh()
        self.told.emit(words)


def _in_words(state: SheetState) -> str:
    if state.made_at is None:
        return NONE
    told = IN_FORCE if state.tried else NOT_TRIED
    day = times.in_full(times.on_the_wall(state.made_at).date())
    return told.format(day=day, parts="in two parts" if state.in_parts else "in one part")
