"""A disk that is really full while a letter is written, and the way on from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

import disks


LINE = "She asks for a copy of this as well. "


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 6 MB, on which the practice of this test lies."""
    with disks.small(tmp_path / "disk", "6m") as disk:
        yield disk


def test_a_letter_waits_for_room_on_a_full_disk(filled, tmp_path: Path) -> None:
    """The sentence stands over the sheet with every word, and goes once they are kept."""
    page = filled.page
    ballast = disks.stuff(tmp_path)
    text = page.panes.sheet.text
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.insertPlainText(LINE * 400)
    filled.qtbot.waitUntil(page.problem.isVisible, timeout=20_000)

    assert "is full. What you saved before is safe. Free some space" in page.problem.said()
    assert page.problem.said().endswith("stays here, and is then saved by itself.")
    assert text.toPlainText().endswith(LINE)
    ballast.unlink()
    filled.qtbot.waitUntil(lambda: not page.has_unsaved, timeout=20_000)
    assert not page.problem.isVisible()
    assert LINE.strip() in filled.kept().paragraphs[-1].text
