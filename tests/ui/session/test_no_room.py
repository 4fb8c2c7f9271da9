"""A disk that is really full while something is added to a signed note, and the way on from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import disks
from practicenotes.domain.unfinished import Mark
from practicenotes.records import notes, unfinished
from practicenotes.ui.session import record_addenda
from practicenotes.ui.session.record_addenda import AddendumDialog


LINE = "He called on Thursday and asked for another hour. "


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 6 MB, on which the practice of this test lies."""
    with disks.small(tmp_path / "disk", "6m") as disk:
        yield disk


def test_an_addendum_waits_for_room_on_a_full_disk(visit, tmp_path: Path) -> None:
    """One sentence stands over the form, no word goes, and it is kept once there is room."""
    page, practice = visit.page, visit.practice
    note_id = practice.note().id
    practice.record.run(notes.save, note_id, {"data": LINE}, page._now())
    practice.record.run(notes.sign, note_id, page._now())
    visit.open(practice.eleventh)
    page.record.addenda.ask()
    dialog = page.findChild(AddendumDialog)
    ballast = disks.stuff(tmp_path)
    words = LINE * 400
    dialog.form.field("text").insertPlainText(words)
    visit.until(dialog.unkept.isVisible)

    assert dialog.unkept.said().endswith(
        "Free some space: what you wrote since stays here, and is then saved by itself."
    )
    assert dialog.form.values()["text"] == words
    visit.press(Qt.Key.Key_End, into=dialog.form.field("text"))
    visit.type("Also on Friday.")
    ballast.unlink()
    visit.until(dialog.unkept.isHidden)
    visit.until(lambda: _kept(practice).endswith("Also on Friday."))
    dialog.main.click()
    visit.until(lambda: practice.note().addenda)
    assert practice.note().addenda[0].text.startswith(LINE)


def _kept(practice) -> str:
    """Return what the record holds of the sheet that is open."""
    about = (practice.client, practice.eleventh, practice.note().id)
    found = practice.record.run(unfinished.find, Mark(record_addenda.SHEET, about))
    return str(found.words["text"]) if found else ""
