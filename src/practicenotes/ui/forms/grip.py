"""The handle by which a section is drawn to another place; the keyboard has keys for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent

from practicenotes.ui.widgets.drawing import Drawing


class Grip(Drawing):
    """Follows the pointer while its button is down.

    Signals:
        drawn(int): the pointer is at this height of the screen now.
        dropped(): the button was let go.
    """

    drawn = Signal(int)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__("grip-vertical", "text_muted")
        self.setToolTip("Draw to another place (Alt+Up, Alt+Down)")
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold."""
        event.accept()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell where the pointer is."""
        self.drawn.emit(round(event.globalPosition().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        event.accept()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.dropped.emit()
