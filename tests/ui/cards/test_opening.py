"""A card is opened after a guess was offered, and the two stand side by side."""

from typing import Any

import pytest

import factory
from practicenotes.domain.cards import Given
from practicenotes.records import cards
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.cards import side_by_side
from practicenotes.ui.cards.guessing import GuessDialog
from practicenotes.ui.cards.opening import NO_CARD
from practicenotes.ui.cards.over_time import OverTimeDialog
from practicenotes.ui.cards.reading import UNFINISHED, ReadingDialog
from practicenotes.ui.theme import Theme

from .conftest import Sitting, said


def test_a_guess_is_offered_before_the_answers_are_seen(sitting: Sitting) -> None:
    """The dialog shows the lines and nothing of what the client said, on the private ground."""
    card_id = sitting.file_card(7, 2, comment="a word of the client")

    sitting.desk.cards.open(card_id)
    dialog = sitting.dialog(GuessDialog)

    words = " ".join(said(dialog))
    assert "How would the client describe the relationship?" in words
    assert "Private. Never printed." in words
    assert "a line on trust_safety" in words
    assert "a word of the client" not in words
    assert all(scale.value is None for scale in dialog.lines.scales.values())
    assert dialog.property("ground") == "private"
    dialog.reject()
    assert sitting.guess(card_id) is None


def test_the_guess_is_kept_and_stands_beside_the_card(sitting: Sitting) -> None:
    """Stored first, opened then; the two are told in plain words."""
    card_id = sitting.file_card(7, None, 4, comment="a word of the client")
    sitting.desk.cards.open(card_id)
    dialog = sitting.dialog(GuessDialog)
    dialog.lines.scales["trust_safety"].button(5).click()
    dialog.words.insertPlainText("as a polite visit")
    dialog.main.click()
    reading = sitting.dialog(ReadingDialog)
    sitting.idle()

    guess = sitting.guess(card_id)
    assert guess is not None
    assert (guess.answer("trust_safety"), guess.words) == (5, "as a polite visit")
    assert guess.looked_at is not None
    words = said(reading)
    for expected in ("a word of the client", "left empty", "5, two lower", "no guess"):
        assert expected in words
    assert "as a polite visit" in words


def test_a_card_opens_without_a_guess(sitting: Sitting) -> None:
    """It takes one click, nothing is said about it, and nobody is asked again."""
    card_id = sitting.file_card(7)
    sitting.desk.cards.open(card_id)
    sitting.dialog(GuessDialog).without.click()
    reading = sitting.dialog(ReadingDialog)
    assert "My guess" not in said(reading)
    reading.accept()
    sitting.idle()

    sitting.desk.cards.open(card_id)
    assert sitting.dialog(ReadingDialog).isVisible()
    assert not [d for d in sitting.window.findChildren(GuessDialog) if d.isVisible()]


def test_an_empty_guess_is_no_guess(sitting: Sitting) -> None:
    """Keeping a guess without a number or a word is the same as passing it by."""
    card_id = sitting.file_card(7)
    sitting.desk.cards.open(card_id)
    sitting.dialog(GuessDialog).main.click()

    assert "My guess" not in said(sitting.dialog(ReadingDialog))


def test_guesses_and_answers_stand_side_by_side_over_time(sitting: Sitting) -> None:
    """Line by line, latest day first; a card that is still closed is not among them."""
    earlier = sitting.file_card(3, weeks_ago=2, comment="too fast")
    sitting.file_card(9, weeks_ago=1, comment="still closed")
    latest = sitting.file_card(8)
    for card_id, number in ((earlier, 6), (latest, 8)):
        sitting.desk.cards.open(card_id)
        guessing = sitting.dialog(GuessDialog)
        guessing.lines.scales["trust_safety"].button(number).click()
        guessing.words.insertPlainText(f"guess {number}")
        guessing.main.click()
        reading = sitting.dialog(ReadingDialog)
        sitting.idle()
        if card_id != latest:
            reading.accept()

    reading.over_time.click()
    dialog = sitting.dialog(OverTimeDialog)
    words = said(dialog)
    assert words.index("8, the same") < words.index("6, three higher")
    assert "9" not in words

    dialog.choice.setCurrentIndex(dialog.choice.count() - 1)
    dialog.choice.activated.emit(dialog.choice.count() - 1)
    sitting.qtbot.wait(50)
    words = said(dialog)
    assert "too fast" in words
    assert "guess 6" in words
    assert "still closed" not in words


