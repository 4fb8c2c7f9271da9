"""Guesses and answers over time, from values alone."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.cards import CardId, CardLine, ClientCard
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.ui.cards import side_by_side
from practicenotes.ui.cards.over_time import NOTHING, OverTimeDialog
from practicenotes.ui.theme import Theme

from .conftest import said


DAY = date(2025, 11, 18)
HERON = ClientId("c" * 32)


def card(number: int, answer: int | None, **told: str) -> ClientCard:
    """Return a card of one line, so many weeks ago."""
    lines = (CardLine("trust_safety", "Today I could say what was on my mind.", answer),)
    day = DAY - timedelta(weeks=number)
    return ClientCard(CardId(f"{number}"), HERON, day, lines, **told)


def guess(number: int, guessed: int | None, words: str = "") -> Guess:
    """Return a guess at that card."""
    return Guess(CardId(f"{number}"), HERON, (("trust_safety", guessed),), words)


@pytest.fixture
def over(qtbot: QtBot, theme: Theme) -> QWidget:
    """Give the window beneath."""
    beneath = QWidget()
    qtbot.addWidget(beneath)
    beneath.resize(1200, 800)
    beneath.show()
    return beneath


def shown(over: QWidget, cards: list[ClientCard], guesses: list[Guess], qtbot: QtBot) -> list[str]:
    """Return what the dialog says of the first line."""
    dialog = OverTimeDialog(cards, {each.card_id: each for each in guesses}, over)
    dialog.show_sheet()
    qtbot.wait(50)
    words = said(dialog)
    dialog.accept()
    return words


def test_the_latest_day_comes_first(over: QWidget, qtbot: QtBot) -> None:
    """Whatever order the cards came in."""
    cards = [card(number, 5) for number in (2, 0, 1)]
    words = shown(over, cards, [guess(number, 5) for number in range(3)], qtbot)

    days = [word for word in words if word.endswith("2025")]
    assert days == ["18 November 2025", "11 November 2025", "4 November 2025"]
    assert words.count("5, the same") == 3


@pytest.mark.parametrize(
    ("answer", "guessed", "expected"),
    [
        (7, 5, ("7", "5, two lower")),
        (3, 10, ("3", "10, seven higher")),
        (None, 4, ("left empty", "4")),
        (6, None, ("6", "no guess")),
        (None, None, ("left empty", "no guess")),
    ],
)
def test_each_pair_is_told_plainly(
    over: QWidget,
    qtbot: QtBot,
    answer: int | None,
    guessed: int | None,
    expected: tuple[str, str],
) -> None:
    """What was said, what was guessed, and how far apart: nothing else."""
    words = shown(over, [card(0, answer)], [guess(0, guessed)], qtbot)

    assert words[-2:] == list(expected) or set(expected) <= set(words)


def test_what_was_not_opened_is_not_there(over: QWidget, qtbot: QtBot) -> None:
    """A card without a guess or a pass says nothing in this table."""
    words = shown(over, [card(0, 9), card(1, 4)], [guess(1, 4)], qtbot)

    assert "9" not in words
    assert "4, the same" in words


def test_without_any_card_the_page_says_so(over: QWidget, qtbot: QtBot) -> None:
    """One plain sentence stands where the table would."""
    assert NOTHING in shown(over, [], [], qtbot)


def test_words_stand_side_by_side_too(over: QWidget, qtbot: QtBot) -> None:
    """The client's words and the line of the guess, with their day."""
    cards = [card(0, None, comment="Too fast."), card(1, 5)]
    dialog = OverTimeDialog(
        cards, {CardId("0"): guess(0, None, "patient"), CardId("1"): guess(1, 5)}, over
    )
    dialog.show_sheet()
    dialog._show("")
    qtbot.wait(50)

    words = said(dialog)
    assert "Too fast." in words
    assert "patient" in words
    assert "11 November 2025" not in words
    dialog.accept()


def test_nothing_in_the_words_judges() -> None:
    """Of no distance is it said that it is good, bad, right or wrong."""
    said_of = " ".join(side_by_side.apart(by) for by in range(-10, 11))

    for verdict in ("right", "wrong", "good", "bad", "off", "miss", "accurate", "!"):
        assert verdict not in said_of.split()
