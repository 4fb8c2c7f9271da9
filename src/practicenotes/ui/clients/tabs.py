"""The parts of a client's file, side by side: tabs, or a list where tabs have no room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from practicenotes.domain.people import ClientId
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.choice import Choice


INSET = 14  # px: the words of a tab stand in from its edge, as the sheet has it


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of a client's file; the status line calls it `said`, or else by its name."""

    name: str
    label: str
    private: bool = False
    said: str = ""


class TabPage(Protocol):
    """What a part of the file can do: it reads itself anew whenever it is shown."""

    def open(self, client_id: ClientId) -> None:
        """Show this client as the stores have it now."""


class Tabs(QWidget):
    """One choice in either of two forms, which always say the same.

    Signals:
        chosen(name): the therapist wants to see another part.
    """

    chosen = Signal(str)

    def __init__(self, name: str = "Parts of the file") -> None:
        super().__init__()
        self._tabs: list[Tab] = []
        self._bar = QTabBar()
        self._bar.setAccessibleName(name)
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(False)
        self._bar.setElideMode(self._bar.elideMode().ElideNone)
        self._list = Choice(name, [])
        row = QHBoxLayout(self)
        margin = themes.current().space("page_margin")
        row.setContentsMargins(margin - INSET, 0, margin - INSET, 0)
        row.addWidget(self._bar)
        row.addWidget(self._list)
        row.addStretch()
        self._bar.currentChanged.connect(self._choose)
        self._list.activated.connect(self._choose)
        themes.current().changed.connect(self._draw)
        self.set_narrow(False)

    def add(self, tab: Tab, before: Callable[[Tab], bool] = lambda _: False) -> int:
        """Put a tab before the first that `before` holds for, or last; return its place."""
        at = next((n for n, each in enumerate(self._tabs) if before(each)), len(self._tabs))
        for form in (self._bar, self._list):
            form.blockSignals(True)
        self._tabs.insert(at, tab)
        self._bar.insertTab(at, tab.label.replace("&", "&&"))  # no letter is underlined
        self._list.insert_option(at, tab.name, tab.label)
        for form in (self._bar, self._list):
            form.blockSignals(False)
        self._draw()
        return at

    @property
    def tab(self) -> Tab:
        """The part that is shown."""
        return self._tabs[self._bar.currentIndex()]

    def choose(self, name: str) -> None:
        """Show a part by its name; one that is not there changes nothing."""
        names = [tab.name for tab in self._tabs]
        if name in names:
            self._bar.setCurrentIndex(names.index(name))

    def step(self, by: int) -> None:
        """Show the next part, or the one before; after the last comes the first."""
        self._bar.setCurrentIndex((self._bar.currentIndex() + by) % len(self._tabs))

    def set_narrow(self, narrow: bool) -> None:
        """Take the form of a list, or of tabs."""
        self._bar.setVisible(not narrow)
        self._list.setVisible(narrow)

    def _choose(self, number: int) -> None:
        for form in (self._bar, self._list):
            form.blockSignals(True)
            form.setCurrentIndex(number)
            form.blockSignals(False)
        self.chosen.emit(self._tabs[number].name)

    def _draw(self) -> None:
        """Give what is private its lock, in the colours of the theme."""
        look = themes.current()
        side = look.icon_size("small")
        self._bar.setIconSize(QSize(side, side))
        for number, tab in enumerate(self._tabs):
            if tab.private:
                self._bar.setTabIcon(number, look.icon("lock", "private.mark", "small"))