def test_the_session_menu_opens_its_card(sitting: Sitting) -> None:
    """Where none was filled in, a plain sentence says so."""
    told: list[str] = []
    sitting.desk.cards.told.connect(told.append)
    sitting.take(CardAct.READ)
    sitting.until(lambda: told == [NO_CARD])

    sitting.file_card(7)
    sitting.take(CardAct.READ)
    assert sitting.dialog(GuessDialog).isVisible()


def test_the_timeline_leads_to_the_card(sitting: Sitting) -> None:
    """Its entry says that it was filled in, and opens it."""
    card_id = sitting.file_card(7, comment="a word of the client")
    sitting.desk.clients.page.refresh()
    sitting.idle()
    history = sitting.desk.clients.page._history
    (entry,) = [e for e in history._overview.entries if e.id == card_id]
    assert "a word of the client" not in repr(entry)

    history._open_entry(entry)

    assert sitting.dialog(GuessDialog).isVisible()


def test_a_card_that_was_not_given_back_says_so(sitting: Sitting) -> None:
    """What was answered by then can be read."""
    begun = sitting.vault.record.run(cards.begin, factory.card(sitting.heron, 4), factory.AT)
    sitting.desk.cards.open(begun.id)
    sitting.dialog(GuessDialog).without.click()
    reading = sitting.dialog(ReadingDialog)

    assert UNFINISHED in said(reading)
    assert not hasattr(reading, "correct")


def test_a_damaged_card_says_so_and_asks_for_no_guess(sitting: Sitting) -> None:
    """Nothing of it is shown as if it could be trusted."""
    card_id = sitting.file_card(7, given=Given.ON_PAPER)
    factory.meddle(sitting.vault.record, "UPDATE client_card SET comment = 'forged'")

    sitting.desk.cards.open(card_id)
    reading = sitting.dialog(ReadingDialog)

    words = " ".join(said(reading))
    assert "can no longer be read" in words
    assert "forged" not in words


@pytest.mark.parametrize(
    ("by", "words"), [(0, "the same"), (1, "one higher"), (-7, "seven lower"), (10, "ten higher")]
)
def test_distances_are_told_in_words(by: int, words: str) -> None:
    """A guess is higher, lower or the same, and nothing more is made of it."""
    assert side_by_side.apart(by) == words


@pytest.mark.parametrize("size", [100, 200])
def test_dialogs_fit_a_small_window(
    sitting: Sitting, theme: Theme, clipped: Any, unnamed: Any, size: int
) -> None:
    """Nothing is cut off at 1024 by 700, with text of any size, and every stop has a name."""
    theme.set_text_size(size)
    sitting.window.resize(1024, 700)
    sitting.desk.cards.open(sitting.file_card(7, 2, None, comment="A word. " * 30))
    guessing = sitting.dialog(GuessDialog)
    sitting.qtbot.wait(50)
    assert clipped(guessing) == []
    assert unnamed(guessing) == []
    guessing.lines.scales["trust_safety"].button(3).click()
    guessing.main.click()
    reading = sitting.dialog(ReadingDialog)
    sitting.qtbot.wait(50)
    assert clipped(reading) == []
    assert unnamed(reading) == []
    sitting.idle()
    reading.over_time.click()
    over_time = sitting.dialog(OverTimeDialog)
    sitting.qtbot.wait(50)
    assert clipped(over_time) == []
    assert unnamed(over_time) == []
