"""Keys and signs that a hand makes while it writes, and what stands on the sheet afterwards."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage, QTextCharFormat

from hands import Desk
from practicenotes import messages
from practicenotes.errors import PasteTooLong
from practicenotes.ui.vocabulary import Vocabulary


CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
K = Qt.Key


@pytest.mark.parametrize(
    ("before", "key", "held", "after"),
    [
        ("He [came] late", K.Key_B, (CTRL,), "He **[came]** late"),
        ("He ca|me late", K.Key_I, (CTRL,), "He *[came]* late"),
        ("🙂 [came] 𝔤", K.Key_B, (CTRL,), "🙂 **[came]** 𝔤"),
        ("|", K.Key_B, (CTRL,), "**|**"),
        ("Sle|ep", K.Key_2, (CTRL, ALT), "## Sle|ep"),
        ("## Sle|ep", K.Key_0, (CTRL, ALT), "Sle|ep"),
        ("[one\ntwo]", K.Key_8, (CTRL, SHIFT), "- [one\n- two]"),
        ("[one\ntwo]", K.Key_7, (CTRL, SHIFT), "1. [one\n2. two]"),
        ("- one\n- tw|o", K.Key_BracketRight, (CTRL,), "- one\n    - tw|o"),
        ("- one\n    - tw|o", K.Key_BracketLeft, (CTRL,), "- one\n- tw|o"),
        ("שלום [עולם]", K.Key_B, (CTRL,), "שלום **[עולם]**"),
    ],
)
def test_a_key_and_back(
    desk: Desk, before: str, key: K, held: tuple[Qt.KeyboardModifier, ...], after: str
) -> None:
    """It does what it says, and one Undo takes all of it back."""
    desk.write(before)
    desk.press(key, *held)
    assert desk.seen == after

    desk.press(K.Key_Z, CTRL)
    assert desk.sheet.text() == before.translate({ord(sign): None for sign in "|[]"})


def test_a_list_goes_on_counts_and_ends(desk: Desk) -> None:
    """Enter begins the next item, and ends the list at an empty one."""
    desk.type("1. sleep")
    desk.press(K.Key_Return)
    desk.type("work")
    desk.press(K.Key_Return)
    assert desk.seen == "1. sleep\n2. work\n3. |"
    desk.press(K.Key_Return)
    assert desk.seen == "1. sleep\n2. work\n|"


def test_an_item_put_in_between_is_one_step(desk: Desk) -> None:
    """The numbers below count on, and one Undo takes item and numbers back."""
    desk.write("1. one|\n2. two")
    desk.press(K.Key_Return)
    assert desk.seen == "1. one\n2. |\n3. two"
    desk.press(K.Key_Z, CTRL)
    assert desk.sheet.text() == "1. one\n2. two"


def test_shift_and_enter_is_a_line_without_an_item(desk: Desk) -> None:
    """Whoever wants no item holds Shift."""
    desk.write("- one|")
    desk.press(K.Key_Return, SHIFT)
    assert "- one\n- " not in desk.sheet.text()


def test_marks_mean_nothing_on_a_plain_sheet(plain_desk: Desk) -> None:
    """An address with a star or a number stays an address."""
    plain_desk.write("1. Hill Road|")
    plain_desk.press(K.Key_Return)
    plain_desk.press(K.Key_B, CTRL)
    assert plain_desk.seen == "1. Hill Road\n|"


def test_a_signed_note_is_left_alone(desk: Desk, copied: Callable[..., None]) -> None:
    """No key writes on a sheet that is read only."""
    desk.write("He [came] late")
    desk.sheet.setReadOnly(True)
    copied("text", "<b>text</b>")
    for key, held in ((K.Key_B, (CTRL,)), (K.Key_V, (CTRL, SHIFT)), (K.Key_8, (CTRL, SHIFT))):
        desk.press(key, *held)
    assert desk.sheet.text() == "He came late"


# --- pasting -----------------------------------------------------------------------------------


def test_what_was_formatted_becomes_markdown(desk: Desk, copied: Callable[..., None]) -> None:
    """Structure stays, everything else goes, and one Undo takes the whole back."""
    copied("Plan\none", "<h2>Plan</h2><ul><li><b>one</b><img src='http://x.example/1'></ul>")
    desk.press(K.Key_V, CTRL)
    assert desk.sheet.text() == "## Plan\n\n- **one**"
    desk.press(K.Key_Z, CTRL)
    assert desk.sheet.text() == ""


def test_ctrl_shift_v_takes_the_bare_words(desk: Desk, copied: Callable[..., None]) -> None:
    """Whoever wants no structure gets none."""
    copied("Plan one", "<h2>Plan</h2><b>one</b>")
    desk.press(K.Key_V, CTRL, SHIFT)
    assert desk.sheet.text() == "Plan one"


def test_a_plain_sheet_takes_bare_words(plain_desk: Desk, copied: Callable[..., None]) -> None:
    """No mark comes into an address."""
    copied("Hill Road", "<b>Hill Road</b>")
    plain_desk.press(K.Key_V, CTRL)
    assert plain_desk.sheet.text() == "Hill Road"


@pytest.mark.parametrize("rich", [True, False])
def test_a_paste_that_is_too_long_is_refused(
    desk: Desk,
    copied: Callable[..., None],
    vocabulary: Vocabulary,
    told: list[Exception],
    *,
    rich: bool,
) -> None:
    """The window says why in one sentence, and the note is as it was, the selection too."""
    vocabulary.lend((desk.page,), ())
    desk.write("He [came] late")
    book = "word " * 1_000_001
    copied(book, f"<p>{book}</p>" if rich else "")
    desk.press(K.Key_V, CTRL)

    assert desk.seen == "He [came] late"
    assert [type(error) for error in told] == [PasteTooLong]
    assert "200,000 characters" in messages.sentence(told[0])


def test_a_picture_is_not_pasted(desk: Desk) -> None:
    """What is neither text nor HTML stays outside."""
    mime = QMimeData()
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(mime)
    desk.press(K.Key_V, CTRL)
    assert desk.sheet.text() == ""
    assert not desk.sheet.canPaste()


def test_html_alone_is_enough(desk: Desk) -> None:
    """Some programs copy no plain text beside it."""
    mime = QMimeData()
    mime.setHtml("<p>He <b>came</b></p>")
    QGuiApplication.clipboard().setMimeData(mime)
    desk.press(K.Key_V, CTRL)
    assert desk.sheet.text() == "He **came**"


def test_every_plane_and_direction_survives(desk: Desk, copied: Callable[..., None]) -> None:
    """What was copied in any script is what stands there."""
    text = "שלום עולם مرحبا 𝔊𝔬𝔱𝔥 🙂 𠀀 e\u0301"
    copied(text, f"<p dir=rtl>{text}</p>")
    desk.press(K.Key_V, CTRL)
    assert desk.sheet.text() == text


def test_the_longest_paste_is_taken_whole(desk: Desk, copied: Callable[..., None]) -> None:
    """A text within the limit stands there to its last word."""
    text = "\n".join(["He described a quieter week at work and two evenings at home."] * 3000)
    copied(text)
    desk.press(K.Key_V, CTRL)
    assert desk.sheet.text() == text


# --- what it looks like ------------------------------------------------------------------------


def looks(desk: Desk, line: int = 0) -> dict[str, QTextCharFormat]:
    """Return the looks of the parts of a line, by their words."""
    block = desk.sheet.document().findBlockByNumber(line)
    units = block.text().encode("utf-16-le")
    return {
        units[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le"): QTextCharFormat(
            part.format
        )
        for part in block.layout().formats()
    }


def test_bold_is_shown_bold_and_its_marks_muted(desk: Desk) -> None:
    """The eye sees the meaning, and the marks stand back."""
    desk.write("🙂 **calm** and *slow*|")
    seen = looks(desk)
    assert seen["calm"].fontWeight() > 400
    assert seen["slow"].fontItalic()
    assert seen["**"].foreground().color() != desk.sheet.palette().text().color()


def test_colours_are_no_step_to_undo(desk: Desk) -> None:
    """Undo takes back letters, and never a colour."""
    desk.type("**calm**")
    steps = desk.sheet.document().availableUndoSteps()
    desk.sheet.pen.bold()
    desk.press(K.Key_Z, CTRL)
    assert desk.sheet.document().availableUndoSteps() == steps


def test_looking_is_not_writing(desk: Desk) -> None:
    """Nobody is told of a change where only the colours are others."""
    desk.type("**calm**")
    told: list[int] = []
    desk.sheet.textChanged.connect(lambda: told.append(1))
    desk.sheet._highlighter.draw()
    assert told == []
