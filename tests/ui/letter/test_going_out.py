"""Out of the vault: to a file and to a printer, with nothing said that is not meant to be said."""

import stat
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from practicenotes.domain.letters import LetterState
from practicenotes.ui.letter import outside
from practicenotes.vault import audit

from .test_approving import approve


def save_as(heron, path):
    """Press *Save as PDF…* and answer the question where, as a person does."""
    heron.page.header.keep.click()
    heron.qtbot.waitUntil(lambda: bool(heron.page.findChildren(QFileDialog)))
    [dialog] = heron.page.findChildren(QFileDialog)
    offered = [Path(file).name for file in dialog.selectedFiles()]
    dialog.findChild(QLineEdit).setText(str(path))
    dialog.accept()
    heron.qtbot.waitUntil(lambda: not heron.busy and heron.page.notice.isVisible())
    assert heron.page.notice.said().startswith(f"Saved as {path}."), heron.page.notice.said()
    return offered


def acts(heron):
    """Return what the audit trail says was done, latest first."""
    return [entry.act for entry in heron.record.run(audit.entries)]


def test_the_saved_file_is_the_approved_letter(agreed, tmp_path):
    """File, store and preview have the same bytes, and the file is for this account alone."""
    letter = approve(agreed)

    save_as(agreed, tmp_path / "letter.pdf")

    saved = tmp_path / "letter.pdf"
    assert saved.read_bytes() == agreed.pages(letter.id) == agreed.page.panes.preview.data
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert acts(agreed)[0] == "save"


def test_a_draft_is_saved_with_its_mark(filled, tmp_path):
    """What is not approved goes out as what it is."""
    save_as(filled, tmp_path / "draft.pdf")

    data = (tmp_path / "draft.pdf").read_bytes()
    assert data == filled.page.panes.preview.data
    page = pypdfium2.PdfDocument(data)
    assert "DRAFT" in page[0].get_textpage().get_text_bounded()
    page.close()
    assert filled.kept().state is LetterState.DRAFT


def test_the_file_is_named_after_the_code_name(filled, tmp_path):
    """The offered name has the code name and the kind; no legal name."""
    [offered] = save_as(filled, tmp_path / "letter.pdf")

    assert offered == "Heron, progress letter to a referrer.pdf"


def test_a_saved_file_is_said_to_be_unprotected(filled, tmp_path):
    """The page says where the file lies, and that it is not protected there."""
    save_as(filled, tmp_path / "letter.pdf")

    said = filled.page.notice.said()
    assert str(tmp_path / "letter.pdf") in said
    assert "not protected there" in said


def test_what_was_typed_last_is_in_the_saved_file(filled, tmp_path):
    """Saving straight after a key press waits for the page that has it."""
    sheet = filled.page.panes.sheet.text
    sheet.moveCursor(sheet.textCursor().MoveOperation.End)
    QTest.keyClicks(sheet, " Until then.")

    save_as(filled, tmp_path / "letter.pdf")

    page = pypdfium2.PdfDocument((tmp_path / "letter.pdf").read_bytes())
    assert "Until then." in page[0].get_textpage().get_text_bounded()
    page.close()


def test_a_folder_that_takes_nothing_is_told_to_the_window(filled, tmp_path):
    """A file that cannot be written is not entered as gone out, and the window hears why."""
    raised = []
    filled.broadcast.raised.connect(raised.append)
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    before = acts(filled)

    filled.page.out._write(filled.page.letter.id, blocked / "letter.pdf", b"%PDF")
    filled.qtbot.waitUntil(lambda: bool(raised))

    assert type(raised[0]).__name__ == "FolderNotWritable"
    assert acts(filled) == before


def test_a_name_cannot_lead_out_of_its_folder():
    """A code name that looks like a path, or a hidden file, becomes a plain name."""
    assert outside.harmless("../../etc/passwd") == "etc passwd"
    assert outside.harmless('A:B*C?"<>|\x00') == "A B C"
    assert outside.harmless("///") == "Letter"


def test_the_page_is_printed_from_memory_under_a_name_that_tells_nothing(agreed, tmp_path):
    """Printed on a PDF printer, the sheets have the size of the pages; the job names nobody."""
    approve(agreed)
    QTest.keyClick(agreed.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    [dialog] = agreed.page.findChildren(QPrintDialog)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    dialog.accepted.emit(printer)
    dialog.reject()
    agreed.qtbot.waitUntil(lambda: not agreed.busy and agreed.page.notice.isVisible())

    assert printer.docName() == "PracticeNotes letter"
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    shown = pypdfium2.PdfDocument(agreed.page.panes.preview.data)
    assert len(printed) == len(shown)
    size = [round(side) for side in printed.get_page_size(0)]
    assert size == [round(side) for side in shown.get_page_size(0)]
    assert _ink(printed[0]) == pytest.approx(_ink(shown[0]), rel=0.1)
    printed.close()
    shown.close()
    assert acts(agreed)[0] == "print"
    assert agreed.page.notice.said() == "Handed to the printer."


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(filled):
    """Nothing is entered as printed when the printer did not take the pages."""
    before = acts(filled)

    filled.page.print()
    filled.qtbot.waitUntil(lambda: bool(filled.page.findChildren(QPrintDialog)))
    [dialog] = filled.page.findChildren(QPrintDialog)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName("/proc/nowhere/printed.pdf")
    dialog.accepted.emit(dialog.printer())
    dialog.reject()

    assert filled.page.notice.said() == outside.NOT_TAKEN
    assert acts(filled) == before


def _ink(page):
    """Return how dark a page is on the whole: 0 to 255."""
    bitmap = page.render(scale=1, grayscale=True)
    return 255 - sum(bitmap.buffer) / len(bytes(bitmap.buffer))
