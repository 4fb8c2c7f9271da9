"""A short key brings words that stand ready, on its own side and no other."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hands import Desk
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.ui.vocabulary.snippets_sheet import NO_KEY, NONE_YET, SnippetsSheet
from practicenotes.ui.vocabulary.words_sheet import NONE_YET as NO_WORDS_YET
from practicenotes.ui.vocabulary.words_sheet import WordsSheet
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.words import Words


pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_a_key_and_a_space_bring_the_words(both: tuple[Desk, Desk]) -> None:
    """In place of the key, as one step to undo."""
    desk, _ = both
    desk.write("Today |")
    desk.type(";risk ")
    assert desk.seen == "Today none reported|"
    desk.press(K.Key_Z, CTRL)
    assert desk.sheet.text() == "Today ;risk"


def test_places_are_walked_through(both: tuple[Desk, Desk]) -> None:
    """Client and day are filled in, Tab goes from question to question, then to the cursor."""
    desk, _ = both
    desk.type(";sleep ")
    on = "18 November 2025"
    assert (
        desk.seen == f"Heron slept [{{how long?}}] and woke {{how often?}} times on {on}. Agreed."
    )
    desk.type("six hours")
    desk.press(K.Key_Tab)
    desk.type("two")
    desk.press(K.Key_Tab)
    assert desk.seen == f"Heron slept six hours and woke two times on {on}. |Agreed."


def test_behind_the_last_place_tab_leaves_the_sheet(both: tuple[Desk, Desk]) -> None:
    """The keyboard is never caught."""
    desk, _ = both
    desk.type(";risk ")
    desk.press(K.Key_Tab)
    assert not desk.sheet.hasFocus()
    assert desk.sheet.text() == "none reported"


def test_tab_brings_the_only_snippet_that_begins_so(both: tuple[Desk, Desk]) -> None:
    """The whole key need not be typed."""
    desk, _ = both
    desk.type(";ri")
    desk.press(K.Key_Tab)
    assert desk.seen == "none reported|"


@pytest.mark.parametrize("typed", ["at 5;risk ", "a ;unknown ", "; ", ";sl ", ";;risk "])
def test_other_semicolons_are_only_signs(both: tuple[Desk, Desk], typed: str) -> None:
    """What is no key stays as it was typed."""
    desk, _ = both
    desk.type(typed)
    assert desk.sheet.text() == typed


def test_no_snippet_comes_over_from_the_other_side(both: tuple[Desk, Desk]) -> None:
    """A private one is not known in the record, and the other way round."""
    desk, mine = both
    desk.type(";pull ")
    mine.type(";risk ")
    assert (desk.sheet.text(), mine.sheet.text()) == (";pull ", ";risk ")
    mine.write("|")
    mine.type(";pull ")
    assert mine.sheet.text() == "I felt pulled to rescue."


def test_a_read_only_sheet_takes_no_snippet(both: tuple[Desk, Desk]) -> None:
    """What is signed stays as it is."""
    desk, _ = both
    desk.write(";risk|")
    desk.sheet.setReadOnly(True)
    desk.press(K.Key_Space)
    assert desk.sheet.text() == ";risk"


# --- the sheets ---------------------------------------------------------------------------------


def said(sheet: SnippetsSheet | WordsSheet) -> list[str]:
    """Return every line of a sheet."""
    return [each.said() for each in sheet.findChildren(Words) if each.isVisibleTo(sheet)]


def press(qtbot: QtBot, sheet: SnippetsSheet | WordsSheet, name: str) -> None:
    """Press a button of a sheet by its name, once it is there."""

    def found() -> list[LinkButton]:
        links = [b for b in sheet.findChildren(LinkButton) if b.isVisibleTo(sheet)]
        return [b for b in links if name in (b.accessibleName(), b.text())]

    qtbot.waitUntil(lambda: bool(found()))
    found()[0].click()


@pytest.mark.parametrize("mine", [False, True])
def test_a_snippet_is_written_changed_removed_and_brought_back(
    both: tuple[Desk, Desk],
    vocabulary: Vocabulary,
    *,
    mine: bool,
    unnamed: Callable[..., list[str]],
) -> None:
    """All by the keyboard, in the store of its side alone, with a way to undo."""
    desk = both[mine]
    side = vocabulary.private if mine else vocabulary.record
    sheet = SnippetsSheet(side, desk.page, private=mine)
    desk.qtbot.addWidget(sheet)
    sheet.show_sheet()
    sheet.form.set_values({"key": ";frame", "words": "He came ten minutes late."})
    sheet.keep.click()
    desk.qtbot.waitUntil(lambda: any(each.key == "frame" for each in side.snippets))
    press(desk.qtbot, sheet, "Change frame")
    sheet.form.set_values({"words": "He came late."})
    sheet.keep.click()
    desk.qtbot.waitUntil(lambda: "He came late." in said(sheet))
    press(desk.qtbot, sheet, "Remove frame")
    desk.qtbot.waitUntil(lambda: "He came late." not in said(sheet))
    press(desk.qtbot, sheet, "Undo")
    desk.qtbot.waitUntil(lambda: "He came late." in said(sheet))

    other = vocabulary.record if mine else vocabulary.private
    assert not any(each.key == "frame" for each in other.snippets)
    assert unnamed(sheet) == []


def test_a_key_that_cannot_be_typed_is_named(
    both: tuple[Desk, Desk], vocabulary: Vocabulary
) -> None:
    """What was typed stays until it is right, and a taken key is told from a wrong one."""
    sheet = SnippetsSheet(vocabulary.record, both[0].page, private=False)
    both[0].qtbot.addWidget(sheet)
    sheet.show_sheet()
    sheet.form.set_values({"key": "two words", "words": "x"})
    sheet.keep.click()
    assert NO_KEY in said(sheet)
    sheet.form.set_values({"key": "RISK", "words": "x"})
    sheet.keep.click()
    both[0].qtbot.waitUntil(lambda: any("has this key" in line for line in said(sheet)))
    assert sheet.form.values() == {"key": "RISK", "words": "x"}


def test_learnt_words_are_seen_removed_and_brought_back(
    both: tuple[Desk, Desk], vocabulary: Vocabulary
) -> None:
    """One sentence stands where none was learnt yet."""
    desk, _ = both
    sheet = WordsSheet(vocabulary.record, desk.page, private=False)
    desk.qtbot.addWidget(sheet)
    sheet.show_sheet()
    assert NO_WORDS_YET in said(sheet)
    vocabulary.record.learn("Kjær")
    desk.qtbot.waitUntil(lambda: "Kjær" in said(sheet))
    press(desk.qtbot, sheet, "Remove Kjær")
    desk.qtbot.waitUntil(lambda: NO_WORDS_YET in said(sheet))
    press(desk.qtbot, sheet, "Undo")
    desk.qtbot.waitUntil(lambda: "Kjær" in said(sheet))
    assert vocabulary.private.learnt == ()


def test_an_empty_list_of_snippets_says_what_to_do(desk: Desk, vocabulary: Vocabulary) -> None:
    """One sentence, and the form above it."""
    sheet = SnippetsSheet(vocabulary.private, desk.page, private=True)
    desk.qtbot.addWidget(sheet)
    assert NONE_YET in said(sheet)
