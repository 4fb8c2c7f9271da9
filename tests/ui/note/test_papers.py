"""A note goes to a printer or a folder, as its form asks, and the trail hears of it."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from practicenotes.ui.note import papers
from practicenotes.ui.session.record_head import PRINT, SAVE
from practicenotes.vault import audit

from .conftest import Sitting


def text(data: bytes) -> str:
    """Return what stands on the pages of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in document)


def printer(sitting: Sitting) -> QPrintDialog:
    """Ask for the printer, and return its dialog."""
    sitting.page.record.head.paper_wanted.emit(PRINT)
    sitting.until(lambda: sitting.window.findChildren(QPrintDialog))
    return sitting.window.findChildren(QPrintDialog)[-1]


def newest(sitting: Sitting) -> str:
    """Return what the trail tells last."""
    return sitting.played.record.run(audit.entries)[0].act


def test_a_note_is_printed_once_it_is_saved(sitting: Sitting, tmp_path: Path) -> None:
    """The printer gets what stands on the page, under a name that says nothing of anybody."""
    sitting.begin("contact")
    sitting.page.record.form.editor("asked").setPlainText("May she come?")
    dialog = printer(sitting)
    file = tmp_path / "printed.pdf"
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(file))
    assert "Heron" not in dialog.printer().docName()
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    sitting.until(lambda: sitting.told[-1] == papers.PRINTED)

    with pypdfium2.PdfDocument(file.read_bytes()) as printed:
        assert len(printed) == 1
    assert newest(sitting) == "print"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(sitting: Sitting) -> None:
    """Nothing is entered in the trail when nothing went out."""
    sitting.begin("contact")
    dialog = printer(sitting)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName("/proc/nowhere/printed.pdf")
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    sitting.until(lambda: sitting.told[-1] == papers.NOT_TAKEN)

    assert newest(sitting) != "print"


@pytest.mark.parametrize(
    ("form_id", "key", "named"), [("contact", "asked", True), ("staying_safe", "signs", False)]
)
def test_a_note_is_saved_as_a_file(
    sitting: Sitting, tmp_path: Path, form_id: str, key: str, *, named: bool
) -> None:
    """A page for the client names no client; the others are headed by the code name."""
    sitting.begin(form_id)
    sitting.write(key, "The first sign.")
    sitting.page.record.head.paper_wanted.emit(SAVE)
    sitting.until(lambda: sitting.window.findChildren(QFileDialog))
    dialog = sitting.window.findChildren(QFileDialog)[-1]
    file = tmp_path / "saved.pdf"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    sitting.until(lambda: "Saved as" in sitting.told[-1])

    said = text(file.read_bytes())
    assert "The first sign." in said
    assert ("Heron" in said) is named
    assert newest(sitting) == "save"


def test_the_note_of_a_session_is_printed_from_its_page(sitting: Sitting) -> None:
    """The same menu stands on the page of a session."""
    sitting.desk.show_session(sitting.played.session_today("Heron"))
    sitting.settle()
    sitting.desk.session.record.form.editor("data").setPlainText("He came.")

    sitting.desk.session.record.head.paper_wanted.emit(PRINT)
    sitting.until(lambda: sitting.window.findChildren(QPrintDialog))
    sitting.window.findChildren(QPrintDialog)[-1].reject()

    assert sitting.notes()[-1].sections[0].text == "He came."
