"""Out of the vault: to a file and to a printer, with nothing said that is not meant to be said."""

import stat
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from practicenotes.domain.letters import LetterState
from practicenotes.vault import audit

from .test_approving import approve


def save_as(heron, papers, path, password=""):
    """Press *Save as PDF…* and answer the question where, as a person does."""
    heron.page.header.keep.click()
    offered = papers.save_to(heron.page, path, password)
    heron.qtbot.waitUntil(lambda: not heron.busy and heron.page.notice.isVisible())
    assert heron.page.notice.said().startswith(f"Saved as {path}."), heron.page.notice.said()
    return offered


def acts(heron):
    """Return what the audit trail says was done, latest first."""
    return [entry.act for entry in heron.record.run(audit.entries)]


def test_the_saved_file_is_the_approved_letter(agreed, papers, tmp_path):
    """File, store and preview have the same bytes, and the file is for this account alone."""
    letter = approve(agreed)

    save_as(agreed, papers, tmp_path / "letter.pdf")

    saved = tmp_path / "letter.pdf"
    assert saved.read_bytes() == agreed.pages(letter.id) == agreed.page.panes.preview.data
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert acts(agreed)[0] == "save"


def test_a_draft_is_saved_with_its_mark(filled, papers, tmp_path):
    """What is not approved goes out as what it is."""
    save_as(filled, papers, tmp_path / "draft.pdf")

    data = (tmp_path / "draft.pdf").read_bytes()
    assert data == filled.page.panes.preview.data
    page = pypdfium2.PdfDocument(data)
    assert "DRAFT" in page[0].get_textpage().get_text_bounded()
    page.close()
    assert filled.kept().state is LetterState.DRAFT


def test_the_file_is_named_after_the_code_name(filled, papers, tmp_path):
    """The offered name has the code name and the kind; no legal name."""
    offered = save_as(filled, papers, tmp_path / "letter.pdf")

    assert offered == "Heron, progress letter to a referrer.pdf"


def test_a_saved_file_is_said_to_be_unprotected(filled, papers, tmp_path):
    """The page says where the file lies, and that it is not protected there."""
    save_as(filled, papers, tmp_path / "letter.pdf")

    said = filled.page.notice.said()
    assert str(tmp_path / "letter.pdf") in said
    assert "not protected there" in said


def test_what_was_typed_last_is_in_the_saved_file(filled, papers, tmp_path):
    """Saving straight after a key press waits for the page that has it."""
    sheet = filled.page.panes.sheet.text
    sheet.moveCursor(sheet.textCursor().MoveOperation.End)
    QTest.keyClicks(sheet, " Until then.")

    save_as(filled, papers, tmp_path / "letter.pdf")

    page = pypdfium2.PdfDocument((tmp_path / "letter.pdf").read_bytes())
    assert "Until then." in page[0].get_textpage().get_text_bounded()
    page.close()


def test_a_folder_that_takes_nothing_is_told_over_the_page(filled, papers, tmp_path):
    """A file that cannot be written is not entered as gone out, and the window says why."""
    before = acts(filled)
    filled.page.header.keep.click()
    window = papers.window(filled.page)
    window.placed.emit(tmp_path / "nowhere" / "letter.pdf", "")
    filled.qtbot.waitUntil(lambda: bool(window.problem()))

    assert window.problem().startswith("There is no folder")
    assert window.isVisible()
    assert acts(filled) == before
    window.reject()


def test_the_page_is_printed_from_memory_under_a_name_that_tells_nothing(agreed, papers, tmp_path):
    """Printed on a PDF printer, the sheets have the size of the pages; the job names nobody."""
    approve(agreed)
    QTest.keyClick(agreed.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    printer = papers.print_to(agreed.page, tmp_path / "printed.pdf").printer()
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
def test_a_printer_that_takes_nothing_is_told(filled, papers):
    """Nothing is entered as printed when the pages went nowhere."""
    before = acts(filled)
    filled.page.print()
    papers.print_to(filled.page, Path("/proc/nowhere/printed.pdf"))
    window = papers.window(filled.page)
    filled.qtbot.waitUntil(lambda: bool(window.problem()))

    assert window.problem().startswith("There is no folder ")
    assert acts(filled) == before
    window.reject()


def _ink(page):
    """Return how dark a page is on the whole: 0 to 255."""
    bitmap = page.render(scale=1, grayscale=True)
    return 255 - sum(bitmap.buffer) / len(bytes(bitmap.buffer))
