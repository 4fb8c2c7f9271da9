"""A wrongly filed card is marked and brought back; and what is pressed twice is done once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from practicenotes.domain.cards import Given
from practicenotes.records import cards
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.cards.choosing import LinesDialog
from practicenotes.ui.cards.guessing import GuessDialog
from practicenotes.ui.cards.hand_over import HandOver
from practicenotes.ui.cards.opening import BACK
from practicenotes.ui.cards.opening import IN_ERROR as TOLD
from practicenotes.ui.cards.reading import IN_ERROR, ReadingDialog
from practicenotes.ui.cards.typing import TypeCardDialog
from practicenotes.ui.session.reason import ReasonDialog
from practicenotes.vault.audit import entries

from .conftest import Sitting, said


CTRL = Qt.KeyboardModifier.ControlModifier


def read(sitting: Sitting) -> ReadingDialog:
    """Return the card that is open, once everything has come back."""
    sitting.idle()
    found: ReadingDialog = sitting.dialog(ReadingDialog)
    return found


def test_a_card_entered_in_error_stays_open_to_be_brought_back(sitting: Sitting) -> None:
    """It says what that means, and one press takes it back."""
    told: list[str] = []
    sitting.desk.cards.told.connect(told.append)
    card_id = sitting.file_card(7, given=Given.ON_PAPER)
    sitting.desk.cards.open(card_id)
    sitting.dialog(GuessDialog).without.click()
    reading = read(sitting)
    assert IN_ERROR not in said(reading)

    reading.error.click()
    why = sitting.dialog(ReasonDialog)
    assert not why.main.isEnabled()
    why.form.set_values({"reason": "another client’s card"})
    why.main.click()
    sitting.until(lambda: sitting.cards() == ())
    reading = read(sitting)

    assert IN_ERROR in said(reading)
    assert "The reason: another client’s card" in said(reading)
    assert not hasattr(reading, "correct")
    reading.error.click()
    sitting.until(sitting.cards)
    assert IN_ERROR not in said(read(sitting))
    assert told == [TOLD, BACK]


def test_a_card_is_handed_over_once(sitting: Sitting) -> None:
    """A second Enter before the store has answered does nothing, and one key leads back."""
    sitting.take(CardAct.HAND_OVER)
    dialog = sitting.dialog(LinesDialog)
    dialog.main.click()
    assert not dialog.main.isEnabled()
    sitting.qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    dialog.boxes["trust_safety"].click()
    sitting.qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    dialog.reject()
    sitting.until(lambda: sitting.window.alone)
    sitting.idle()

    assert len(sitting.window.findChildren(HandOver)) == 1
    acts = [entry.act for entry in sitting.vault.record.run(entries)]
    assert (acts.count("begin"), acts.count("hand over the screen")) == (1, 1)
    sitting.window.take_back()
    assert sitting.window.menuBar().isVisible()


def test_a_window_is_handed_over_to_one_page(sitting: Sitting) -> None:
    """A page that comes while another is alone takes its place; taken back, all is as before."""
    first, second = QWidget(), QWidget()

    sitting.window.hand_over(first)
    sitting.window.hand_over(second)
    assert second.isVisible()
    sitting.window.take_back()

    assert sitting.window.menuBar().isVisible()
    assert not first.isVisible()
    assert not second.isVisible()
    assert sitting.window.alone is None


def test_a_typed_card_is_filed_once(sitting: Sitting) -> None:
    """However often Ctrl+Enter is pressed."""
    sitting.take(CardAct.TYPE_IN)
    dialog = sitting.dialog(TypeCardDialog)
    dialog.lines.scales["trust_safety"].button(8).click()
    for _ in range(3):
        sitting.qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    sitting.until(sitting.cards)
    sitting.idle()

    assert len(sitting.cards()) == 1


def test_a_guess_is_made_once(sitting: Sitting) -> None:
    """Neither a second press nor the other button makes another of it, or opens the card twice."""
    card_id = sitting.file_card(7)
    sitting.desk.cards.open(card_id)
    dialog = sitting.dialog(GuessDialog)
    dialog.lines.scales["trust_safety"].button(9).click()
    dialog.main.click()
    dialog.main.click()
    dialog.without.click()
    read(sitting)

    guess = sitting.guess(card_id)
    assert guess
    assert dict(guess.answers)["trust_safety"] == 9
    assert len([d for d in sitting.window.findChildren(ReadingDialog) if d.isVisible()]) == 1
    assert sitting.vault.record.run(cards.get, card_id).answered == 1
