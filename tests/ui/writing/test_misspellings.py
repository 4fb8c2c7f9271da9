"""Misspelt words are found by a key, one after the other, and said aloud."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hands import Desk
from practicenotes.ui.theme import Theme
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.writing import misspellings, side


pytest.importorskip("hunspell", reason="no dictionary library for this computer")

pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)

SHIFT = Qt.KeyboardModifier.ShiftModifier
F7 = Qt.Key.Key_F7
WAVE = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is said aloud."""
    said: list[str] = []
    monkeypatch.setattr(misspellings, "announce", lambda _source, words: said.append(words))
    return said


@pytest.fixture
def front(qtbot: QtBot, theme: Theme, vocabulary: Vocabulary) -> Desk:
    """Give two sheets of the record in which three words are misspelt, and known to be."""
    desk = Desk(qtbot)
    vocabulary.lend((desk.page,), ())
    desk.show()
    qtbot.waitUntil(desk.page.isActiveWindow)
    desk.write("|🙂 He **recieved** a lettre")
    desk.next.set_text("and thier answer")
    record = vocabulary.record
    qtbot.waitUntil(lambda: len(_all(desk, vocabulary)) == 3, timeout=10_000)
    assert record.speller.is_on
    return desk


def _all(desk: Desk, vocabulary: Vocabulary) -> list[str]:
    return [
        each.word
        for sheet in (desk.sheet, desk.next)
        for each in misspellings.of_sheet(sheet, vocabulary.record)
    ]


def selected() -> str:
    """Return what is selected where the keyboard is."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, GrowingEditor)
    return focus.textCursor().selectedText()


def press(desk: Desk, *held: Qt.KeyboardModifier) -> str:
    """Press F7 where the keyboard is, and return what is selected then."""
    focus = QApplication.focusWidget()
    desk.qtbot.keyClick(focus, F7, *held)
    return selected()


def test_the_key_goes_from_word_to_word_and_round(front: Desk, told: list[str]) -> None:
    """Over all sheets of the page, on and back, with the place among how many."""
    words = ["recieved", "lettre", "thier", "recieved"]
    assert [press(front) for _ in words] == words
    assert [press(front, SHIFT) for _ in words] == ["thier", "lettre", "recieved", "thier"]
    assert told[:2] == [
        "Misspelt: recieved, 1 of 3. The menu of the word has suggestions.",
        "Misspelt: lettre, 2 of 3. The menu of the word has suggestions.",
    ]


def test_suggestions_are_at_hand(front: Desk) -> None:
    """The word that was gone to is the one that the menu is about."""
    press(front)
    press(front)
    front.press(Qt.Key.Key_F10, SHIFT)
    front.qtbot.waitUntil(lambda: any(m.isVisible() for m in front.sheet.findChildren(QMenu)))
    menu = next(m for m in front.sheet.findChildren(QMenu) if m.isVisible())
    actions = {action.text(): action for action in menu.actions()}
    menu.hide()
    assert "Ignore “lettre”" in actions
    actions["letter"].trigger()
    assert front.sheet.text() == "🙂 He **recieved** a letter"


def test_nothing_misspelt_is_said(front: Desk, told: list[str]) -> None:
    """The cursor stays where it is."""
    front.next.set_text("")
    front.write("He came|")
    front.press(F7)
    assert told == [misspellings.NONE]
    assert front.seen == "He came|"


def test_a_sheet_of_no_side_says_so(qtbot: QtBot, theme: Theme, told: list[str]) -> None:
    """Where nothing is checked, the key says that."""
    desk = Desk(qtbot)
    desk.show()
    desk.press(F7)
    assert told == [misspellings.NOT_CHECKED]


@pytest.mark.parametrize("ground", ["", "private"])
def test_a_dialog_over_no_page_has_the_words_of_its_ground(
    qtbot: QtBot, theme: Theme, vocabulary: Vocabulary, ground: str
) -> None:
    """Private ones those of the private store; a field that is kept from words has none."""
    window = QWidget()
    qtbot.addWidget(window)
    side.lend_to_dialogs(window, vocabulary.record, vocabulary.private)
    dialog = QDialog(window)
    dialog.setProperty("ground", ground)
    stack = QVBoxLayout(dialog)
    form = Form((Field("text", "Text", Kind.LINES), Field("address", "Address", Kind.LINES)))
    side.withhold(form.field("address"))
    stack.addWidget(form)
    own = vocabulary.private if ground else vocabulary.record
    assert side.lent_to(form.field("text")) is own
    assert side.lent_to(form.field("address")) is None
    assert side.lent_to(GrowingEditor("On no page", parent=window)) is None
    own.learn("Kjær")
    other = vocabulary.record if ground else vocabulary.private
    qtbot.waitUntil(lambda: own.learnt == ("Kjær",))
    assert other.learnt == ()
    assert not own.is_misspelt("Kjær")


def test_ignoring_and_learning_are_heard_at_once(vocabulary: Vocabulary, qtbot: QtBot) -> None:
    """What was found of a word before does not outlive what was said of it since."""
    record = vocabulary.record
    qtbot.waitUntil(lambda: record.is_misspelt("lettre"), timeout=10_000)
    record.ignore("lettre")
    assert not record.is_misspelt("lettre")
    assert vocabulary.private.is_misspelt("lettre")
    qtbot.waitUntil(lambda: record.is_misspelt("thier"), timeout=10_000)
    record.learn("thier")
    assert not record.is_misspelt("thier")
    record.forget("thier")
    assert record.is_misspelt("thier")


def test_many_in_a_row_are_underlined_in_one_stroke(
    front: Desk, vocabulary: Vocabulary, qtbot: QtBot
) -> None:
    """A long paragraph of another language costs no more to type in than any other."""
    front.write("lettre " * 200 + "|and **lettre** lettre")
    block = front.sheet.document().firstBlock()

    def wavy() -> list[tuple[int, int]]:
        return [
            (each.start, each.length)
            for each in block.layout().formats()
            if each.format.underlineStyle() is WAVE
        ]

    qtbot.waitUntil(lambda: bool(wavy()), timeout=10_000)
    assert wavy()[0] == (0, len("lettre ") * 200 - 1)
    assert len(wavy()) < 12
    front.sheet.selectAll()
    assert len(misspellings.of_sheet(front.sheet, vocabulary.record)) == 202
