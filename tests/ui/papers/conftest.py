"""What is handed over of a client's record, in a window of its own, on the fictional practice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.papers.page import PapersPage
from practicenotes.ui.tasks import Broadcast, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.page import scrolled


@dataclass
class Shown:
    """What a therapist sees of what is handed over."""

    page: PapersPage
    window: QWidget
    played: Any
    work: Work
    qtbot: QtBot
    client_id: Any
    told: list[str] = field(default_factory=list)
    raised: list[Exception] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until everything has come back and is shown."""
        for _ in range(3):
            idle = lambda: self.played.idle() and not self.work.busy  # noqa: E731
            self.qtbot.waitUntil(idle, timeout=20_000)
            self.qtbot.wait(20)

    def said(self, where: QWidget | None = None) -> str:
        """Return every word that is seen in labels."""
        labels = (where or self.window).findChildren(QLabel)
        shown = [label for label in labels if label.isVisible()]
        return "\n".join(label.accessibleName() or label.text() for label in shown)

    def press(self, words: str, where: QWidget | None = None) -> None:
        """Take the one button that is seen and says so."""
        found = [
            each
            for each in (where or self.window).findChildren(QPushButton)
            if each.isVisible() and words in (each.text().replace("&", ""), each.accessibleName())
        ]
        assert len(found) == 1, (words, len(found))
        found[0].click()

    def dialog(self) -> Any:
        """Return the dialog that is open."""
        self.qtbot.waitUntil(lambda: bool(self.dialogs()), timeout=20_000)
        return self.dialogs()[-1]

    def dialogs(self) -> list[QDialog]:
        """Return every dialog that is open."""
        return [each for each in self.window.findChildren(QDialog) if each.isVisible()]


@pytest.fixture
def open_papers(
    qtbot: QtBot, theme: Theme, played: Any, work: Work, broadcast: Broadcast
) -> Callable[..., Shown]:
    """Give what shows what is handed over of a client."""

    def show(code_name: str = "Heron", width: int = 1000, height: int = 760) -> Shown:
        page = PapersPage(played.doors[0], work, played.now)
        window = scrolled(page)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        shown = Shown(page, window, played, work, qtbot, played.id_of(code_name))
        page.told.connect(shown.told.append)
        broadcast.raised.connect(shown.raised.append)
        qtbot.waitUntil(window.isActiveWindow)
        page.open(shown.client_id)
        shown.settle()
        return shown

    return show


@pytest.fixture
def heron(open_papers: Callable[..., Shown]) -> Shown:
    """Show what is handed over of Heron's record."""
    return open_papers()
