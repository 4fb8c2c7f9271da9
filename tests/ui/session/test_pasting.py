"""What is pasted into a note is saved, read and printed as it was meant."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from practicenotes.domain.writing import reading
from practicenotes.domain.writing.reading import Kind


CTRL = Qt.KeyboardModifier.ControlModifier
WORD = (
    "<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><!--StartFragment-->"
    "<h2>Sleep</h2><p class=MsoNormal>He <b>slept</b> <i>six</i> hours &amp; woke.</p>"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
    "<span style='mso-list:Ignore'>·&nbsp;</span>one</p>"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
    "<span style='mso-list:Ignore'>·&nbsp;</span>two</p>"
    "<table><tr><td>Mon</td><td>6 h</td></tr><tr><td>Tue</td><td>7 h</td></tr></table>"
    "<p><a href='https://example.org/heron'>a link</a></p>"
    "<img src='https://example.org/pixel.gif'><!--EndFragment--></body></html>"
)
SAVED = (
    "## Sleep\n\nHe **slept** *six* hours & woke.\n\n- one\n- two\n\nMon | 6 h\nTue | 7 h\n\na link"
)


@pytest.fixture
def paste(visit) -> Callable[..., None]:
    """Give what pastes into a section."""

    def do(key: str, html: str = "", text: str = "") -> None:
        mime = QMimeData()
        mime.setText(text or "as text")
        if html:
            mime.setHtml(html)
        QGuiApplication.clipboard().setMimeData(mime)
        visit.page.record.form.editor(key).setFocus()
        visit.press(Qt.Key.Key_V, CTRL)

    return do


def test_what_came_from_word_is_in_the_store_as_markdown(visit, paste) -> None:
    """Its structure is kept, and no address of it."""
    paste("data", WORD)
    visit.saved()
    assert visit.practice.text("data") == SAVED


def test_the_printed_note_understands_it(visit, paste) -> None:
    """Headings, items, bold and italic are what they were in Word."""
    paste("data", WORD)
    visit.saved()
    blocks = list(reading.blocks(visit.practice.text("data")))
    kinds = [block.kind for block in blocks]
    said = [each for block in blocks for each in block.said]

    assert kinds.count(Kind.HEADING) == 1
    assert kinds.count(Kind.ITEM) == 2
    assert any(each.bold for each in said)
    assert any(each.italic for each in said)


def test_every_plane_is_saved_as_it_was_pasted(visit, paste) -> None:
    """Right to left, ancient, mathematical and private signs come back from the store."""
    planes = [chr(plane << 16 | 0x0400) for plane in range(17)]
    text = f"שלום עולם مرحبا {''.join(planes)} e\u0301 🙂👩‍👩‍👧"
    paste("data", text=text)
    visit.saved()
    assert visit.practice.text("data") == text


def test_too_long_a_paste_loses_nothing(visit, paste) -> None:
    """What was written stands there, is saved, and writing goes on."""
    data = visit.page.record.form.editor("data")
    visit.type("Before. ", data)
    paste("data", text="word " * 1_000_001)
    visit.type("After.")
    visit.saved()
    assert visit.practice.text("data") == "Before. After."


def test_the_longest_paste_is_saved_whole(visit, paste) -> None:
    """A text at the limit is taken to its last sign."""
    line = "He described a quieter week, and two evenings at home with a book.\n"
    text = (line * 4000)[:200_000]
    paste("data", text=text)
    visit.saved()
    assert visit.practice.text("data") == text
