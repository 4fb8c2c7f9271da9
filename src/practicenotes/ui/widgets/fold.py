"""Two parts side by side, or one below the other where the row is too short for both."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from practicenotes.ui import theme as themes


class Fold(QWidget):
    """Gives the first part what the second leaves, as long as that is `least`.

    `least` is in px at 100 % text; 0 stands for all that the first part asks for.
    """

    def __init__(self, first: QWidget, second: QWidget, gap: int, least: int = 0) -> None:
        super().__init__()
        self._first, self._second, self._least = first, second, least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._row.addWidget(first, 1)
        self._row.addWidget(second)

    @property
    def folded(self) -> bool:
        """Whether the second part stands below the first."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Need no more width than the wider part does."""
        parts = (self._first.minimumSizeHint(), self._second.minimumSizeHint())
        return QSize(max(part.width() for part in parts), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold where the row has become too short, and unfold where it has not."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Fold or unfold, after a part has come to ask for another width."""
        first = themes.current().scaled(self._least) or self._first.sizeHint().width()
        needed = first + self._row.spacing() + self._second.sizeHint().width()
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if needed <= self.width() else ways.TopToBottom)
        left = Qt.AlignmentFlag.AlignLeft
        self._row.setAlignment(self._second, left if self.folded else Qt.AlignmentFlag(0))
