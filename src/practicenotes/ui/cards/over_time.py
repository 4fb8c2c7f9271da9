"""Guesses and answers of one client over time, one line of the card after another."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.cards import CardId, ClientCard
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.ui.cards import side_by_side
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.words import Words


_WORDS = ""  # the choice that is no line
NOTHING = "No card that was opened has this line yet."


class OverTimeDialog(PageDialog):
    """One line at a time, latest day first; what was never opened is not among it."""

    def __init__(
        self,
        cards: Sequence[ClientCard],
        guesses: Mapping[CardId, Guess],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, "Answers and guesses over time", "Close", "Cancel", private=True)
        self.back.hide()
        self.asked.connect(self.accept)
        self._opened = [
            (card, guesses[card.id])
            for card in sorted(cards, key=lambda card: card.taken_on)[::-1]
            if card.id in guesses and not card.damaged
        ]
        self.choice = Choice("Line of the card", self._lines())
        self.choice.chosen.connect(self._show)
        self._shown = QVBoxLayout()
        self.body.addWidget(self.choice)
        self.body.addLayout(self._shown)
        self.body.addStretch()
        self._show(self.choice.value)

    def _lines(self) -> list[tuple[str, str]]:
        """Return every line that stood on a card, and what was said in words."""
        lines = {line.facet_id: line.words for card, _ in self._opened for line in card.lines}
        return [*lines.items(), (_WORDS, "In words")]

    def _show(self, facet_id: str) -> None:
        while (item := self._shown.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        rows = self._words() if facet_id == _WORDS else self._numbers(facet_id)
        if rows:
            heads = ("Day", "The client", "My guess")
            self._shown.addWidget(side_by_side.table(heads, rows))
        else:
            self._shown.addWidget(Words(NOTHING, "body", wraps=True))

    def _numbers(self, facet_id: str) -> list[tuple[str, str, str]]:
        return [
            (
                times.in_full(card.taken_on),
                side_by_side.answer(line),
                side_by_side.guessed(line, guess),
            )
            for card, guess in self._opened
            for line in card.lines
            if line.facet_id == facet_id
        ]

    def _words(self) -> list[tuple[str, str, str]]:
        return [
            (times.in_full(card.taken_on), card.comment.strip(), guess.words)
            for card, guess in self._opened
            if card.comment.strip() or guess.words
        ]
