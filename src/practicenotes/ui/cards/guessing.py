"""Asks, before a card is opened, how the client would describe the relationship."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain.cards import CardForm, ClientCard
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.ui.cards.lines import Lines
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.words import Words, section


QUESTION = "How would the client describe the relationship?"
ABOUT = (
    "The card is still closed. A guess made now can stand beside it later. Every line may be"
    " skipped, and the card opens without a guess just as well."
)


class GuessDialog(PageDialog):
    """The lines of the card without its answers, and one line of words.

    Signals:
        asked(): the guess is to be kept and the card opened.
        passed_by(): the card is to be opened without a guess.
    """

    passed_by = Signal()

    def __init__(self, card: ClientCard, form: CardForm, parent: QWidget) -> None:
        super().__init__(parent, QUESTION, "Keep and open the card", "Not now", private=True)
        self._card = card
        closed = tuple(type(line)(line.facet_id, line.words) for line in card.lines)
        self.lines = Lines(closed, form, passing="Skip")
        self.words = GrowingEditor("In one line", least_lines=1, wide=True, plain=True)
        self.words.setProperty("short", True)
        self.body.addWidget(Words(ABOUT, "body", wraps=True))
        self.body.addWidget(self.lines)
        self.body.addWidget(section("In one line"))
        self.body.addWidget(self.words)
        self.body.addStretch()
        self.without = Button("Open without a guess")
        self.without.clicked.connect(self._pass_by)
        self.add_button(self.without)

    def _pass_by(self) -> None:
        if not self.waits:
            self.passed_by.emit()

    def guess(self) -> Guess:
        """Return what was guessed."""
        return Guess(self._card.id, self._card.client_id, self.lines.answers(), self.words.text())

    def as_typed(self) -> dict[str, Any]:
        """Return what stands here."""
        return {**self.lines.as_typed(), "words": self.words.text()}

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what was guessed before."""
        self.lines.show_answers(words)
        self.words.set_text(words.get("words", ""))

    def no_guess(self) -> Guess:
        """Return that nothing was."""
        return Guess(self._card.id, self._card.client_id)
