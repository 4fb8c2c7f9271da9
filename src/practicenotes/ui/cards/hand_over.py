"""The card in the client's hands: kept with every answer, left with the passphrase alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practicenotes.domain.cards import CardForm, ClientCard
from practicenotes.records import cards
from practicenotes.ui.cards.give_back import GiveBack
from practicenotes.ui.cards.sheet import CardSheet
from practicenotes.ui.order import follow_reading
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.tasks import Tasks, Work


class HandOver(QWidget):
    """The card, and behind it the way back.

    `check` raises unless it is given the passphrase; it runs off the UI thread.

    Signals:
        refused(int): a wrong passphrase was tried, by now so many.
        proved(int): the therapist has the computer again, after so many tries in vain.
        ended(): everything is kept and the card is finished.
    """

    refused = Signal(int)
    proved = Signal(int)
    ended = Signal()

    def __init__(
        self,
        card: ClientCard,
        form: CardForm,
        record: Tasks,
        work: Work,
        check: Callable[[str], object],
        now: Callable[[], datetime],
        failures: int,
    ) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._card, self._record, self._work, self._now = card, record, work, now
        self._check = check
        self._is_over = False
        self.saves = Autosave(self, record, self._compose)
        self.saves.saved.connect(lambda _: self._end())
        self.sheet = CardSheet(card, form)
        self.give_back = GiveBack(failures)
        self._steps = QStackedWidget()
        self._steps.addWidget(self.sheet)
        self._steps.addWidget(self.give_back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._steps)
        self.sheet.answered.connect(self._keep)
        self.sheet.written.connect(self.saves.touch)
        self.sheet.done.connect(self.ask_back)
        self.give_back.again.connect(self.begin)
        self.give_back.given.connect(self._try)
        follow_reading(self)

    def begin(self) -> None:
        """Show the card, with the keyboard on its first line."""
        self.give_back.forget()
        self._steps.setCurrentWidget(self.sheet)
        self.sheet.begin()

    def ask_back(self) -> bool:
        """Show the way back; say whether it was not in front already."""
        turned = self._steps.currentWidget() is not self.give_back
        self.saves.save()
        self._steps.setCurrentWidget(self.give_back)
        self.give_back.setFocus()
        return turned

    def _keep(self) -> None:
        self.saves.touch()
        self.saves.save()

    def _compose(self) -> Write:
        said = self.sheet.comment.text()
        card = replace(self._card, lines=self.sheet.lines.lines(), comment=said)
        return Write(cards.keep, (card, self._now()))

    def _try(self, typed: str) -> None:
        self._work.run(self, self._check, typed, then=self._let_out, failed=self._refuse)

    def _refuse(self, error: Exception) -> None:
        self.give_back.refuse(error)
        self.refused.emit(self.give_back.failures)

    def _let_out(self, _: object) -> None:
        """Let the therapist out at once; what a store has not taken yet is tried on behind."""
        failures, self.give_back.failures = self.give_back.failures, 0
        self.give_back.forget()
        self._is_over = True
        self.proved.emit(failures)
        self.saves.save()
        self._end()

    def _end(self) -> None:
        """Finish the card once nothing on it is unsaved."""
        if self._is_over and not self.saves.has_unsaved:
            self._is_over = False
            arguments = (self._card.id, self._now())
            self._record.run(self, cards.finish, *arguments, then=lambda _: self.ended.emit())
