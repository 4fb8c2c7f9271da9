"""The two sides of the session page, next to each other or one at a time."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.session.header import PRIVATE, RECORD


LEAST = 480  # px at 100 % text: a narrower side is not readable, so then one is shown at a time
_RESTS = 500  # ms: how long the border must rest before its place is worth remembering


class Sides(QSplitter):
    """Shows both sides, or where that is too narrow one: the private one is never partly visible.

    Signals:
        turned(): other sides are shown now.
        divided(int): the border was drawn, and left so much width, in px, to the record.
    """

    turned = Signal()
    divided = Signal(int)

    def __init__(self, record: QWidget, private: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.side, self.both = RECORD, True
        self._widgets = {RECORD: record, PRIVATE: private}
        for widget in self._widgets.values():
            self.addWidget(widget)
            widget.setProperty("pane", True)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        self._resting = QTimer(self, singleShot=True, interval=_RESTS)
        self._resting.timeout.connect(lambda: self.divided.emit(self.sizes()[0]))
        self.splitterMoved.connect(lambda *_: self._resting.start())
        themes.current().changed.connect(self._fit)

    def show_side(self, side: str) -> None:
        """Show this side, and the other one if there is room for both."""
        self.side = side
        for name, widget in self._widgets.items():
            widget.setVisible(self.both or name == side)
        self.turned.emit()

    def side_of(self, widget: QWidget | None) -> str:
        """Return the side on which a widget lies, or the one that was shown last."""
        for name, side in self._widgets.items():
            if widget and side.isAncestorOf(widget):
                return name
        return self.side

    def divide(self, record_width: Any) -> None:
        """Give the record this width, and the rest to the private side."""
        self.setSizes([record_width, max(LEAST, self.width() - record_width)])

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
