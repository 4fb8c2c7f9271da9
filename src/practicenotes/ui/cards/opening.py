"""Opens a client's card, after asking once how the client would describe the relationship.

The record and the private side are joined here by the id of a card, and nowhere else.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from practicenotes import catalog
from practicenotes.domain.cards import CardId, ClientCard
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.unfinished import Mark
from practicenotes.records import cards
from practicenotes.records import unfinished as records_unfinished
from practicenotes.reflections import guesses, unfinished
from practicenotes.ui.cards import blank
from practicenotes.ui.cards.guessing import GuessDialog
from practicenotes.ui.cards.over_time import OverTimeDialog
from practicenotes.ui.cards.reading import ReadingDialog
from practicenotes.ui.session.reason import ReasonDialog
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.window import Window


SHEET, ERROR = "guess", "card_in_error"
IN_ERROR = "The card is marked as entered in error."
WHY = (
    "The card stays in the record, with your reason. It is counted, compared and handed out no"
    " longer, and can be brought back. Letters that were written before are as they were."
)
BACK = "The card is back."
NO_CARD = "No client card was filled in after this session."


class Opening(QObject):
    """Shows a card over the window; before its answers are seen for the first time, a guess.

    Signals:
        told(str): why nothing is opened.
        correct_wanted(ClientCard): a card that was typed in is to be corrected.
    """

    told = Signal(str)
    correct_wanted = Signal(object)

    def __init__(
        self, window: Window, record: Tasks, private: Tasks, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window, self._record, self._private, self._now = window, record, private, now
        self._book = catalog.facet_book()

    def open_last(self, session_id: SessionId) -> None:
        """Open the last card of a session, if one was filled in."""

        def then(found: tuple[ClientCard, ...]) -> None:
            if found:
                self._ask_for_guess(found[-1])
            else:
                self.told.emit(NO_CARD)

        self._record.run(self, cards.of_session, session_id, then=then)

    def open(self, card_id: CardId) -> None:
        """Open a card; before its answers are seen for the first time, a guess is offered."""
        self._record.run(self, cards.get, card_id, then=self._ask_for_guess)

    def _ask_for_guess(self, card: ClientCard) -> None:
        if card.is_empty or card.damaged:
            self._show_card(card, None)
            return

        def then(guess: Guess | None) -> None:
            if guess is None:
                self._offer_guess(card)
            else:
                self._show_card(card, guess)

        def alone(_: Exception) -> bool:
            self._show_card(card, None)
            return False

        self._private.run(self, guesses.of_card, card.id, then=then, failed=alone)

    def _offer_guess(self, card: ClientCard) -> None:
        dialog = GuessDialog(card, self._book.client_card, self._window)
        mark = Mark(SHEET, (card.client_id, card.id))
        standing = Standing(dialog, self._private, unfinished, mark, self._now)
        dialog.asked.connect(lambda: self._make(dialog, standing, card, dialog.guess()))
        dialog.passed_by.connect(lambda: self._make(dialog, standing, card, dialog.no_guess()))
        blank.show(dialog)

    def _make(
        self, dialog: GuessDialog, standing: Standing, card: ClientCard, guess: Guess
    ) -> None:
        def made(kept: Guess) -> None:
            dialog.accept()
            self._show_card(card, kept)

        standing.hand_in(guesses.make, guess, self._now(), then=made)

    def _show_card(self, card: ClientCard, guess: Guess | None) -> None:
        if guess and not guess.looked_at:
            self._private.run(self, guesses.look, card.id, self._now())
        self._read(card, guess)

    def _read(self, card: ClientCard, guess: Guess | None) -> None:
        question = self._book.client_card.open_question
        dialog = ReadingDialog(card, question, guess, self._window)
        dialog.over_time_wanted.connect(lambda: self._compare(dialog, card.client_id))
        dialog.error_turned.connect(lambda: self._turn_error(dialog, card, guess))
        dialog.correct_wanted.connect(dialog.accept)
        dialog.correct_wanted.connect(lambda: self.correct_wanted.emit(card))
        blank.show(dialog)

    def _turn_error(self, dialog: ReadingDialog, card: ClientCard, guess: Guess | None) -> None:
        """Say that a card was entered in error, or was not; it stays open, to be turned back."""

        def turned(now: ClientCard) -> None:
            dialog.accept()
            self.told.emit(IN_ERROR if now.withdrawn else BACK)
            self._read(now, guess)

        if card.withdrawn:
            dialog.hand_in(self._record, cards.bring_back, card.id, self._now(), then=turned)
        else:
            self._ask_why(card, turned, dialog)

    def ask_why_again(self, card_id: CardId) -> None:
        """Ask once more for the reason that was being given; the answers stay closed."""

        def turned(_: ClientCard) -> None:
            self.told.emit(IN_ERROR)

        def then(card: ClientCard) -> None:
            if not card.withdrawn and not card.damaged:
                self._ask_why(card, turned, self._window)

        self._record.run(self, cards.get, card_id, then=then)

    def _ask_why(
        self, card: ClientCard, turned: Callable[[ClientCard], object], over: QWidget
    ) -> None:
        why = ReasonDialog(over, "Entered in error", WHY, "Enter it in error")
        mark = Mark(ERROR, (card.client_id, card.id))
        standing = Standing(why, self._record, records_unfinished, mark, self._now)

        def done(now: ClientCard) -> None:
            why.accept()
            turned(now)

        def keep() -> None:
            standing.hand_in(cards.withdraw, card.id, why.reason, self._now(), then=done)

        why.asked.connect(keep)
        blank.show(why)

    def _compare(self, dialog: ReadingDialog, client_id: ClientId) -> None:
        def show(found: tuple[ClientCard, ...], made: tuple[Guess, ...]) -> None:
            looked_at = {guess.card_id: guess for guess in made if guess.looked_at}
            blank.show(OverTimeDialog(found, looked_at, dialog))

        def then(found: tuple[ClientCard, ...]) -> None:
            def alone(_: Exception) -> bool:
                show(found, ())
                return False

            asked = guesses.of_client, client_id
            self._private.run(dialog, *asked, then=partial(show, found), failed=alone)

        self._record.run(dialog, cards.of_client, client_id, then=then)
