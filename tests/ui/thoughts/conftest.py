"""The tab of thoughts about one client, on the fictional practice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.people import ClientId
from practicenotes.reflections import hypotheses, pulls, sayings
from practicenotes.ui.clients.section import ClientsSection
from practicenotes.ui.clients.tabs import Tab
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.theme import Theme
from practicenotes.ui.thoughts.page import ThoughtsPage


@dataclass
class Thinking:
    """What a therapist sees of a client's thoughts, and does with them."""

    page: ThoughtsPage
    played: Any
    qtbot: QtBot
    told: list[str] = field(default_factory=list)
    around: QWidget | None = None  # what the page stands in; nothing else would hold it

    @property
    def heron(self) -> ClientId:
        """The client that is thought about."""
        return self.played.id_of("Heron")

    def settle(self) -> None:
        """Wait until every operation has come back and was shown."""
        self.qtbot.waitUntil(self.played.idle)
        self.qtbot.wait(30)
        self.qtbot.waitUntil(self.played.idle)

    def open(self, code_name: str = "Heron") -> None:
        """Show a client's thoughts."""
        self.page.open(self.played.id_of(code_name))
        self.settle()

    def said(self) -> list[str]:
        """Return every word that is seen in labels, in the order of the page."""
        labels = self.page.findChildren(QLabel)
        return [label.accessibleName() or label.text() for label in labels if label.isVisible()]

    def button(self, words: str, where: QWidget | None = None) -> QPushButton:
        """Return the first button that is seen and says so."""
        return next(
            each
            for each in (where or self.page).findChildren(QPushButton)
            if each.isVisible() and words in (each.text().replace("&", ""), each.accessibleName())
        )

    def press(self, words: str, where: QWidget | None = None) -> None:
        """Click a button, and wait for what comes of it."""
        self.qtbot.mouseClick(self.button(words, where), Qt.MouseButton.LeftButton)
        self.settle()

    def sheet(self) -> Any:
        """Return the sheet that is open over the page."""
        (found,) = (d for d in self.page.findChildren(PageDialog) if d.isVisible())
        return found

    def type(self, name: str, text: str) -> None:
        """Write into a field of the sheet."""
        field = self.sheet().form.field(name)
        field.setFocus()
        self.qtbot.keyClicks(field, text)

    def private(self, operation: Callable[..., Any], *arguments: object) -> Any:
        """Run an operation on the private store."""
        return self.played.private.run(operation, *arguments)


def forget(played: Any) -> None:
    """Take out what the story tells, so that a test begins with nothing."""
    at, client_id = played.now(), played.id_of("Heron")
    for module in (hypotheses, sayings, pulls):
        for each in played.private.run(module.of_client, client_id):
            played.private.run(module.remove, each.id, at)


@pytest.fixture
def thinking(theme: Theme, played: Any, qtbot: QtBot) -> Thinking:
    """Give the tab in a window of its own, for Heron."""
    page = ThoughtsPage(*played.doors, played.now)
    qtbot.addWidget(page)
    page.resize(960, 1400)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    shown = Thinking(page, played, qtbot)
    forget(played)
    page.told.connect(shown.told.append)
    shown.open()
    return shown


@pytest.fixture
def in_the_file(theme: Theme, played: Any, broadcast: Any, qtbot: QtBot) -> Thinking:
    """Give the tab where it stands: in the file of a client, which reads itself anew at writes."""
    section = ClientsSection(*played.doors, broadcast, played.now)
    page = ThoughtsPage(*played.doors, played.now)
    section.page.add_tab(Tab("thoughts", "Thoughts", private=True), page)
    qtbot.addWidget(section)
    section.resize(1280, 900)
    section.show()
    section.activateWindow()
    qtbot.waitUntil(section.isActiveWindow)
    shown = Thinking(page, played, qtbot, around=section)
    forget(played)
    section.page.choose_tab("thoughts")
    section.show_client(shown.heron)
    shown.settle()
    return shown
