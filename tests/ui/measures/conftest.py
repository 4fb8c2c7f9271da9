"""The page of goals and questionnaires in a window of its own, on the fictional practice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.measures import MeasureResult
from practicenotes.records import measures
from practicenotes.ui.measures.page import MeasuresPage
from practicenotes.ui.tasks import Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.page import scrolled


@dataclass
class Shown:
    """What a therapist sees of a client's goals and questionnaires."""

    page: MeasuresPage
    window: QWidget
    played: Any
    work: Work
    qtbot: QtBot
    client_id: Any
    told: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until everything has come back, and read the page anew as its owner does."""
        self.qtbot.waitUntil(lambda: self.played.idle() and not self.work.busy, timeout=20_000)
        self.page.open(self.client_id)
        self.qtbot.waitUntil(lambda: self.played.idle() and not self.work.busy, timeout=20_000)
        self.qtbot.wait(20)

    def said(self, where: QWidget | None = None) -> list[str]:
        """Return every word that is seen in labels."""
        labels = (where or self.page).findChildren(QLabel)
        return [label.accessibleName() or label.text() for label in labels if label.isVisible()]

    def press(self, words: str, where: QWidget | None = None) -> None:
        """Take the first button that is seen and says so."""
        found = [
            each
            for each in (where or self.page).findChildren(QPushButton)
            if each.isVisible() and words in (each.text().replace("&", ""), each.accessibleName())
        ]
        assert found, words
        found[0].click()

    def choose(self, measure_id: str) -> None:
        """Show a questionnaire."""
        self.page.listed.chosen.emit(measure_id)

    def dialog(self) -> Any:
        """Return the dialog that is open."""
        self.qtbot.waitUntil(lambda: bool(self._dialogs()), timeout=20_000)
        return self._dialogs()[-1]

    def closed(self) -> None:
        """Wait until no dialog is open, and everything has come back."""
        self.qtbot.waitUntil(lambda: not self._dialogs(), timeout=20_000)
        self.settle()

    def results(self) -> tuple[MeasureResult, ...]:
        """Return what the record holds now."""
        found: tuple[MeasureResult, ...] = self.played.record.run(
            measures.of_client, self.client_id
        )
        return found

    def _dialogs(self) -> list[QDialog]:
        return [each for each in self.page.findChildren(QDialog) if each.isVisible()]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, played: Any, work: Work) -> Callable[..., Shown]:
    """Give what shows a client and waits until everything stands there."""

    def show(client: str = "Heron", width: int = 1000, height: int = 740) -> Shown:
        page = MeasuresPage(played.doors[0], work, played.now)
        window = scrolled(page)
        qtbot.addWidget(window)
        shown = Shown(page, window, played, work, qtbot, played.id_of(client))
        page.told.connect(shown.told.append)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        shown.settle()
        return shown

    return show


@pytest.fixture
def heron(open_page: Callable[..., Shown]) -> Shown:
    """Show Heron."""
    return open_page()
