"""A line drawing beside words: painted from the theme, so that it follows every switch."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from practicenotes.ui import icons
from practicenotes.ui import theme as themes


class Drawing(QWidget):
    """One icon in the colour of a role; decoration, so it has no name and takes no focus."""

    def __init__(
        self,
        name: str,
        role: str = "text_soft",
        size: str = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def redraw(self, name: str, role: str) -> None:
        """Show another icon, or another colour."""
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Take the room of the icon, which grows with the text."""
        side = themes.current().icon_size(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint the icon in the colour that its role has now."""
        theme = themes.current()
        colour = theme.colour(self._role if self.isEnabled() else "text_disabled")
        drawn = icons.pixmap(self._name, colour, self.sizeHint().width(), self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, drawn)
