"""Words, states, cards and strips show what they are given, and nothing else."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.buttons import Button, IconButton, LinkButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.state import STATES, NeverPrinted, StateLabel
from practicenotes.ui.widgets.strip import NoticeStrip, UndoStrip
from practicenotes.ui.widgets.words import Words, section


MARKUP = "a < b & <b>c</b> <img src='x.png'>"


@pytest.mark.parametrize("wraps", [False, True])
def test_words_are_never_read_as_markup(qtbot: QtBot, theme: Theme, wraps: bool) -> None:
    """What a person typed stands on the page letter for letter, and no file is opened for it."""
    words = Words(MARKUP, wraps=wraps)
    plain = QLabel("a < b & ccc <img sr")
    qtbot.addWidget(words)
    qtbot.addWidget(plain)

    assert words.said() == MARKUP
    assert words.accessibleName() == MARKUP
    assert words.sizeHint().width() > plain.sizeHint().width() or wraps
    assert "<b>" not in words.text() or words.textFormat() is Qt.TextFormat.PlainText


def test_wrapped_words_have_air_between_their_lines(qtbot: QtBot, theme: Theme) -> None:
    """Lato alone sets lines too close; a wrapped label keeps the line of the tokens."""
    words = Words("one two three four five six seven eight nine ten", wraps=True)
    qtbot.addWidget(words)
    words.setFixedWidth(120)
    lines = round(words.heightForWidth(120) / theme.line("body"))

    assert lines >= 3
    assert words.heightForWidth(120) >= lines * (theme.line("body") - 1)


def test_a_label_leads_to_its_field(qtbot: QtBot, theme: Theme) -> None:
    """Alt with the marked letter goes to the field, and the letter is not spoken."""
    page = QWidget()
    field = QLineEdit(page)
    field.setAccessibleName("Code name")
    label = section("&Code name", field)
    stack = QVBoxLayout(page)
    stack.addWidget(QPushButton("other"))
    stack.addWidget(label)
    stack.addWidget(field)
    qtbot.addWidget(page)
    page.show()
    qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(field.hasFocus)


@pytest.mark.parametrize("state", list(STATES))
def test_a_state_is_a_word(qtbot: QtBot, theme: Theme, state: str) -> None:
    """Whatever its colour, a state is said in words to the eye and to a screen reader."""
    label = StateLabel(state, "signed 14:20")
    qtbot.addWidget(label)

    assert label.word == "signed 14:20"
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == label.word
    assert any(inner.text() == label.word for inner in label.findChildren(QLabel))


def test_a_state_can_become_another(qtbot: QtBot, theme: Theme) -> None:
    """A draft that is signed shows another word in another colour."""
    label = StateLabel("draft", "draft")
    qtbot.addWidget(label)
    label.show()
    before = label.grab().toImage()
    label.show_state("signed", "draft")

    assert label.grab().toImage() != before


def test_the_private_side_says_so_in_words(qtbot: QtBot, theme: Theme) -> None:
    """Ground, lock and words stand together: in grey it still reads."""
    card = Card(private=True, edged=True)
    card.stack.addWidget(NeverPrinted())
    qtbot.addWidget(card)
    card.show()

    said = [label.text() for label in card.findChildren(QLabel)]
    assert said == ["Private. Never printed."]
    ground = card.grab().toImage().pixelColor(card.width() - 6, card.height() // 2)
    assert ground == theme.colour("private.ground")


def test_a_plain_card_lies_on_paper(qtbot: QtBot, theme: Theme) -> None:
    """The private ground is used for nothing else."""
    card = Card()
    card.stack.addWidget(Words("Drafts to sign"))
    qtbot.addWidget(card)
    card.show()

    ground = card.grab().toImage().pixelColor(card.width() - 6, card.height() // 2)
    assert ground == theme.colour("paper")


def test_a_strip_says_one_thing_and_can_be_closed(qtbot: QtBot, theme: Theme) -> None:
    """It is away until there is something to say, offers one act, and closes."""
    page = QFrame()
    strip = NoticeStrip("error")
    QVBoxLayout(page).addWidget(strip)
    qtbot.addWidget(page)
    page.show()
    assert not strip.isVisible()

    strip.say("The disk is full.", "Choose another folder")
    assert strip.isVisible()
    assert strip.said() == "The disk is full."
    act = next(b for b in strip.findChildren(LinkButton) if b.isVisible())
    with qtbot.waitSignal(strip.acted):
        qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(strip.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert not strip.isVisible()


def test_a_strip_takes_back_what_it_offered_last(qtbot: QtBot, theme: Theme) -> None:
    """A newer act takes the place of the older one, and the word is good for one time."""
    strip = UndoStrip()
    qtbot.addWidget(strip)
    done: list[str] = []
    strip.offer("The first is gone.", "Undo", lambda: done.append("first"))
    strip.offer("The second is gone.", "Undo", lambda: done.append("second"))
    assert strip.isVisible()
    assert strip.said() == "The second is gone."
    assert strip.accessibleName() == "Notice"
    strip.acted.emit()
    strip.acted.emit()

    assert done == ["second"]
    assert not strip.isVisible()


def test_nothing_yet_is_one_sentence_and_one_button(qtbot: QtBot, theme: Theme) -> None:
    """An empty list says what is not there and what to do."""
    empty = EmptyState("Nobody is expected today.", "Plan a session")
    qtbot.addWidget(empty)
    empty.show()

    assert [label.text() for label in empty.findChildren(QLabel)] == ["Nobody is expected today."]
    with qtbot.waitSignal(empty.wanted):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)


def test_a_shortcut_beside_the_words_takes_room_and_is_drawn(qtbot: QtBot, theme: Theme) -> None:
    """A button with a hint is wider than without, and is named by its words alone."""
    plain, hinted = Button("Sign note", "primary"), Button("Sign note", "primary", hint="Ctrl+S")
    for button in (plain, hinted):
        qtbot.addWidget(button)
        button.show()

    assert hinted.sizeHint().width() > plain.sizeHint().width() + 20
    assert hinted.grab().toImage() != plain.grab().toImage()
    assert QAccessible.queryAccessibleInterface(hinted).text(QAccessible.Text.Name) == "Sign note"


def test_an_icon_alone_has_a_name_and_enough_room(qtbot: QtBot, theme: Theme) -> None:
    """Back, close and arrows are named, and no target is smaller than 24 px."""
    back = IconButton("arrow-left", "Back")
    qtbot.addWidget(back)

    assert QAccessible.queryAccessibleInterface(back).text(QAccessible.Text.Name) == "Back"
    assert back.toolTip() == "Back"
    assert min(back.sizeHint().width(), back.sizeHint().height()) >= theme.space("target_min")


def test_a_page_scrolls_down_and_never_sideways(qtbot: QtBot, theme: Theme) -> None:
    """A sheet takes the width of its window and makes its words wrap."""
    sheet = QWidget()
    QVBoxLayout(sheet).addWidget(Words("many words " * 80, wraps=True))
    area = scrolled(sheet)
    qtbot.addWidget(area)
    area.resize(300, 100)
    area.show()

    assert sheet.width() <= area.viewport().width()
    assert area.verticalScrollBar().maximum() > 0


def test_the_search_for_clipped_words_finds_one(
    qtbot: QtBot, theme: Theme, clipped: Callable[[QWidget], list[str]]
) -> None:
    """The search on which other tests rely does see a label, a button and a field that are cut."""
    page = QWidget()
    page.resize(400, 300)
    label, button, field = QLabel("many words", page), QPushButton("words", page), QLineEdit(page)
    for at, widget in enumerate((label, button, field)):
        widget.setGeometry(0, 60 * at, 30, 10)
    qtbot.addWidget(page)
    page.show()

    assert len(clipped(page)) == 3


def test_the_search_for_nameless_things_finds_one(
    qtbot: QtBot, theme: Theme, unnamed: Callable[[QWidget], list[str]]
) -> None:
    """The search on which other tests rely does see a field without a name."""
    page = QWidget()
    QVBoxLayout(page).addWidget(QLineEdit())
    qtbot.addWidget(page)
    page.show()

    assert len(unnamed(page)) == 1


def test_a_path_wraps_behind_a_folder_and_is_spoken_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    """A long path is not cut off, and a screen reader hears no sign that breaks it."""
    words = Words("It lies in /home/margarethe/Documents/Main.practice.", wraps=True)
    qtbot.addWidget(words)

    assert words.minimumSizeHint().width() < words.fontMetrics().horizontalAdvance(words.said()) / 2
    assert words.said() == "It lies in /home/margarethe/Documents/Main.practice."
