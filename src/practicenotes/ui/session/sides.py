"""The sides of the session page, two next to each other or one at a time."""

from collections.abc import Mapping
from typing import Any, Protocol, cast

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.session.header import FORMER, PRIVATE, RECORD


LEAST = 480  # px at 100 % text: a narrower side is not readable, so then one is shown at a time
_RESTS = 500  # ms: how long the border must rest before its place is worth remembering


class Side(Protocol):
    """What stands on a side."""

    def focus_first(self) -> None:
        """Bring the keyboard to where one goes on."""


class Sides(QSplitter):
    """Shows both sides, or where that is too narrow one: the private one is never partly visible.

    A former note takes the place of the private side for as long as it is wanted; a note of no
    session has no such side, and stands alone.

    Signals:
        turned(): other sides are shown now.
        divided(int): the border was drawn, and left so much width, in px, to the record.
    """

    turned = Signal()
    divided = Signal(int)

    def __init__(self, sides: Mapping[str, QWidget]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._home = PRIVATE if PRIVATE in sides else RECORD
        self.side, self.other, self.both = RECORD, self._home, True
        self._widgets = sides
        for widget in self._widgets.values():
            self.addWidget(widget)
            widget.setProperty("pane", True)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 1)
        self._resting = QTimer(self, singleShot=True, interval=_RESTS)
        self._resting.timeout.connect(lambda: self.divided.emit(self.sizes()[0]))
        self.splitterMoved.connect(lambda *_: self._resting.start())
        themes.current().changed.connect(self._fit)

    def show_side(self, side: str) -> None:
        """Show this side, and the other one if there is room for both."""
        self.side = side
        self.other = self.other if side == RECORD else side
        shown = (RECORD, self.other) if self.both else (side,)
        for name, widget in self._widgets.items():
            widget.setVisible(name in shown)
        self.turned.emit()

    def cross(self) -> None:
        """Go to the other side, or swap the sides where one is shown."""
        focus = QApplication.focusWidget() if self.both else None
        self.go_to(self.other if self.side_of(focus) == RECORD else RECORD)

    def go_to(self, side: str) -> None:
        """Show a side, and put the keyboard where it was last in it."""
        self.show_side(side)
        last = self._widgets[side].focusWidget()
        if last and last.isVisible() and last.isEnabled():
            last.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            cast(Side, self._widgets[side]).focus_first()

    def put_back(self) -> None:
        """Show the private side where the former note was, and go on writing."""
        if self.other == FORMER:
            was_there = self.side_of(QApplication.focusWidget()) == FORMER
            self.other = self._home
            self.show_side(RECORD if self.side == FORMER else self.side)
            if was_there:
                self.go_to(RECORD)

    def side_of(self, widget: QWidget | None) -> str:
        """Return the side on which a widget lies, or the one that was shown last."""
        for name, side in self._widgets.items():
            if widget and side.isAncestorOf(widget):
                return name
        return self.side

    def part_of(self, widget: QWidget) -> str:
        """Return the side on which something lies."""
        return self.side_of(widget)

    def show_part(self, part: str) -> None:
        """Show this side."""
        self.show_side(part)

    def divide(self, record_width: Any) -> None:
        """Give the record this width, and the rest to the private side."""
        rest = max(LEAST, self.width() - record_width)
        self.setSizes([record_width, rest, rest])

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the width of no side: which are shown follows from the width there is."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Turn to one side or to both."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        least = themes.current().scaled(LEAST)
        self.both = self.width() >= 2 * least + self.handleWidth()
        for widget in self._widgets.values():
            widget.setMinimumWidth(least if self.both else 0)
        self.show_side(self.side)
