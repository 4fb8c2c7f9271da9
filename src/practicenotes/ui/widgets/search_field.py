"""A field that looks for something: a glass at its left, and Esc empties it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from practicenotes.ui import icons, loose
from practicenotes.ui import theme as themes


_INSET, _GAP = 12, 8  # px: from the edge to the glass, and from there to the text


class SearchField(QLineEdit):
    """One line to type into; `name` is what it looks for."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        loose.mark(self, search=True)
        themes.current().changed.connect(self._make_room)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Empty the field with Esc; in an empty field Esc is the page's."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the glass beside what the sheet draws."""
        super().paintEvent(event)
        theme = themes.current()
        side = theme.icon_size("normal")
        drawn = icons.pixmap("search", theme.colour("text_soft"), side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(_INSET, (self.height() - side) // 2, drawn)

    def _make_room(self) -> None:
        self.setTextMargins(themes.current().icon_size("normal") + _GAP + 2, 0, 0, 0)
