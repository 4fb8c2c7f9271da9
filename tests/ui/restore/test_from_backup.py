"""Of two files that were chosen one after the other, only the second counts."""

import threading
from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from practicenotes.errors import BackupUnreadable
from practicenotes.ui.restore.keys_page import KeysCare, KeysPage
from practicenotes.ui.tasks import Work
from practicenotes.ui.theme import Theme


def test_what_comes_late_of_another_file_is_not_heard(
    qtbot: QtBot, theme: Theme, work: Work, tmp_path: Path
) -> None:
    """The file on a slow stick turns out to be no backup after a good one was chosen."""
    let_go = threading.Event()

    def look(file: Path) -> datetime:
        if file.name == "slow":
            let_go.wait(10)
            raise BackupUnreadable
        return datetime(2025, 11, 18, 9, 0, tzinfo=UTC)

    page = KeysPage(KeysCare(tmp_path, tmp_path / "slow", look, lambda _: None), work)
    qtbot.addWidget(page)
    page.take_file(tmp_path / "good")
    qtbot.waitUntil(lambda: "Tuesday 18 November 2025" in page.found.said())
    let_go.set()
    qtbot.waitUntil(lambda: not work.busy)

    assert page.file == tmp_path / "good"
    assert "Tuesday 18 November 2025" in page.found.said()
    assert page.problem() == ""
