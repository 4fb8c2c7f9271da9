"""What was written is shown as it is meant, and gives back what is chosen in it."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.writing import reading
from practicenotes.ui.theme import Theme, WritingLook
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.reading import ReadText


NOTE = """# Sleep

He was **very *tired***.
Then less.

- walked 🙂
    2. slept ⟦her sister⟧
- שלום"""
SHOWN = "Sleep\nHe was very tired.\nThen less.\n•\twalked 🙂\n2.\tslept ⟦her sister⟧\n• שלום"


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> ReadText:
    """Give a text to read, in a window."""
    text = ReadText("Data")
    text.show_text(NOTE)
    qtbot.addWidget(text)
    text.show()
    return text


def look(text: ReadText, words: str) -> QTextCharFormat:
    """Return how words look."""
    found = text.document().find(words)
    assert found.hasSelection(), words
    return found.charFormat()


def choose(text: ReadText, words: str) -> str:
    """Select words as the mouse would, and return what they were written as."""
    start = text.text().encode("utf-16-le").index(words.encode("utf-16-le")) // 2
    cursor = text.textCursor()
    cursor.setPosition(start)
    length = len(words.encode("utf-16-le")) // 2
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    return text.chosen()


def test_marks_are_gone_and_what_they_mean_is_there(shown: ReadText) -> None:
    """Bold, italic and headings are seen; bullets, numbers and brackets can be heard."""
    assert shown.text() == SHOWN
    assert look(shown, "very").fontWeight() == QFont.Weight.Bold
    assert look(shown, "tired").fontItalic()
    assert not look(shown, "Then").fontItalic()
    heading = shown.document().find("Sleep").block()
    assert heading.blockFormat().headingLevel() == 1
    assert look(shown, "Sleep").font().pixelSize() > look(shown, "Then").font().pixelSize()
    assert look(shown, "sister").underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
    assert "third party" in shown.accessibleDescription()


def test_items_hang_at_their_edge(shown: ReadText) -> None:
    """The second line of an item begins below its first word, a deeper one stands further in."""
    outer, inner = (shown.document().find(words).block() for words in ("walked", "slept"))
    assert inner.blockFormat().leftMargin() > outer.blockFormat().leftMargin() > 0
    for item in (outer, inner):
        assert item.blockFormat().textIndent() < 0
        assert item.blockFormat().tabPositions()[0].position == -item.blockFormat().textIndent()
    from_right = shown.document().find("שלום").block()
    assert from_right.textDirection() is Qt.LayoutDirection.RightToLeft
    assert from_right.layout().lineAt(0).naturalTextWidth() < shown.viewport().width()


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("tired", "***tired***"),
        ("very tired", "**very *tired***"),
        ("walked 🙂", "walked 🙂"),
        ("•\twalked 🙂", "- walked 🙂"),
        ("walked 🙂\n2.\tslept", "- walked 🙂\n    2. slept"),
        (SHOWN, NOTE),
    ],
)
def test_what_is_chosen_is_what_was_written(shown: ReadText, words: str, written: str) -> None:
    """The same words with their marks, wherever the selection begins and ends."""
    assert choose(shown, words) == written


def test_nothing_chosen_is_nothing(shown: ReadText) -> None:
    """A cursor alone chooses no word."""
    assert shown.chosen() == ""


def test_what_is_copied_has_no_marks(shown: ReadText) -> None:
    """The words go to the clipboard as they stand here, so that a letter can take them."""
    choose(shown, "very tired")
    shown.copy()
    assert QGuiApplication.clipboard().text() == "very tired"
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_every_line_is_in_sight(qtbot: QtBot, theme: Theme) -> None:
    """It grows with its text, with a narrower window and with larger letters, and never scrolls."""
    inside = QWidget()
    text = ReadText("Data", parent=inside)
    text.show_text(NOTE * 3 + " and went on in a line that is longer than a narrow window" * 3)
    area: QScrollArea = scrolled(inside)
    qtbot.addWidget(area)
    area.resize(600, 400)
    area.show()
    before = text.height()
    text.resize(200, text.height())
    assert text.height() > before
    before = text.height()
    theme.set_writing(WritingLook(size=150, spacing=150))
    qtbot.waitUntil(lambda: text.height() > before)
    assert text.verticalScrollBar().maximum() == 0


def test_another_theme_keeps_text_and_looks(shown: ReadText, theme: Theme) -> None:
    """Larger letters change no word, and bold stays bold."""
    theme.set_text_size(150)
    assert shown.text() == SHOWN
    assert look(shown, "very").fontWeight() == QFont.Weight.Bold
    assert shown.source == NOTE
    assert look(shown, "very").foreground().color() in (QColor("black"), QColor())


@pytest.mark.parametrize("seed", range(20))
def test_any_text_is_shown_word_for_word(qtbot: QtBot, theme: Theme, seed: int) -> None:
    """Signs of every plane, from the right, zero and joined: places here are places there."""
    chance = random.Random(seed)
    signs = [
        *"ab *_#-1.\\\n\t⟦⟧",
        "🙂",
        "שלום",
        "e\u0301",
        "👩‍👩‍👧",
        "\U000e0100",
        "\U0010fffd",
        "\x00",
    ]
    source = "".join(chance.choice(signs) for _ in range(120))
    text = ReadText("Data")
    qtbot.addWidget(text)
    text.show_text(source)
    blocks = list(reading.blocks(source))
    expected = "\n".join(block.head + block.words for block in blocks)
    assert len(text.text()) == len(expected)
    assert text.text().replace("\t", " ") == expected.replace("\t", " ")
    text.selectAll()
    assert text.chosen() == reading.chosen(source, blocks, 0, len(expected))


@pytest.mark.parametrize(
    "source",
    ["word **and** more\n" * 9_000, "wordx " * 30_000, "*a **b ***c " * 15_000],
    ids=["lines", "one line", "marks"],
)
def test_very_long_texts_are_shown(qtbot: QtBot, theme: Theme, source: str) -> None:
    """As much as one paste may bring is there to its last line, whatever it is made of."""
    text = ReadText("Data")
    qtbot.addWidget(text)
    text.show_text(source)
    expected = "\n".join(block.head + block.words for block in reading.blocks(source))
    assert text.text() == expected


def test_a_thousand_lists_within_lists_stay_on_the_page(qtbot: QtBot, theme: Theme) -> None:
    """Each item is there, and none stands further in than can be seen."""
    text = ReadText("Data")
    qtbot.addWidget(text)
    text.show_text("\n".join(f"{'  ' * depth}- level {depth}" for depth in range(1000)))
    text.show()
    last = text.document().lastBlock()
    assert last.text() == "•\tlevel 999"
    assert last.blockFormat().leftMargin() < text.viewport().width() / 2
