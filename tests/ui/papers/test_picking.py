"""Single things are left out of a record on paper, and passages are removed from it."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from outgoing import Papers
from practicenotes.domain import passages
from practicenotes.domain.notes import NoteState
from practicenotes.domain.passages import Passage
from practicenotes.domain.record_paper import USUAL, Choice, Part
from practicenotes.domain.record_requests import RecordRequest, RequestId
from practicenotes.domain.redaction import EVERYWHERE
from practicenotes.domain.unfinished import Mark
from practicenotes.records import record_papers, record_requests, unfinished
from practicenotes.ui.papers import choosing, picking, whole
from practicenotes.ui.papers.choosing import ChoiceDialog
from practicenotes.ui.papers.picking import PickDialog
from practicenotes.ui.papers.things import Things


def _read(file: Path) -> str:
    with pypdfium2.PdfDocument(file.read_bytes()) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return " ".join(" ".join(pages).split())


def _paper(heron: Any) -> Any:
    return heron.played.record.run(record_papers.gather, heron.client_id)


def _choose(things: Things, words: str) -> str:
    """Go to the first line that says this, as the arrows do; return all that it says."""
    for row in range(things.count()):
        line = things.item(row)
        if words in line.text():
            things.clearSelection()
            things.setCurrentItem(line)
            return line.text()
    raise AssertionError(words)


def _told_once(paper: Any) -> tuple[Any, Passage]:
    """Return a note and a text of it in one paragraph that no other text repeats."""
    for note in paper.whole.notes:
        for text in passages.of_item(paper, f"note:{note.id}"):
            if note.state is NoteState.SIGNED and len(text.text) > 60 and "\n" not in text.text:
                return note, text
    raise AssertionError


@pytest.fixture
def choice(heron: Any) -> ChoiceDialog:
    """Ask for the record on paper."""
    heron.press("Print the record…")
    heron.settle()
    return heron.dialog()


@pytest.fixture
def picked(heron: Any, choice: ChoiceDialog) -> PickDialog:
    """Ask for single things."""
    heron.press("Single things and passages…", choice)
    heron.settle()
    dialog = heron.dialog()
    assert isinstance(dialog, PickDialog)
    return dialog


def test_a_single_thing_is_left_out(heron: Any, choice, picked, papers: Papers, tmp_path) -> None:
    """What is left out is not on paper, the first page counts it, and the record keeps it."""
    _choose(picked.list, "PHQ-9")
    [key] = picked.list.chosen()
    heron.press("Leave out", picked)
    assert "left out" in _choose(picked.list, "PHQ-9")
    heron.press("Done", picked)
    assert "One thing is left out." in heron.said(choice)
    assert choice.choice == Choice(left_out=frozenset({key}))
    heron.press("Save as PDF…", choice)
    heron.settle()
    file = tmp_path / "saved.pdf"
    papers.save_to(heron.page, file)
    heron.qtbot.waitUntil(lambda: bool(heron.told), timeout=20_000)
    assert "one left out" in _read(file)
    assert key in {f"measure:{each.id}" for each in _paper(heron).whole.measures}
    assert heron.raised == []


def test_what_was_left_out_is_let_in_again(heron: Any, choice, picked) -> None:
    """Both ways are one press, and the form says how it stands."""
    _choose(picked.list, "PHQ-9")
    heron.press("Leave out", picked)
    heron.press("Let in", picked)
    assert "on paper" in _choose(picked.list, "PHQ-9")
    assert choice.left_out == frozenset()
    assert picking.ALL_IN in heron.said(choice)


def test_several_things_at_once(heron: Any, choice, picked) -> None:
    """Whatever is chosen in the list is left out together."""
    lines = picked.list.lines()[:3]
    picked.list.clearSelection()
    for line in lines:
        line.setSelected(True)
    heron.press("Leave out", picked)
    assert len(choice.left_out) == 3
    assert "Three things are left out." in heron.said(choice)


def test_the_list_knows_the_parts_that_are_chosen(heron: Any, choice) -> None:
    """What the chosen parts do not hold is said to be out already."""
    choice.form.set_values({"part_measures": False})
    heron.press("Single things and passages…", choice)
    heron.settle()
    assert "not among the chosen parts" in _choose(heron.dialog().list, "PHQ-9")


def test_a_passage_is_removed_with_its_reason(
    heron: Any, choice, picked, papers: Papers, tmp_path
) -> None:
    """Its words are not in the file, a mark stands there, and a pack has it missing too."""
    note, text = _told_once(_paper(heron))
    keys = [line.data(256) for line in picked.list.lines()]
    picked.list.setCurrentItem(picked.list.lines()[keys.index(f"note:{note.id}")])
    heron.press("Passages…", picked)
    heron.settle()
    dialog = heron.dialog()
    assert "everything that is handed over" in heron.said(dialog)
    field = dialog.fields[text.field]
    cursor = field.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len(text.text), cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    heron.press("Remove", dialog)
    heron.settle()
    assert len(dialog.rows) == 1
    heron.press("Close", dialog)
    assert "One passage marked for removal." in heron.said(picked)
    heron.press("Done", picked)
    heron.press("Save as PDF…", choice)
    heron.settle()
    file = tmp_path / "saved.pdf"
    papers.save_to(heron.page, file)
    heron.qtbot.waitUntil(lambda: bool(heron.told), timeout=20_000)
    assert " ".join(text.text.split()) not in _read(file)
    assert "[removed: third party]" in _read(file)
    request = RecordRequest(RequestId(""), heron.client_id, "Somebody", heron.played.now().date())
    asked = heron.played.record.run(record_requests.add, request, heron.played.now())
    _, packed = heron.played.record.run(record_requests.gather, asked)
    assert len(packed.removals) == 1


def test_words_anywhere_can_stand_again(heron: Any, picked) -> None:
    """Words that are removed wherever they stand are listed with every thing, and taken back."""
    heron.press("Words anywhere…", picked)
    dialog = heron.dialog()
    dialog.form.set_values({"words": "sleep"})
    heron.press("Remove", dialog)
    heron.settle()
    [removal] = _paper(heron).removals
    assert (removal.item, removal.words) == (EVERYWHERE, "sleep")
    _choose(picked.list, "Session 1")
    heron.press("Passages…", picked)
    heron.settle()
    [row] = heron.dialog().rows
    row.click()
    heron.settle()
    assert _paper(heron).removals == ()


def test_what_was_left_out_is_kept_with_the_form(heron: Any, choice, picked) -> None:
    """After a lock the same things are left out."""
    _choose(picked.list, "PHQ-9")
    heron.press("Leave out", picked)
    mark = Mark(whole.SHEET, (heron.client_id,))
    find = lambda: heron.played.record.run(unfinished.find, mark)  # noqa: E731
    heron.qtbot.waitUntil(lambda: find() is not None, timeout=20_000)
    again = ChoiceDialog(heron.page)
    again.give_back(find().words)
    assert again.left_out == choice.left_out
    assert len(again.left_out) == 1


def test_the_choice_is_read_without_a_list() -> None:
    """A form that was kept before single things could be chosen leaves none out."""
    values = {f"part_{part.name.lower()}": part in USUAL for part in Part}
    values |= dict.fromkeys(("since", "until"))
    values |= {"drafts": True, "addenda": True, "in_error": False}
    values |= {"third_party": False, "reasons": False}
    assert choosing.chosen(values) == Choice()


def test_the_list_is_named_and_seen_whole(heron: Any, theme, unnamed, clipped) -> None:
    """Every control has a name, at 200 % text too, and nothing is cut off."""
    theme.set_text_size(200)
    heron.press("Print the record…")
    heron.settle()
    heron.press("Single things and passages…", heron.dialog())
    heron.settle()
    assert unnamed(heron.window) == []
    assert clipped(heron.dialog()) == []


def test_an_empty_record_says_so(open_papers) -> None:
    """Where nothing is recorded there is nothing to choose."""
    from practicenotes.domain.people import Client, ClientId, Practitioner
    from practicenotes.domain.record_paper import RecordPaper
    from practicenotes.domain.whole import WholeRecord

    shown = open_papers()
    empty = RecordPaper(WholeRecord(Practitioner(), Client(ClientId("c"), "Wren")))
    dialog = PickDialog(empty, Choice(), shown.window)
    dialog.open()
    assert picking.NOTHING in shown.said(dialog)
    assert not dialog.passages.isEnabled()
    dialog.accept()
