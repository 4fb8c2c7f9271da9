"""The page before a session in a window of its own, on the fictional practice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.reflections.sayings import Saying, SayingId
from practicenotes.reflections import episodes, reflections, sayings
from practicenotes.ui.before import BeforePage
from practicenotes.ui.style import on_private
from practicenotes.ui.theme import Theme


@dataclass
class Shown:
    """What a therapist sees before a session, and does with it."""

    page: BeforePage
    played: Any
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until every operation has come back and was shown."""
        self.qtbot.waitUntil(self.played.idle)
        self.qtbot.wait(20)
        self.qtbot.waitUntil(self.played.idle)

    def open(self, code_name: str) -> None:
        """Show the page of a client."""
        self.page.open(self.played.id_of(code_name))
        self.settle()

    def said(self, *, private: bool | None = None) -> list[str]:
        """Return every word that is seen: on the private ground, off it, or wherever."""
        labels = [each for each in self.page.findChildren(QLabel) if each.isVisible()]
        labels = [each for each in labels if private is None or on_private(each) is private]
        return [label.accessibleName() or label.text() for label in labels]

    def button(self, words: str) -> QPushButton:
        """Return the one button that is seen and that a screen reader calls so."""
        found = [
            each
            for each in self.page.findChildren(QPushButton)
            if each.isVisible() and words == (each.accessibleName() or each.text())
        ]
        assert len(found) == 1, words
        return found[0]

    def has_button(self, words: str) -> bool:
        """Say whether a button that is called so is seen."""
        found = self.page.findChildren(QPushButton)
        return any(b.isVisible() and words == (b.accessibleName() or b.text()) for b in found)

    @property
    def area(self) -> QScrollArea:
        """What the keyboard turns the pages of."""
        found = self.page.findChild(QScrollArea)
        assert found
        return found


@pytest.fixture
def open_before(
    qtbot: QtBot,
    theme: Theme,
    played: Any,
) -> Callable[..., Shown]:
    """Give what shows the page of a client and waits until everything stands there."""

    def show(code_name: str = "Heron", width: int = 1280, height: int = 640) -> Shown:
        page = BeforePage(*played.doors, played.now)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        shown = Shown(page, played, qtbot)
        shown.open(code_name)
        return shown

    return show


@pytest.fixture
def say(played: Any) -> Callable[..., None]:
    """Give what keeps a client's words about us."""

    def keep(code_name: str, words: str, on: date) -> None:
        saying = Saying(SayingId(""), played.id_of(code_name), on, words)
        played.private.run(sayings.add, saying, played.now())

    return keep


@pytest.fixture
def forget(played: Any) -> Callable[[str], None]:
    """Give what takes back everything private about a client, as a therapist can."""

    def clear(code_name: str) -> None:
        client_id: ClientId = played.id_of(code_name)
        for each in played.private.run(reflections.of_client, client_id):
            empty = Reflection(each.session_id, client_id)
            played.private.run(reflections.save, empty, played.now())
        for episode in played.private.run(episodes.of_client, client_id):
            played.private.run(episodes.remove, episode.id, played.now())
        for saying in played.private.run(sayings.of_client, client_id):
            played.private.run(sayings.remove, saying.id, played.now())

    return clear


@pytest.fixture
def grounds() -> Callable[[QWidget], list[str]]:
    """Give a search for private cards that do not carry the lock's words."""

    def search(page: QWidget) -> list[str]:
        cards = [each for each in page.findChildren(QWidget) if each.property("card")]
        private = [each for each in cards if each.property("ground") == "private"]
        return [
            repr(each)
            for each in private
            if not any(
                label.text() == "Private. Never printed." for label in each.findChildren(QLabel)
            )
        ]

    return search
