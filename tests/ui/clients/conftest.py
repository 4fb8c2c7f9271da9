"""The section of the clients in a window of its own, on the fictional practice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from practicenotes.ui import theme as themes
from practicenotes.ui.clients.section import ClientsSection
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.theme import Theme


@dataclass
class Shown:
    """What a therapist sees of the clients, and does with them."""

    section: ClientsSection
    played: Any
    qtbot: QtBot
    told: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until every operation has come back and was shown."""
        self.qtbot.waitUntil(self.played.idle)
        self.qtbot.wait(30)
        self.qtbot.waitUntil(self.played.idle)

    def client(self, code_name: str) -> None:
        """Show a client."""
        self.section.show_client(self.played.id_of(code_name))
        self.settle()

    def said(self, where: QWidget | None = None) -> list[str]:
        """Return every word that is seen in labels."""
        labels = (where or self.section).findChildren(QLabel)
        return [label.accessibleName() or label.text() for label in labels if label.isVisible()]

    def button(self, words: str, where: QWidget | None = None) -> QPushButton:
        """Return the one button that is seen and says so."""
        found = [
            each
            for each in (where or self.section).findChildren(QPushButton)
            if each.isVisible() and words in (each.text().replace("&", ""), each.accessibleName())
        ]
        assert len(found) == 1, words
        return found[0]

    def press(self, words: str, where: QWidget | None = None) -> None:
        """Click a button."""
        self.qtbot.mouseClick(self.button(words, where), Qt.MouseButton.LeftButton)

    def view(self, name: str) -> QListView:
        """Return the list or the timeline."""
        found = [v for v in self.section.findChildren(QListView) if v.accessibleName() == name]
        return found[0]

    def field(self) -> QLineEdit:
        """Return where a code name is looked for."""
        found = self.section.findChildren(QLineEdit)
        return next(each for each in found if each.accessibleName() == "Find a client")

    def rows(self, name: str) -> list[str]:
        """Return the lines of the list or the timeline as they are read aloud."""
        return [index.data() for index in self._indexes(name)]

    def row(self, name: str, words: str) -> QModelIndex:
        """Return the first line that holds these words."""
        return next(index for index in self._indexes(name) if words in index.data())

    def chosen(self, name: str) -> str:
        """Return the chosen line as it is read aloud."""
        return self.view(name).currentIndex().data() or ""

    def choose(self, name: str, words: str) -> None:
        """Click on a line."""
        view = self.view(name)
        index = self.row(name, words)
        view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        place = view.visualRect(index).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def key(self, where: QWidget, *keys: Qt.Key) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.qtbot.keyClick(where, key)

    def menu_of(self, words: str) -> QMenu:
        """Ask for the menu of an entry of the timeline with Shift+F10."""
        view = self.view("Timeline")
        view.setFocus()
        view.setCurrentIndex(self.row("Timeline", words))
        self.qtbot.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        menus = [menu for menu in self.section.findChildren(QMenu) if menu.isVisible()]
        assert len(menus) == 1
        return menus[0]

    def dialog(self) -> Any:
        """Return the dialog that is open."""
        self.qtbot.waitUntil(lambda: any(each.isActiveWindow() for each in self._dialogs()))
        return self._dialogs()[0]

    def has_colour(self, view: QListView, index: QModelIndex, role: str) -> bool:
        """Say whether a colour of the tokens is seen in a line."""
        view.scrollTo(index)
        image = view.viewport().grab(view.visualRect(index)).toImage()
        return holds(image, themes.current().colour(role).rgb())

    def _dialogs(self) -> list[QDialog]:
        return [each for each in self.section.findChildren(QDialog) if each.isVisible()]

    def _indexes(self, name: str) -> list[QModelIndex]:
        model = self.view(name).model()
        return [model.index(number, 0) for number in range(model.rowCount())]


def holds(image: QImage, rgb: int) -> bool:
    """Say whether any pixel has exactly this colour."""
    whole = QRect(QPoint(), image.size())
    return any(
        image.pixel(x, y) == rgb
        for y in range(whole.top(), whole.bottom() + 1)
        for x in range(whole.left(), whole.right() + 1)
    )


@pytest.fixture
def open_clients(
    qtbot: QtBot, theme: Theme, played: Any, broadcast: Broadcast
) -> Callable[..., Shown]:
    """Give what shows the clients and waits until everything stands there."""

    def show(width: int = 1280, height: int = 740, stores: Any = None) -> Shown:
        doors = [Tasks(each.submit, broadcast) for each in stores] if stores else played.doors
        section = ClientsSection(*doors, broadcast, played.now)
        qtbot.addWidget(section)
        shown = Shown(section, played, qtbot)
        section.told.connect(shown.told.append)
        section.resize(width, height)
        section.show()
        section.activateWindow()
        section.refresh()
        qtbot.waitUntil(section.isActiveWindow)
        shown.settle()
        return shown

    return show
