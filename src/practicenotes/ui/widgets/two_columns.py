"""A narrow list with what it leads to beside it, or beneath it where there is no room."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from practicenotes.ui import theme
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.room import Room


SIDE = 300  # px at 100 % text
_NO_LIMIT = 16_777_215  # px


class TwoColumns(QWidget):
    """Two columns that turn into one where the window is not wide."""

    def __init__(self, listed: tuple[QWidget, ...], main: QWidget) -> None:
        super().__init__()
        look = theme.current()
        margin, gap = look.space("page_margin"), look.space("three")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(margin, look.space("two"), margin, gap)
        self._columns.setSpacing(look.space("five"))
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(gap)
        for part in listed:
            side.addWidget(part)
        side.addStretch()
        self._columns.addWidget(self._side)
        self._columns.addWidget(main, 1)
        look.changed.connect(self._fit)

    @property
    def is_wide(self) -> bool:
        """Whether the two stand beside each other."""
        return self._columns.direction() is QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the list beside the rest, or above it where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = room.around(self) is Room.WIDE
        ways, width = QBoxLayout.Direction, theme.current().scaled(SIDE)
        self._columns.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._side.setMaximumWidth(width if wide else _NO_LIMIT)
        self._side.setMinimumWidth(width if wide else 0)
