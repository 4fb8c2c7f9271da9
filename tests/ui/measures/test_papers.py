"""Forms and results go to a printer, and the audit trail hears of results alone."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from practicenotes.ui.measures import papers
from practicenotes.vault import audit


def ask(shown: Any, words: str) -> QPrintDialog:
    """Choose an entry of the menu, and return the dialog of the printer."""
    actions = shown.page.course.more.menu().actions()
    next(each for each in actions if each.text().replace("&", "") == words).trigger()
    shown.qtbot.waitUntil(lambda: bool(shown.page.findChildren(QPrintDialog)), timeout=20_000)
    return shown.page.findChildren(QPrintDialog)[-1]


@pytest.mark.parametrize(
    ("words", "trail"),
    [("Print the empty form…", None), ("Print the results…", "print results: phq9")],
)
def test_pages_are_printed(heron: Any, tmp_path: Path, words: str, trail: str | None) -> None:
    """The printer gets them whole, under a name that says nothing of anybody."""
    dialog = ask(heron, words)
    file = tmp_path / "printed.pdf"
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(file))
    assert "Heron" not in dialog.printer().docName()
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    heron.qtbot.waitUntil(lambda: bool(heron.told), timeout=20_000)

    assert heron.told == [papers.PRINTED]
    with pypdfium2.PdfDocument(file.read_bytes()) as printed:
        assert len(printed) == 1
    newest = heron.played.record.run(audit.entries)[0].act
    assert (newest == trail) == (trail is not None)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(heron: Any) -> None:
    """Nothing is entered in the trail when nothing went out."""
    dialog = ask(heron, "Print the results…")
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName("/proc/nowhere/printed.pdf")
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    heron.qtbot.waitUntil(lambda: bool(heron.told), timeout=20_000)

    assert heron.told == [papers.NOT_TAKEN]
    assert "results" not in heron.played.record.run(audit.entries)[0].act


def test_a_form_without_results_prints_empty_alone(heron: Any) -> None:
    """The menu offers only what there is."""
    heron.choose("k6")
    words = [action.text().replace("&", "") for action in heron.page.course.more.menu().actions()]
    assert words == ["Print the empty form…", "Save the empty form…"]
    heron.choose("srs")
    assert heron.page.course.more.menu().actions() == []
    assert not heron.page.course.more.isVisible()
