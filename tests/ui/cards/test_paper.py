"""Cards on paper: printed empty, typed in, corrected."""

from threading import Event
from typing import Any

import pypdfium2
import pytest

import factory
from practicenotes.domain.cards import Given
from practicenotes.domain.letterhead import Letterhead
from practicenotes.records import letterheads, sessions
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.cards.choosing import PrintDialog
from practicenotes.ui.cards.guessing import GuessDialog
from practicenotes.ui.cards.reading import ReadingDialog
from practicenotes.ui.cards.typing import TypeCardDialog
from practicenotes.ui.printing.paper import Paper
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.theme import Theme
from practicenotes.vault.audit import entries

from .conftest import Sitting


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Collect what goes to the printer, which takes everything."""
    pages: list[bytes] = []

    def take(_ways: Ways, paper: Paper) -> None:
        pages.append(paper.data)
        paper.went_out("print", lambda: None)

    monkeypatch.setattr(Ways, "print", take)
    return pages


def text(data: bytes) -> str:
    """Return what stands on the pages of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("named", [False, True])
def test_a_card_is_printed_with_the_chosen_lines(
    sitting: Sitting, printed: list[bytes], *, named: bool
) -> None:
    """It carries the code name only if that was ticked, and the trail tells of it."""
    sitting.take(CardAct.PRINT)
    dialog = sitting.dialog(PrintDialog)
    dialog.boxes["emotional_expression"].setChecked(True)
    dialog.named.setChecked(named)
    dialog.main.click()
    sitting.until(lambda: printed)
    sitting.idle()

    said = text(printed[0])
    assert "I could show what I felt." in said
    assert ("Heron" in said) is named
    newest = sitting.vault.record.run(lambda db: entries(db, 1)[0])
    assert newest.act == "print client card"


def test_a_card_goes_on_the_paper_of_the_practice(sitting: Sitting, printed: list[bytes]) -> None:
    """Where letters are printed on American paper, cards are too."""
    sitting.vault.record.run(letterheads.save, Letterhead(language="en-US"), factory.AT)
    sitting.take(CardAct.PRINT)
    sitting.dialog(PrintDialog).main.click()
    sitting.until(lambda: printed)
    with pypdfium2.PdfDocument(printed[0]) as document:
        assert round(document.get_page_size(0)[0]) == 612


def test_a_paper_card_is_typed_in(sitting: Sitting) -> None:
    """Session, day, numbers, what was left empty, and the client's words stand in the record."""
    sitting.take(CardAct.TYPE_IN)
    dialog = sitting.dialog(TypeCardDialog)
    assert len(dialog.lines.scales) == 10
    dialog.lines.scales["trust_safety"].button(8).click()
    dialog.lines.scales["nonjudgmental_acceptance"].button(0).click()
    dialog.comment.insertPlainText("Too many questions.")
    dialog.main.click()
    sitting.until(sitting.cards)
    sitting.idle()

    (card,) = sitting.cards()
    held = sitting.vault.record.run(sessions.get, sitting.hour)
    assert (card.given, card.session_id) == (Given.ON_PAPER, sitting.hour)
    assert card.taken_on == held.starts_at.date()
    assert (card.answer("trust_safety"), card.answer("nonjudgmental_acceptance")) == (8, 0)
    assert (card.answered, card.comment) == (2, "Too many questions.")


def test_a_paper_card_may_belong_to_no_session(sitting: Sitting) -> None:
    """It is filed under the day that was typed."""
    sitting.take(CardAct.TYPE_IN)
    dialog = sitting.dialog(TypeCardDialog)
    dialog.form.set_values({"session": None})
    day = dialog.form.field("day")
    day.setText("3 June 2025")
    day.editingFinished.emit()
    dialog.lines.scales["trust_safety"].button(8).click()
    dialog.main.click()
    sitting.until(sitting.cards)

    (card,) = sitting.cards()
    assert card.session_id is None
    assert card.taken_on.isoformat() == "2025-06-03"


def test_a_day_that_is_none_is_named(sitting: Sitting) -> None:
    """Nothing is kept while the day cannot be read."""
    sitting.take(CardAct.TYPE_IN)
    dialog = sitting.dialog(TypeCardDialog)
    day = dialog.form.field("day")
    day.setText("some day")
    day.editingFinished.emit()
    dialog.main.click()
    sitting.idle()

    assert sitting.cards() == ()
    assert dialog.isVisible()
    dialog.reject()


def test_what_was_typed_in_can_be_corrected(sitting: Sitting) -> None:
    """The slip is mended on the same card, and the trail tells of it."""
    card_id = sitting.file_card(3, given=Given.ON_PAPER)
    sitting.desk.cards.open(card_id)
    sitting.dialog(GuessDialog).without.click()
    sitting.dialog(ReadingDialog).correct.click()
    dialog = sitting.dialog(TypeCardDialog)
    assert dialog.lines.scales["trust_safety"].value == 3
    dialog.lines.scales["trust_safety"].button(9).click()
    dialog.main.click()
    sitting.until(lambda: sitting.cards()[0].answer("trust_safety") == 9)

    assert len(sitting.cards()) == 1
    newest = sitting.vault.record.run(lambda db: entries(db, 1)[0])
    assert newest.act == "correct"


@pytest.mark.parametrize(("width", "height", "size"), [(1024, 700, 100), (1024, 700, 200)])
def test_dialogs_fit_any_window(
    sitting: Sitting, theme: Theme, clipped: Any, unnamed: Any, width: int, height: int, size: int
) -> None:
    """Nothing in them is cut off, and every stop of the Tab key has a name."""
    theme.set_text_size(size)
    sitting.window.resize(width, height)
    for act, kind in ((CardAct.TYPE_IN, TypeCardDialog), (CardAct.PRINT, PrintDialog)):
        sitting.take(act)
        dialog = sitting.dialog(kind)
        sitting.qtbot.wait(50)
        assert clipped(dialog) == []
        assert unnamed(dialog) == []
        assert dialog.height() <= height
        dialog.reject()


def test_no_card_is_printed_over_another_page(sitting: Sitting) -> None:
    """What asks for its lines does not open where the therapist went meanwhile."""
    gate = Event()
    sitting.vault.record.submit(lambda _: gate.wait(20))  # the answers wait
    sitting.take(CardAct.PRINT)
    sitting.window.show_page(sitting.desk.practice)
    gate.set()
    sitting.idle()

    assert [each for each in sitting.window.findChildren(PrintDialog) if each.isVisible()] == []
