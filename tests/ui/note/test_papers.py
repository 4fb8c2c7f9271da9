"""A note goes to a printer or a folder, as its form asks, and the trail hears of it."""

from pathlib import Path
from threading import Event

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from outgoing import Papers
from practicenotes.domain.letterhead import Letterhead
from practicenotes.records import letterheads
from practicenotes.ui.note import leaving_out
from practicenotes.ui.note.leaving_out import LeavingOutDialog
from practicenotes.ui.printing.dialog import PaperDialog
from practicenotes.ui.printing.ways import PRINTED
from practicenotes.ui.session.record_head import PRINT, SAVE
from practicenotes.ui.widgets.words import Words
from practicenotes.vault import audit

from .conftest import Sitting


LETTER = 612  # points: how wide American paper is


def text(data: bytes) -> str:
    """Return what stands on the pages of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in document)


def became_plan(sitting: Sitting) -> LeavingOutDialog:
    """Make a session note a plan, ask for a file, and return what is asked before."""
    sitting.begin("soap")
    sitting.write("assessment", "Traits, query.")
    sitting.page.record._change_form("staying_safe")
    sitting.settle()
    sitting.write("signs", "The first sign.")
    sitting.page.record.head.paper_wanted.emit(SAVE)
    sitting.until(lambda: sitting.window.findChildren(LeavingOutDialog))
    sitting.settle()
    return sitting.window.findChildren(LeavingOutDialog)[-1]


def newest(sitting: Sitting) -> str:
    """Return what the trail tells last."""
    return sitting.played.record.run(audit.entries)[0].act


def test_a_note_is_printed_once_it_is_saved(
    sitting: Sitting, papers: Papers, tmp_path: Path
) -> None:
    """The printer gets what stands on the page, under a name that says nothing of anybody."""
    sitting.begin("contact")
    sitting.page.record.form.editor("asked").setPlainText("May she come?")
    sitting.page.record.head.paper_wanted.emit(PRINT)
    file = tmp_path / "printed.pdf"
    dialog = papers.print_to(sitting.window, file)
    assert "Heron" not in dialog.printer().docName()
    sitting.until(lambda: sitting.told[-1] == PRINTED)

    with pypdfium2.PdfDocument(file.read_bytes()) as printed:
        assert len(printed) == 1
    assert newest(sitting) == "print"


def test_a_note_goes_on_the_paper_of_the_practice(sitting: Sitting, papers: Papers) -> None:
    """Where letters are printed on American paper, notes are too."""
    head = Letterhead(language="en-US")
    sitting.played.record.run(letterheads.save, head, sitting.played.now())
    sitting.begin("contact")
    sitting.page.record.form.editor("asked").setPlainText("May she come?")
    sitting.page.record.head.paper_wanted.emit(PRINT)
    window = papers.window(sitting.window)

    assert round(window.preview.sheets.sizes[0].width()) == LETTER
    window.reject()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(sitting: Sitting, papers: Papers) -> None:
    """Nothing is entered in the trail when nothing went out."""
    sitting.begin("contact")
    sitting.page.record.head.paper_wanted.emit(PRINT)
    papers.print_to(sitting.window, Path("/proc/nowhere/printed.pdf"))
    window = papers.window(sitting.window)
    sitting.until(window.problem)
    window.reject()

    assert newest(sitting) != "print"


@pytest.mark.parametrize(
    ("form_id", "key", "named"), [("contact", "asked", True), ("staying_safe", "signs", False)]
)
def test_a_note_is_saved_as_a_file(
    sitting: Sitting, papers: Papers, tmp_path: Path, form_id: str, key: str, *, named: bool
) -> None:
    """A page for the client names no client; the others are headed by the code name."""
    sitting.begin(form_id)
    sitting.write(key, "The first sign.")
    sitting.page.record.head.paper_wanted.emit(SAVE)
    file = tmp_path / "saved.pdf"
    papers.save_to(sitting.window, file)
    sitting.until(lambda: "Saved as" in sitting.told[-1])

    said = text(file.read_bytes())
    assert "The first sign." in said
    assert ("Heron" in said) is named
    assert newest(sitting) == "save"


def test_the_note_of_a_session_is_printed_from_its_page(sitting: Sitting, papers: Papers) -> None:
    """The same menu stands on the page of a session."""
    sitting.desk.show_session(sitting.played.session_today("Heron"))
    sitting.settle()
    sitting.desk.session.record.form.editor("data").setPlainText("He came.")

    sitting.desk.session.record.head.paper_wanted.emit(PRINT)
    papers.window(sitting.window).reject()

    assert sitting.notes()[-1].sections[0].text == "He came."


def test_what_the_client_does_not_get_is_named_before_it_goes_out(
    sitting: Sitting, papers: Papers, tmp_path: Path
) -> None:
    """Words of the form before are named by their section and left out; the note keeps them."""
    dialog = became_plan(sitting)
    said = " ".join(words.said() for words in dialog.findChildren(Words))
    assert leaving_out.sentence(["Assessment"]) in said
    assert "Traits" not in said
    assert not sitting.window.findChildren(PaperDialog)

    dialog.main.click()
    file = tmp_path / "plan.pdf"
    papers.save_to(sitting.window, file)
    sitting.until(lambda: "Saved as" in sitting.told[-1])

    assert "The first sign." in text(file.read_bytes())
    assert "Traits" not in text(file.read_bytes())
    kept = {section.key: section.text for section in sitting.notes()[-1].sections}
    assert kept["assessment"] == "Traits, query."


def test_a_page_that_leaves_something_out_can_be_let_be(sitting: Sitting) -> None:
    """Esc draws nothing, and nothing is entered in the trail."""
    dialog = became_plan(sitting)

    sitting.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    sitting.until(lambda: not sitting.window.findChildren(LeavingOutDialog))
    sitting.settle()

    assert not sitting.window.findChildren(PaperDialog)
    assert newest(sitting) not in ("print", "save")


def test_a_plan_that_was_a_plan_from_the_first_asks_nothing(
    sitting: Sitting, papers: Papers
) -> None:
    """Where nothing is left out there is no question between the therapist and the printer."""
    sitting.begin("staying_safe")
    sitting.write("signs", "The first sign.")

    sitting.page.record.head.paper_wanted.emit(PRINT)
    papers.window(sitting.window).reject()

    assert not sitting.window.findChildren(LeavingOutDialog)


@pytest.mark.parametrize(
    ("labels", "named"),
    [
        (["Data"], "under “Data” was"),
        (["Data", "Plan"], "under “Data” and “Plan” was"),
        (["Data", "Response", "Plan"], "under “Data”, “Response” and “Plan” was"),
    ],
)
def test_the_sentence_names_every_section(labels: list[str], named: str) -> None:
    """One, two or more of them, as one would say it."""
    assert named in leaving_out.sentence(labels)


def test_no_printer_is_asked_for_over_another_page(sitting: Sitting, papers: Papers) -> None:
    """A note that was to be printed just before its page was left is not printed any more."""
    sitting.begin("contact")
    gate = Event()
    sitting.played.record.submit(lambda _: gate.wait(0.3))  # leaving the page waits for this
    sitting.page.record.head.paper_wanted.emit(PRINT)
    sitting.desk.show_client(sitting.heron)
    gate.set()
    sitting.settle()
    sitting.settle()

    assert papers.open(sitting.window) == []
