"""Files that are kept with a record, as pages of its paper and of a pack."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

import factory
import received
from outgoing import Papers
from practicenotes.domain.attachments import PDF, UNKNOWN
from practicenotes.domain.record_paper import USUAL, Part
from practicenotes.domain.record_requests import RecordRequest, RequestId
from practicenotes.records import attachments, record_requests
from practicenotes.ui.papers import asking, removing
from practicenotes.ui.papers.choosing import ChoiceDialog


HEIC = "“scan.heic” cannot be set as pages: only PDFs and pictures (JPEG, PNG, WebP) can be."
TORN = "“torn.pdf” cannot be set as pages: it is damaged, or not what it says it is."


def _read(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return " ".join(" ".join(pages).split())


@pytest.fixture
def filed(heron: Any) -> Any:
    """Show what is handed over of a record with a letter, a torn one, and another kind of scan."""
    told = (
        ("gp.pdf", PDF, received.pdf(2)),
        ("torn.pdf", PDF, received.torn()),
        ("scan.heic", UNKNOWN, b"\x00\x01"),
    )
    for name, kind, content in told:
        new = factory.attachment(heron.client_id, name=name, media_type=kind, content=content)
        heron.played.record.run(attachments.add, new, heron.played.now())
    return heron


def test_files_go_with_the_record_where_that_is_ticked(
    filed: Any, papers: Papers, tmp_path: Path
) -> None:
    """The form says what can be set; what could not be is said beside the pages."""
    filed.press("Print the record…")
    dialog = filed.dialog()
    assert dialog.choice.parts == USUAL
    assert "Passages cannot be removed from them" in filed.said(dialog)
    off = {f"part_{part.name.lower()}": part is Part.PAGES for part in Part}
    dialog.form.set_values(off)
    filed.press("Save as PDF…", dialog)
    filed.settle()
    window = papers.window(filed.page)
    assert HEIC in filed.said(window)
    assert TORN in filed.said(window)
    papers.save_to(filed.page, tmp_path / "record.pdf")
    filed.qtbot.waitUntil(lambda: bool(filed.told), timeout=20_000)
    text = _read((tmp_path / "record.pdf").read_bytes())
    assert "Received page 2" in text
    assert HEIC in text
    assert filed.raised == []


def test_a_pack_goes_out_without_what_cannot_be_set(filed: Any) -> None:
    """That is said once before anything is handed over, and stands in the pack."""
    request = RecordRequest(RequestId(""), filed.client_id, "Hart & Lowe", factory.DAY)
    request_id = filed.played.record.run(record_requests.add, request, filed.played.now())
    filed.page.requests.change_again(request_id)
    form = filed.dialog()
    form.form.set_values({f"part_{part.name.lower()}": part is Part.PAGES for part in Part})
    filed.press("Keep changes", form)
    filed.settle()
    filed.page.requests.open(request_id)
    filed.settle()
    pack = filed.page.requests.pack
    lines = [line.text().strip() for line in pack.list.lines()]
    assert sum("in the pack" in line for line in lines) == 2
    assert sum("left out: cannot be set as pages" in line for line in lines) == 1
    assert any("“torn.pdf”" in line for line in lines)
    assert "Cannot be set as pages" not in [each.text() for each in pack.reasons.actions()]
    filed.press("Hand over…", pack)
    dialog = next(each for each in filed.dialogs() if isinstance(each, asking.HandOverDialog))
    filed.press("Hand over", dialog)
    filed.settle()
    assert HEIC in dialog.problem()
    assert TORN in dialog.problem()
    assert asking.STAY_OUT in dialog.problem()
    assert filed.played.record.run(record_requests.get, request_id).is_open
    filed.press(asking.WITHOUT, dialog)
    filed.settle()
    text = _read(filed.played.record.run(record_requests.pages, request_id))
    assert "Received page 1" in text
    assert "torn.pdf, 18 November 2025: cannot be set as pages, because it is damaged" in text
    pack.reject()
    assert filed.raised == []


def test_no_passage_is_marked_in_a_file(filed: Any) -> None:
    """Where passages are chosen the only ways are said: in whole, or out."""
    dialog = removing.PassagesDialog("pages:x", (), (), filed.window)
    dialog.open()
    assert removing.A_FILE in filed.said(dialog)
    assert not dialog.main.isEnabled()
    dialog.reject()
    again = ChoiceDialog(filed.page)
    again.give_back({"part_notes": True})  # kept by a version that knew no pages of files
    assert again.choice.parts == USUAL
