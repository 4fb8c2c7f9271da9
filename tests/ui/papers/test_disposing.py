"""A certificate of disposal is asked for, and the trail hears that it went out."""

from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from outgoing import Papers
from practicenotes.domain.unfinished import Mark
from practicenotes.records import unfinished
from practicenotes.ui.papers import disposing
from practicenotes.ui.papers.disposing import DisposalDialog
from practicenotes.ui.printing.ways import PRINTED
from practicenotes.vault import audit


TYPED = {"what": "Notes on paper", "how": "Shredded", "rule": "Seven years"}


def _dialog(heron: Any) -> Any:
    heron.press("Certificate of disposal…")
    dialog = heron.dialog()
    heron.settle()
    return dialog


def test_a_certificate_is_saved(heron: Any, papers: Papers, tmp_path: Path) -> None:
    """What was typed stands on it, and its name tells of nobody."""
    dialog = _dialog(heron)
    dialog.form.set_values({**TYPED, "destroyed_on": date(2025, 11, 17)})
    heron.press("Save as PDF…", dialog)
    heron.settle()
    file = tmp_path / "certificate.pdf"
    assert papers.save_to(heron.page, file) == "Certificate of disposal.pdf"
    heron.qtbot.waitUntil(lambda: bool(heron.told), timeout=20_000)
    with pypdfium2.PdfDocument(file.read_bytes()) as document:
        text = document[0].get_textpage().get_text_range()
        assert len(document) == 1
    for words in ("Heron", "Notes on paper", "17 November 2025", "Shredded", "Seven years"):
        assert words in text
    last = heron.played.record.run(audit.entries)[0].act
    assert last == "save a certificate of disposal"


def test_a_certificate_is_printed(heron: Any, papers: Papers, tmp_path: Path) -> None:
    """The printer hears what it is and not whose."""
    dialog = _dialog(heron)
    dialog.form.set_values(TYPED)
    heron.press("Print…", dialog)
    heron.settle()
    printed = papers.print_to(heron.page, tmp_path / "printed.pdf")
    assert printed.printer().docName() == "PracticeNotes certificate of disposal"
    heron.qtbot.waitUntil(lambda: bool(heron.told), timeout=20_000)
    assert heron.told == [PRINTED]


@pytest.mark.parametrize("missing", ["what", "how", "rule", "by"])
def test_what_a_certificate_needs_is_asked_for(heron: Any, missing: str) -> None:
    """One sentence beneath the field, and nothing goes out."""
    dialog = _dialog(heron)
    dialog.form.set_values({**TYPED, missing: " "})
    heron.press("Print…", dialog)
    assert disposing.MISSING in heron.said(dialog)
    dialog.reject()


def test_what_was_typed_is_kept_over_a_lock(heron: Any) -> None:
    """The certificate that was begun stands there again."""
    dialog = _dialog(heron)
    dialog.form.set_values(TYPED)
    mark = Mark(disposing.SHEET, (heron.client_id,))
    find = lambda: heron.played.record.run(unfinished.find, mark)  # noqa: E731
    heron.qtbot.waitUntil(lambda: find() is not None, timeout=20_000)
    again = DisposalDialog("Heron", "M. Lindqvist", date(2025, 11, 18), heron.page)
    again.give_back(find().words)
    assert again.given(date(2025, 11, 18)).how == "Shredded"
    dialog.reject()
    heron.settle()
    heron.page.ask_again(disposing.SHEET)
    heron.settle()
    assert heron.dialog().windowTitle() == "Certificate of disposal"
    heron.dialog().reject()
