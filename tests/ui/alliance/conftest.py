"""The Alliance tab of a client's page, on the fictional practice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import StrainEpisode
from practicenotes.reflections import episodes
from practicenotes.ui import announce
from practicenotes.ui import theme as themes
from practicenotes.ui.alliance.page import AlliancePage
from practicenotes.ui.alliance.strain import StrainCard
from practicenotes.ui.clients.page import ClientPage
from practicenotes.ui.clients.tabs import Tab
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.theme import Theme


@dataclass
class Tabled:
    """A therapist at the Alliance tab."""

    file: ClientPage
    page: AlliancePage
    played: Any
    qtbot: QtBot
    opened: list[str] = field(default_factory=list)
    reflected: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until every operation has come back and was shown."""
        for _ in range(3):
            self.qtbot.waitUntil(self.played.idle, timeout=20_000)
            self.qtbot.wait(20)

    def client(self, code_name: str) -> None:
        """Show a client."""
        self.file.open(self.played.id_of(code_name))
        self.settle()

    def said(self, where: QWidget | None = None) -> list[str]:
        """Return every word that is seen in labels."""
        labels = (where or self.page).findChildren(QLabel)
        return [label.accessibleName() or label.text() for label in labels if label.isVisible()]

    def words(self) -> list[str]:
        """Return the rows of words as they are read aloud."""
        return [row.said.aloud for row in self.page.words.rows]

    def narrow(self, facet_id: str) -> None:
        """Choose a facet in the list, as with the arrow keys."""
        facet = self.page.facet
        facet.set_value(facet_id)
        facet.activated.emit(facet.currentIndex())

    def card(self) -> StrainCard:
        """Return the first card of strain."""
        return self.page.strain.cards[0]

    def strain(self, code_name: str = "Heron") -> tuple[StrainEpisode, ...]:
        """Return the moments of strain as the store has them now."""
        return self.played.private.run(episodes.of_client, self.played.id_of(code_name))

    def key(self, *keys: Qt.Key, where: QWidget | None = None) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            self.qtbot.keyClick(where or QApplication.focusWidget(), key)

    def point_at(self, number: int) -> QPointF:
        """Return where a stop is marked in the picture."""
        at = self.page.marks.marks.laid.marks[number]
        return QPointF(at.x, at.y)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is announced to a screen reader."""
    heard: list[str] = []

    class Listener(announce.QAccessible):
        @staticmethod
        def updateAccessibility(event: Any) -> None:  # noqa: N802
            heard.append(event.message())

    monkeypatch.setattr(announce, "QAccessible", Listener)
    return heard


@pytest.fixture
def open_alliance(
    qtbot: QtBot, theme: Theme, played: Any, broadcast: Broadcast
) -> Callable[..., Tabled]:
    """Give what shows a client's Alliance tab and waits until everything stands there."""

    def show(
        code_name: str = "Heron", width: int = 968, height: int = 740, stores: Any = None
    ) -> Tabled:
        doors = [Tasks(each.submit, broadcast) for each in stores] if stores else played.doors
        with themes.laid_once():
            file = ClientPage(*doors, broadcast, played.now)
            page = AlliancePage(*doors, played.now)
        file.add_tab(Tab("alliance", "Alliance", private=True), page)
        qtbot.addWidget(file)
        tabled = Tabled(file, page, played, qtbot)
        page.session_wanted.connect(tabled.opened.append)
        page.reflection_wanted.connect(tabled.reflected.append)
        file.resize(width, height)
        file.show()
        file.activateWindow()
        qtbot.waitUntil(file.isActiveWindow)
        file.choose_tab("alliance")
        tabled.client(code_name)
        return tabled

    return show


@pytest.fixture
def heron(open_alliance: Callable[..., Tabled]) -> Tabled:
    """Give Heron's tab."""
    return open_alliance()


@pytest.fixture
def heron_id(played: Any) -> ClientId:
    """Give Heron's id."""
    return played.id_of("Heron")
