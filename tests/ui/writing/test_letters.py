"""Letters are checked as notes are, and show their sources all the same."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.letters import Origin, Paragraph, Sentence, Source
from practicenotes.ui.letter.text import LetterText
from practicenotes.ui.theme import Theme
from practicenotes.ui.vocabulary import Vocabulary


pytest.importorskip("hunspell", reason="no dictionary library for this computer")

pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)

WAVE = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
WORDS = "He recieved ten {number} sessions with a lettre"


@pytest.fixture
def letter(qtbot: QtBot, theme: Theme, vocabulary: Vocabulary) -> Iterator[LetterText]:
    """Give a letter of one sentence from the record, on a page of the record."""
    page = QWidget()
    text = LetterText()
    QVBoxLayout(page).addWidget(text)
    text.show_paragraphs((Paragraph((Sentence(WORDS, Source(Origin.RECORD, "x")),)),))
    vocabulary.lend((page,), ())
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    text.setFocus()
    yield text
    page.hide()


def waved(letter: LetterText) -> str:
    """Return the signs with a wave under them."""
    block = letter.document().firstBlock()
    return "".join(
        block.text()[each.start : each.start + each.length]
        for each in block.layout().formats()
        if each.format.underlineStyle() is WAVE
    )


def test_misspelt_words_are_underlined(qtbot: QtBot, letter: LetterText) -> None:
    """The room for the tag behind a sentence and the ground of a place stay what they are."""
    qtbot.waitUntil(lambda: waved(letter) == "recievedlettre", timeout=10_000)
    formats = letter.document().firstBlock().layout().formats()
    last = formats[-1].format
    assert last.underlineStyle() is WAVE
    assert letter.paragraphs[0].text == WORDS
    assert not letter.document().isUndoAvailable()
    assert any(each.format.fontItalic() for each in formats)
    if letter.marks[0][0].tag:
        assert last.fontLetterSpacingType() is QFont.SpacingType.AbsoluteSpacing


def test_a_word_is_left_alone_while_it_is_typed(qtbot: QtBot, letter: LetterText) -> None:
    """It is judged when the hand goes on."""
    qtbot.waitUntil(lambda: waved(letter) == "recievedlettre", timeout=10_000)
    letter.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(letter, " thier")
    qtbot.wait(50)
    assert "thier" not in waved(letter)
    QTest.keyClicks(letter, " ")
    qtbot.waitUntil(lambda: waved(letter) == "recievedlettrethier", timeout=10_000)


def test_the_key_and_the_menu_are_those_of_a_note(qtbot: QtBot, letter: LetterText) -> None:
    """F7 selects a misspelt word, Shift+F10 has what was meant, and Undo knows it."""
    qtbot.waitUntil(lambda: waved(letter) == "recievedlettre", timeout=10_000)
    QTest.keyClick(letter, Qt.Key.Key_F7)
    assert letter.textCursor().selectedText() == "recieved"
    QTest.keyClick(letter, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: any(m.isVisible() for m in letter.findChildren(QMenu)))
    menu = next(m for m in letter.findChildren(QMenu) if m.isVisible())
    actions = {action.text(): action for action in menu.actions()}
    menu.hide()
    actions["received"].trigger()
    assert letter.paragraphs[0].text == WORDS.replace("recieved", "received")
