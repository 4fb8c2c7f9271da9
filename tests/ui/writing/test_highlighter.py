"""What is drawn follows the text, the theme and the ground, and costs the hand no time."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFocusEvent, QTextCharFormat
from PySide6.QtWidgets import QFrame, QVBoxLayout
from pytestqt.qtbot import QtBot

from hands import Desk
from practicenotes import spelling
from practicenotes.ui.theme import Appearance, Theme
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.writing import underliner
from practicenotes.ui.writing.underliner import LONGEST


K = Qt.Key
PARAGRAPH = "He **described** a quieter week and recieved a lettre. "


def formats(sheet: GrowingEditor, line: int = 0) -> list[tuple[str, QTextCharFormat]]:
    """Return the parts of a line that look other than plain, each with its look."""
    block = sheet.document().findBlockByNumber(line)
    text = block.text()
    return [
        (text[part.start : part.start + part.length], QTextCharFormat(part.format))
        for part in block.layout().formats()
    ]


def colour(sheet: GrowingEditor, said: str) -> QColor:
    """Return the colour of a part of the first line."""
    return next(look.foreground().color() for part, look in formats(sheet) if part == said)


def underlined(sheet: GrowingEditor, line: int = 0) -> str:
    """Return the letters of a line that are underlined."""
    wave = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    return "".join(part for part, look in formats(sheet, line) if look.underlineStyle() == wave)


@pytest.fixture
def checked(desk: Desk, vocabulary: Vocabulary) -> Desk:
    """Give a sheet of the record whose spelling is checked."""
    if not spelling.is_available():
        pytest.skip("no dictionary library")
    vocabulary.lend((desk.page,), ())
    desk.sheet.hide()
    desk.sheet.show()
    desk.sheet.setFocus()
    return desk


def test_marks_stand_back_in_both_themes(desk: Desk, theme: Theme) -> None:
    """They have the muted colour of the theme, at once after a switch."""
    desk.write("**calm**|")
    assert colour(desk.sheet, "**") == theme.colour("text_muted")
    theme.set_appearance(Appearance.DARK)
    assert colour(desk.sheet, "**") == theme.colour("text_muted")
    assert desk.sheet.text() == "**calm**"


def test_marks_stand_back_on_the_private_ground(qtbot: QtBot, theme: Theme) -> None:
    """There they have the muted colour of that ground."""
    ground = QFrame()
    ground.setProperty("ground", "private")
    sheet = GrowingEditor("Free")
    QVBoxLayout(ground).addWidget(sheet)
    qtbot.addWidget(ground)
    sheet.set_text("**calm**")
    ground.show()
    qtbot.waitExposed(ground)
    assert colour(sheet, "**") == theme.colour("private.text_muted")


def test_an_edit_draws_its_own_line_anew(desk: Desk) -> None:
    """Bold begins and ends with its second star."""
    desk.write("*calm*\nnext|")
    desk.sheet.set_selection(0, 0)
    desk.type("*")
    assert not any(look.fontWeight() > 400 for _, look in formats(desk.sheet))
    desk.press(K.Key_End)
    desk.type("*")
    assert [part for part, look in formats(desk.sheet) if look.fontWeight() > 400] == ["calm"]


def test_a_paragraph_that_nobody_wrote_is_drawn_plain(desk: Desk) -> None:
    """Marks in an endless line are not looked for; the line itself stays whole."""
    text = "**calm** " * (LONGEST // 8)
    desk.write(text)
    assert formats(desk.sheet) == []
    assert desk.sheet.text() == text


def test_bold_and_misspelt_are_seen_together(checked: Desk) -> None:
    """An underline takes nothing from what the marks mean."""
    checked.write("**recieved**|")
    checked.qtbot.waitUntil(lambda: underlined(checked.sheet) == "recieved", timeout=10_000)
    wrong = [look for part, look in formats(checked.sheet) if "recieved" in part]
    assert [look.fontWeight() > 400 for look in wrong] == [True]


def test_many_paragraphs_are_underlined_in_slices(
    checked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However little time each slice has, all are underlined in the end."""
    monkeypatch.setattr(underliner, "SLICE", 0.0)
    checked.write("\n".join([PARAGRAPH] * 30))
    sheet = checked.sheet
    checked.qtbot.waitUntil(
        lambda: all(underlined(sheet, line) == "recievedlettre" for line in range(30)),
        timeout=20_000,
    )


def test_lines_that_move_meanwhile_are_still_underlined(checked: Desk) -> None:
    """What is written above while words are looked up changes nothing for those below."""
    checked.write("|\n" + "\n".join([PARAGRAPH] * 5))
    for _ in range(3):
        checked.press(K.Key_Return)
    sheet = checked.sheet
    checked.qtbot.waitUntil(
        lambda: all(underlined(sheet, line) == "recievedlettre" for line in range(4, 9)),
        timeout=20_000,
    )


@pytest.mark.parametrize(
    "leave",
    [
        pytest.param((K.Key_Space,), id="a space"),
        pytest.param((K.Key_Return,), id="a new line"),
        pytest.param((K.Key_Period,), id="a full stop"),
        pytest.param((K.Key_Home,), id="the beginning of the line"),
        pytest.param((K.Key_Tab,), id="another sheet"),
    ],
)
def test_a_word_is_judged_when_it_is_left(checked: Desk, leave: tuple[K]) -> None:
    """Whichever way the hand goes on."""
    checked.type("lettre")
    checked.qtbot.wait(30)
    assert underlined(checked.sheet) == ""
    checked.press(*leave)
    if K.Key_Tab in leave:  # offscreen the window may not be in front, and then nothing is told
        checked.sheet.focusOutEvent(
            QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason)
        )
    checked.qtbot.waitUntil(lambda: underlined(checked.sheet) == "lettre", timeout=10_000)


def test_a_word_that_is_mended_is_no_longer_underlined(checked: Desk) -> None:
    """The wave goes with the wrong letter."""
    checked.write("recieved|")
    checked.qtbot.waitUntil(lambda: underlined(checked.sheet) == "recieved", timeout=10_000)
    checked.sheet.set_selection(3, 5)
    checked.type("ei")
    checked.press(K.Key_End)
    checked.type(" ")
    checked.qtbot.waitUntil(lambda: underlined(checked.sheet) == "", timeout=10_000)
    assert checked.sheet.text() == "received "


def test_only_paragraphs_with_the_whole_word_are_drawn_anew(
    checked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of a word that is cut in two is no reason to draw every line that ends so."""
    checked.write("\n".join(["He walked and talked."] * 20) + "\nthe lked|")
    drawn: list[int] = []
    sheet = checked.sheet._highlighter
    before = sheet.rehighlightBlock
    monkeypatch.setattr(
        sheet,
        "rehighlightBlock",
        lambda block: (drawn.append(block.blockNumber()), before(block)),
        raising=False,
    )
    checked.qtbot.waitUntil(lambda: underlined(checked.sheet, 20) == "lked", timeout=10_000)
    assert set(drawn) == {20}


def test_drawing_comes_to_an_end(checked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each paragraph is drawn once for what was found in it, and then nothing is drawn."""
    monkeypatch.setattr(underliner, "SLICE", 0.0)
    checked.write("\n".join([PARAGRAPH] * 12))
    sheet = checked.sheet
    checked.qtbot.waitUntil(
        lambda: all(underlined(sheet, line) == "recievedlettre" for line in range(12)),
        timeout=20_000,
    )
    checked.qtbot.waitUntil(lambda: not sheet._highlighter._soon.isActive(), timeout=20_000)
    assert sheet._highlighter._due == []
