"""A page that is only read: the keyboard turns it as in a book."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from practicenotes.ui import theme


RING = 2  # px: the room that the ring takes, seen or not


class Reading(QScrollArea):
    """Space turns a page, the arrows go line by line, Esc goes back.

    Where the page around it scrolls instead, these keys move that.

    Signals:
        left(): the therapist is done with reading.
    """

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("reads", True)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Turn the page."""
        bar, line = self._bar(), theme.current().line("reading")
        page = max(line, bar.pageStep() - line)  # the last line is read again, to keep the place
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        by = {
            Qt.Key.Key_Space: -page if back else page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Down: line,
            Qt.Key.Key_Up: -line,
            Qt.Key.Key_Home: bar.minimum() - bar.value(),
            Qt.Key.Key_End: bar.maximum() - bar.value(),
        }.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif by is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            bar.setValue(bar.value() + by)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show a ring to who came by Tab; who just opened the page knows where the keyboard is."""
        by_tab = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        theme.mark(self, ringed=by_tab)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take the ring away."""
        theme.mark(self, ringed=False)
        super().focusOutEvent(event)

    def _bar(self) -> QScrollBar:
        """Return the bar that moves what is read: its own, or that of the page around it."""
        area: QWidget | None = self
        while area is not None:
            if isinstance(area, QScrollArea) and area.verticalScrollBar().maximum() > 0:
                return area.verticalScrollBar()
            area = area.parentWidget()
        return self.verticalScrollBar()
