"""Answers and guesses next to each other, as words in a quiet table."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.cards import CardLine
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words


EMPTY = "left empty"
NO_GUESS = "no guess"


def answer(line: CardLine) -> str:
    """Return what a client said to a line."""
    return EMPTY if line.answer is None else str(line.answer)


def guessed(line: CardLine, guess: Guess) -> str:
    """Return what was guessed for a line, and how far from the answer: 5, two lower."""
    number = guess.answer(line.facet_id)
    if number is None:
        return NO_GUESS
    if line.answer is None:
        return str(number)
    return f"{number}, {apart(number - line.answer)}"


def apart(by: int) -> str:
    """Return how far a guess lay from an answer, in words."""
    if not by:
        return "the same"
    return f"{times.number(abs(by))} {'higher' if by > 0 else 'lower'}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> QWidget:
    """Return rows of words under their heads; the first column takes what room there is."""
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(0, 1)
    grid.setHorizontalSpacing(themes.current().space("two"))
    grid.setVerticalSpacing(themes.current().space("half"))
    for column, head in enumerate(heads):
        grid.addWidget(Words(head, "small"), 0, column)
    for number, (first, *rest) in enumerate(rows, 1):
        grid.addWidget(Words(first, "reading", wraps=True), number, 0)
        for column, words in enumerate(rest, 1):
            cell = Phrase(words, "body")
            cell.setAccessibleDescription(f"{first}, {heads[column]}")
            grid.addWidget(cell, number, column)
    return held
