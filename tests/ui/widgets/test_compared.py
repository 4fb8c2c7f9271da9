"""Two wordings as one text: marked by lines and not by colour alone, and said aloud."""

import pytest
from pytestqt.qtbot import QtBot

from practicenotes.domain import comparing
from practicenotes.ui.theme import Appearance, Theme
from practicenotes.ui.widgets.compared import ComparedSheet, spoken


BEFORE = [("data", "Data", "He came on time."), ("old", "Old", "gone"), ("bare", "Bare", "")]
AFTER = [("data", "Data", "He came late."), ("new", "New", "here"), ("bare", "Bare", "")]


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme) -> ComparedSheet:
    """Show two wordings."""
    shown = ComparedSheet("What changed")
    qtbot.addWidget(shown)
    shown.show_compared(comparing.compare(BEFORE, AFTER))
    return shown


def lines_at(sheet: ComparedSheet, word: str) -> tuple[bool, bool]:
    """Return whether a word is underlined, and whether it is struck through."""
    found = sheet.document().find(word).charFormat()
    return found.fontUnderline(), found.fontStrikeOut()


def test_what_came_is_underlined_and_what_went_is_struck_through(sheet: ComparedSheet) -> None:
    """Words that stayed carry no line; a section that is new or gone says so in words."""
    assert lines_at(sheet, "late") == (True, False)
    assert lines_at(sheet, "on time") == (False, True)
    assert lines_at(sheet, "He came") == (False, False)
    text = sheet.toPlainText()
    assert "New (new)" in text
    assert "Old (no longer there)" in text
    assert "Bare" not in text


def test_every_change_is_said_aloud(sheet: ComparedSheet) -> None:
    """A sentence for each, with its section; air alone is not worth one."""
    assert sheet.accessibleDescription() == (
        "Data: removed “on time.”. Data: added “late.”. New: added “here”. Old: removed “gone”."
    )
    apart = comparing.compare([("a", "A", "one two")], [("a", "A", "one\ntwo")])
    assert spoken(apart) == ""


def test_another_comparison_takes_the_place_of_the_first(sheet: ComparedSheet) -> None:
    """Nothing of the words before is left, not even to be undone."""
    sheet.show_compared(comparing.compare([], [("data", "Data", "other words")]))
    assert "late" not in sheet.toPlainText()
    assert not sheet.document().isUndoAvailable()
    sheet.show_compared(())
    assert sheet.toPlainText() == ""
    assert sheet.accessibleDescription() == ""


def test_the_lines_stay_when_the_look_changes(sheet: ComparedSheet, theme: Theme) -> None:
    """Dark, and in larger letters."""
    size = sheet.document().find("late").charFormat().font().pixelSize()
    theme.set_appearance(Appearance.DARK)
    theme.set_text_size(200)
    assert lines_at(sheet, "late") == (True, False)
    assert sheet.document().find("late").charFormat().font().pixelSize() == 2 * size
    theme.set_appearance(Appearance.SYSTEM)
    theme.set_text_size(100)
