"""A card opened: what the client said, and beside it what was guessed before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from practicenotes.domain import times
from practicenotes.domain.cards import ClientCard, Given
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.ui.cards import side_by_side
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words


UNFINISHED = "This card was begun and not given back. What was answered by then stands here."
NOTHING = "Nothing was written."
IN_ERROR = (
    "Entered in error. It stays here and in the trail, and is left out of every chart, comparison"
    " and copy of the record. Letters that were written before are as they were."
)
DAMAGED = (
    "This card can no longer be read as it was given; it is shown as damaged, the rest of the"
    " record is safe, and a backup may hold it whole."
)


class ReadingDialog(PageDialog):
    """The lines with their answers, the client's words, and the guess on its own ground.

    Signals:
        over_time_wanted(): guesses and answers of this client are to be seen side by side.
        correct_wanted(): what was typed in is to be corrected.
        error_turned(): it was entered in error, or it was not after all.
    """

    over_time_wanted = Signal()
    correct_wanted = Signal()
    error_turned = Signal()

    def __init__(
        self, card: ClientCard, question: str, guess: Guess | None, parent: QWidget
    ) -> None:
        heading = f"Client card, {times.in_full(card.taken_on)}"
        super().__init__(parent, heading, "Close", "Cancel")
        self.back.hide()
        self.asked.connect(self.accept)
        self._fill(card, question, guess)
        self.body.addStretch()
        if not card.damaged:
            self.error = Button("Bring it back" if card.withdrawn else "Entered in error…", "quiet")
            self.error.clicked.connect(self._turn_error)
            self.add_button(self.error)
        if card.given is Given.ON_PAPER and not card.damaged and not card.withdrawn:
            self.correct = Button("Correct…")
            self.correct.clicked.connect(self.correct_wanted)
            self.add_button(self.correct)
        if guess:
            self.over_time = Button("Over time", icon="lock")
            self.over_time.clicked.connect(self.over_time_wanted)
            self.add_button(self.over_time)

    def _turn_error(self) -> None:
        if not self.waits:
            self.error_turned.emit()

    def _fill(self, card: ClientCard, question: str, guess: Guess | None) -> None:
        if card.damaged:
            self.body.addWidget(Words(DAMAGED, "body", wraps=True))
            return
        if card.withdrawn:
            self.body.addWidget(Words(IN_ERROR, "body", wraps=True))
            if card.why:
                self.body.addWidget(Words(f"The reason: {card.why}", "body", wraps=True))
        self.body.addWidget(Words(f"Filled in {card.given.value}.", "small"))
        if card.finished_at is None:
            self.body.addWidget(Words(UNFINISHED, "body", wraps=True))
        self.body.addWidget(_said(card, question))
        if guess and not guess.is_empty:
            self.body.addWidget(_guessed(card, guess))


def _said(card: ClientCard, question: str) -> QFrame:
    """Return what the client said."""
    sheet = Card()
    rows = [(line.words, side_by_side.answer(line)) for line in card.lines]
    sheet.stack.addWidget(side_by_side.table(("Line", "0 to 10"), rows))
    sheet.stack.addWidget(Words(question, "prompt", wraps=True))
    sheet.stack.addWidget(Words(card.comment.strip() or NOTHING, "reading", wraps=True))
    return sheet


def _guessed(card: ClientCard, guess: Guess) -> QFrame:
    """Return what was guessed, line by line beside what was said."""
    sheet = Card(private=True, edged=True)
    sheet.stack.addWidget(NeverPrinted())
    rows = [
        (line.words, side_by_side.answer(line), side_by_side.guessed(line, guess))
        for line in card.lines
    ]
    sheet.stack.addWidget(side_by_side.table(("Line", "The client", "My guess"), rows))
    if guess.words:
        sheet.stack.addWidget(Words("My guess in one line", "small"))
        sheet.stack.addWidget(Words(guess.words, "reading", wraps=True))
    return sheet
