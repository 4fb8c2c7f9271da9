"""Forms and results go to a printer, and the audit trail hears of results alone."""

from pathlib import Path
from threading import Event
from typing import Any

import pypdfium2
import pytest

from outgoing import Papers
from practicenotes.domain.letterhead import Letterhead, PaperSize
from practicenotes.records import letterheads
from practicenotes.ui.printing.ways import PRINTED
from practicenotes.vault import audit


def ask(shown: Any, words: str) -> None:
    """Choose an entry of the menu."""
    actions = shown.page.course.more.menu().actions()
    next(each for each in actions if each.text().replace("&", "") == words).trigger()


@pytest.mark.parametrize(
    ("words", "trail"),
    [("Print the empty form…", None), ("Print the results…", "print results: phq9")],
)
def test_pages_are_printed(
    heron: Any, papers: Papers, tmp_path: Path, words: str, trail: str | None
) -> None:
    """The printer gets them whole, under a name that says nothing of anybody."""
    ask(heron, words)
    file = tmp_path / "printed.pdf"
    assert "Heron" not in papers.print_to(heron.page, file).printer().docName()
    heron.qtbot.waitUntil(lambda: bool(heron.told), timeout=20_000)

    assert heron.told == [PRINTED]
    with pypdfium2.PdfDocument(file.read_bytes()) as printed:
        assert len(printed) == 1
    newest = heron.played.record.run(audit.entries)[0].act
    assert (newest == trail) == (trail is not None)


@pytest.mark.parametrize("words", ["Print the empty form…", "Print the results…"])
def test_pages_have_the_paper_of_the_practice(heron: Any, papers: Papers, words: str) -> None:
    """Where letters are printed on American paper, forms and results are too."""
    head = Letterhead(paper=PaperSize.LETTER)
    heron.played.record.run(letterheads.save, head, heron.played.now())
    heron.settle()
    ask(heron, words)
    window = papers.window(heron.page)

    assert round(window.preview.sheets.sizes[0].width()) == 612
    window.reject()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(heron: Any, papers: Papers) -> None:
    """Nothing is entered in the trail when nothing went out."""
    ask(heron, "Print the results…")
    papers.print_to(heron.page, Path("/proc/nowhere/printed.pdf"))
    window = papers.window(heron.page)
    heron.qtbot.waitUntil(lambda: bool(window.problem()), timeout=20_000)

    assert heron.told == []
    window.reject()
    assert "results" not in heron.played.record.run(audit.entries)[0].act


def test_a_form_without_results_prints_empty_alone(heron: Any) -> None:
    """The menu offers only what there is."""
    heron.choose("k6")
    words = [action.text().replace("&", "") for action in heron.page.course.more.menu().actions()]
    assert words == ["Print the empty form…", "Save the empty form…"]
    heron.choose("srs")
    assert heron.page.course.more.menu().actions() == []
    assert not heron.page.course.more.isVisible()


def test_no_printer_is_asked_for_over_another_client(heron: Any, papers: Papers) -> None:
    """Results that were to be printed just before the page turned are not printed any more."""
    heron.client_id = heron.played.id_of("Alder")
    gate = Event()
    heron.played.record.submit(lambda _: gate.wait(20))  # the answers wait
    ask(heron, "Print the results…")
    heron.page.open(heron.client_id)
    gate.set()
    heron.settle()

    assert papers.open(heron.page) == []
