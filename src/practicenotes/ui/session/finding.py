"""Joins the search bars to the sides of the session page: each side is searched alone."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from practicenotes.ui.session.find_bar import FindBar
from practicenotes.ui.session.header import PRIVATE, RECORD
from practicenotes.ui.session.private_side import PrivateSide
from practicenotes.ui.session.sides import Sides


class Finding(QObject):
    """A bar above each side, opened where the keyboard is."""

    def __init__(self, sides: Sides, record: QWidget, private: PrivateSide | None = None) -> None:
        super().__init__(sides)
        self._sides = sides
        self._bars = {RECORD: _above(record, FindBar(record, "Find in this note"))}
        if private:
            bar = FindBar(private, "Find in this reflection", private.facets.folded_with)
            self._bars[PRIVATE] = _above(private, bar)

    @property
    def keys(self) -> Mapping[str, Callable[[], None]]:
        """What the keys of the page do."""
        return {
            "Ctrl+F": self.open,
            "F3": lambda: self.step(1),
            "Shift+F3": lambda: self.step(-1),
        }

    def open(self) -> None:
        """Seek words on the side where the keyboard is; the other side is not looked into."""
        self._bar().open()

    def step(self, by: int) -> None:
        """Go to the next place of what is sought, or the one before."""
        bar = self._bar()
        if bar.isHidden():
            bar.open()
        else:
            bar.step(by)

    def close(self) -> None:
        """Take both bars away: another session stands there now."""
        for bar in self._bars.values():
            bar.close_bar()

    def _bar(self) -> FindBar:
        side = self._sides.side_of(QApplication.focusWidget())
        return self._bars.get(side, self._bars[RECORD])  # a former note stands for the record


def _above(side: QWidget, bar: FindBar) -> FindBar:
    """Put a bar above all that scrolls on a side."""
    stack = side.layout()
    assert isinstance(stack, QBoxLayout)
    stack.insertWidget(0, bar)
    return bar
