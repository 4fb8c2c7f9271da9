"""How lines look that are being written: chosen on the practice page, applied at once, and kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from hands import Desk
from practicenotes import spelling
from practicenotes.domain import settings as known
from practicenotes.ui.device import Device
from practicenotes.ui.looks import Looks
from practicenotes.ui.tasks import Work
from practicenotes.ui.theme import Theme, WritingLook
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.ui.vocabulary.card import NO_SPELLING, PrivateWritingCard, WritingCard
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.words import Words


PROSE = "Heron came on time and described a quieter week at work, with two evenings at home. " * 4


@pytest.fixture
def look(theme: Theme) -> Iterator[Theme]:
    """Give the theme, and put the look of what is written back behind the test."""
    yield theme
    theme.set_writing(WritingLook())


@pytest.fixture
def card(qtbot: QtBot, look: Theme, vocabulary: Vocabulary, work: Work) -> WritingCard:
    """Give the card of the practice page."""
    made = WritingCard(vocabulary, work)
    qtbot.addWidget(made)
    made.show()
    return made


def take(card: WritingCard, words: str) -> None:
    """Take one of the choices by the keyboard."""
    button = next(b for b in card.findChildren(QPushButton) if b.text() == words)
    button.setFocus()
    button.click()


def test_lines_hold_as_many_characters_as_chosen(desk: Desk, look: Theme) -> None:
    """A narrower measure makes a narrower and higher sheet, at once."""
    desk.page.resize(1200, 900)
    desk.write(PROSE)
    wide, low = desk.sheet.width(), desk.sheet.height()
    look.set_writing(replace(look.writing, measure=50))
    desk.qtbot.wait(1)
    assert desk.sheet.maximumWidth() < 0.8 * wide
    assert desk.sheet.height() > low


@pytest.mark.parametrize("spacing", [115, 150, 200])
def test_lines_stand_apart_and_all_are_seen(desk: Desk, look: Theme, spacing: int) -> None:
    """Every line is so much higher, cursor and clicks find it, and nothing scrolls inside."""
    desk.write(f"{PROSE}\n\n{PROSE}")
    look.set_writing(replace(look.writing, spacing=100))
    desk.qtbot.wait(100)  # the page has its height by then
    before = desk.sheet.height()
    desk.sheet.moveCursor(desk.sheet.textCursor().MoveOperation.End)
    look.set_writing(replace(look.writing, spacing=spacing))
    sheet = desk.sheet
    desk.qtbot.waitUntil(lambda: sheet.height() > before * (1 + (spacing - 100) / 200))
    assert sheet.verticalScrollBar().maximum() == 0
    assert sheet.viewport().rect().contains(sheet.cursorRect())
    assert sheet.cursorForPosition(sheet.cursorRect().center()).atEnd()


def test_lines_stand_apart_while_one_types(desk: Desk, look: Theme) -> None:
    """A new line is as high as the lines before it."""
    look.set_writing(replace(look.writing, spacing=150))
    desk.type("one")
    first = desk.sheet.cursorRect().y()
    places = []
    for _ in range(5):
        desk.press(Qt.Key.Key_Return)
        desk.type("a line")
        places.append(desk.sheet.cursorRect().y())
    steps = {round(b - a) for a, b in zip([first, *places], places, strict=False)}
    assert max(steps) - min(steps) <= 1
    assert min(steps) > 1.3 * desk.sheet.fontMetrics().lineSpacing() / 1.1


def test_letters_grow_with_the_size(desk: Desk, look: Theme) -> None:
    """What is written is larger, and the tool around it is not."""
    look.set_writing(replace(look.writing, size=150))
    desk.qtbot.wait(1)
    assert desk.sheet.font().pixelSize() == round(1.5 * look.font("reading").pixelSize())


def test_a_choice_is_applied_and_kept(card: WritingCard, look: Theme, tmp_path: Path) -> None:
    """It is there the next time the program starts on this computer."""
    device = Device(tmp_path)
    looks = Looks(card, device)
    card.look_chosen.connect(looks.write_so)
    for words in ("64", "130 %", "Wide"):
        take(card, words)
    assert look.writing == WritingLook(64, 130, 130)
    again = Device(tmp_path)
    chosen = (known.MEASURE, known.WRITING_SIZE, known.LINE_SPACING)
    assert [again.get(each) for each in chosen] == [64, 130, 130]


@pytest.mark.skipif(not spelling.is_available(), reason="no dictionary library")
def test_a_language_is_chosen_and_one_is_brought(
    qtbot: QtBot, card: WritingCard, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    """Off, ours and those that were brought stand in one list."""
    choice = card.findChild(Choice)
    assert choice.value == "en_GB"
    listed = [choice.itemText(n) for n in range(choice.count())]
    assert listed == ["Off", "English (UK)", "English (US)"]
    tmp_path.joinpath("de_DE.aff").write_bytes(b"SET UTF-8\n")
    tmp_path.joinpath("de_DE.dic").write_bytes(b"1\nWort\n")
    card.bring(tmp_path / "de_DE.dic")
    qtbot.waitUntil(lambda: choice.count() == 4)
    assert choice.value == "en_GB"
    choice.setCurrentIndex(3)
    choice.activated.emit(3)
    qtbot.waitUntil(lambda: vocabulary.speller.language == "de_DE")


@pytest.mark.skipif(not spelling.is_available(), reason="no dictionary library")
def test_nothing_waits_while_a_dictionary_is_looked_for(
    qtbot: QtBot, card: WritingCard, tmp_path: Path
) -> None:
    """The question for the file stands over the page; what is chosen in it is brought."""
    tmp_path.joinpath("de_DE.aff").write_bytes(b"SET UTF-8\n")
    tmp_path.joinpath("de_DE.dic").write_bytes(b"1\nWort\n")
    button = next(b for b in card.findChildren(QPushButton) if b.text() == "Add a dictionary…")
    button.click()  # comes back at once
    asks = card.findChild(QFileDialog)
    assert asks.isVisible()
    asks.fileSelected.emit(str(tmp_path / "de_DE.dic"))
    asks.close()
    choice = card.findChild(Choice)
    qtbot.waitUntil(lambda: choice.count() == 4)


def test_without_a_library_the_card_says_so(
    qtbot: QtBot,
    look: Theme,
    vocabulary: Vocabulary,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One sentence stands where the language would be chosen; the rest is as everywhere."""
    monkeypatch.setattr(spelling, "is_available", lambda: False)
    made = WritingCard(vocabulary, work)
    qtbot.addWidget(made)
    assert NO_SPELLING in [each.said() for each in made.findChildren(Words)]
    vocabulary.choose("en_US")
    assert not vocabulary.speller.is_on


def test_everything_on_the_cards_is_named_and_whole(
    qtbot: QtBot,
    card: WritingCard,
    vocabulary: Vocabulary,
    look: Theme,
    unnamed: Callable[..., list[str]],
    clipped: Callable[..., list[str]],
) -> None:
    """By ear as by eye, also at twice the size; the private card says that it is private."""
    mine = PrivateWritingCard(vocabulary.private)
    qtbot.addWidget(mine)
    mine.show()
    assert mine.property("ground") == "private"
    assert any("Never printed" in each.said() for each in mine.findChildren(Words))
    for size in (100, 200):
        look.set_text_size(size)
        for each in (card, mine):
            each.resize(900, each.sizeHint().height())
            qtbot.wait(1)
            assert unnamed(each) == []
            assert clipped(each) == []
