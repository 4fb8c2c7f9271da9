"""A whole record, or what was chosen of it, goes to a printer or a folder."""

from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from outgoing import Papers
from practicenotes.domain.record_paper import USUAL, Choice, Part
from practicenotes.domain.unfinished import Mark
from practicenotes.records import unfinished
from practicenotes.ui.papers import choosing, whole
from practicenotes.ui.papers.choosing import ChoiceDialog
from practicenotes.ui.printing.ways import PRINTED
from practicenotes.vault import audit


def _read(file: Path) -> str:
    with pypdfium2.PdfDocument(file.read_bytes()) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return " ".join(" ".join(pages).split())


def test_a_record_is_printed_whole(heron: Any, papers: Papers, tmp_path: Path) -> None:
    """The printer gets it under a name that says nothing of anybody, and the trail hears of it."""
    heron.press("Print the record…")
    heron.press("Print…", heron.dialog())
    heron.settle()
    file = tmp_path / "printed.pdf"
    printed = papers.print_to(heron.page, file)
    assert printed.printer().docName() == "PracticeNotes client record"
    heron.qtbot.waitUntil(lambda: bool(heron.told), timeout=60_000)
    assert heron.told == [PRINTED]
    assert heron.played.record.run(audit.entries)[0].act == "print the record"
    with pypdfium2.PdfDocument(file.read_bytes()) as document:
        assert len(document) > 10
    assert heron.raised == []


def test_what_is_chosen_is_saved(heron: Any, papers: Papers, tmp_path: Path) -> None:
    """Only the parts and days that stand in the form are in the file."""
    heron.press("Print the record…")
    dialog = heron.dialog()
    off = {f"part_{part.name.lower()}": False for part in Part if part is not Part.NOTES}
    dialog.form.set_values({**off, "since": date(2025, 11, 1)})
    heron.press("Save as PDF…", dialog)
    heron.settle()
    file = tmp_path / "saved.pdf"
    assert papers.save_to(heron.page, file) == "Heron, record.pdf"
    heron.qtbot.waitUntil(lambda: bool(heron.told), timeout=20_000)
    text = _read(file)
    assert "Sessions and notes" in text
    assert "Questionnaires" not in text
    assert "from 1 November 2025" in text
    assert heron.played.record.run(audit.entries)[0].act == "save the record"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"since": date(2025, 5, 2), "until": date(2025, 5, 1)}, choosing.TURNED),
        ({f"part_{part.name.lower()}": False for part in Part}, choosing.NO_PART),
    ],
)
def test_what_cannot_be_printed_is_said_in_the_form(heron: Any, typed, problem) -> None:
    """The form stays, with one sentence where it is amiss."""
    heron.press("Print the record…")
    dialog = heron.dialog()
    dialog.form.set_values(typed)
    heron.press("Print…", dialog)
    assert problem in heron.said(dialog)
    assert dialog.isVisible()
    dialog.reject()


def test_the_choice_begins_as_the_usual_one(heron: Any) -> None:
    """Whoever changes nothing gets what a choice is without a word."""
    heron.press("Print the record…")
    assert heron.dialog().choice == Choice()
    heron.dialog().reject()


def test_a_choice_that_was_begun_is_kept(heron: Any) -> None:
    """What was ticked stands there again after the practice was locked."""
    heron.press("Print the record…")
    dialog = heron.dialog()
    heron.settle()
    dialog.form.set_values({"part_letters": False})
    mark = Mark(whole.SHEET, (heron.client_id,))
    find = lambda: heron.played.record.run(unfinished.find, mark)  # noqa: E731
    heron.qtbot.waitUntil(lambda: find() is not None, timeout=20_000)
    kept = find()
    assert kept.words["part_letters"] is False
    again = ChoiceDialog(heron.page)
    again.give_back(kept.words)
    assert again.choice.parts == USUAL - {Part.LETTERS}
    dialog.reject()


def test_the_form_is_named_and_seen_whole(heron: Any, unnamed, clipped, theme) -> None:
    """Every field has a name, at 200 % text too, and nothing is cut off."""
    theme.set_text_size(200)
    heron.press("Print the record…")
    dialog = heron.dialog()
    heron.settle()
    assert unnamed(heron.window) == []
    assert clipped(dialog) == []
    dialog.reject()
