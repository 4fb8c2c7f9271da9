"""Two parts next to each other while there is room for both, and else one under the other."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from practicenotes.ui import theme as themes


class Beside(QLayout):
    """A row of two that becomes a column of two; no window is ever too small for it.

    Spare width goes to the parts by `shares`. Where the second part lies under the first, it stands
    in by `indent` and down by `under`. `centred` sets them on the middle of the row.
    """

    def __init__(
        self,
        gap: int,
        *,
        shares: tuple[int, int] = (1, 0),
        indent: int = 0,
        under: int | None = None,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setContentsMargins(QMargins())
        self.setSpacing(gap)
        self._shares, self._indent, self._centred = shares, indent, centred
        self._under = gap if under is None else under
        self._items: list[QLayoutItem] = []
        self._wants: list[int] = []

    def add(self, widget: QWidget, wants: int = 0) -> None:
        """Take a part; `wants` is the width in px at 100 % text that it needs beside the other.

        Without it, a part needs the width that it asks for itself.
        """
        self._wants.append(wants)
        self.addWidget(widget)

    def is_beside(self, width: int) -> bool:
        """Say whether both parts fit next to each other into a width."""
        parts = self._shown()
        gaps = self.spacing() * (len(parts) - 1)
        return sum(map(self._wanted, parts)) + gaps <= width

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item, or None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Take the width that there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Say that a narrower row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of both parts in that width."""
        frame = self._frame()
        places = self._places(width - frame.width())
        return frame.height() + max((place.bottom() + 1 for _, place in places), default=0)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for both next to each other."""
        parts = self._shown()
        width = sum(map(self._wanted, parts)) + self.spacing() * max(0, len(parts) - 1)
        width += self._frame().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802
        """Give way down to the wider part."""
        size = QSize()
        for number, item in enumerate(self._shown()):
            size = size.expandedTo(item.minimumSize() + QSize(number * self._indent, 0))
        return size + self._frame()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Put both parts in their places."""
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        spare = max(0, rect.height() - self.heightForWidth(rect.width())) // 2
        corner = inside.topLeft() + QPoint(0, spare if self._centred else 0)
        for item, place in self._places(inside.width()):
            item.setGeometry(place.translated(corner))

    def _frame(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _wanted(self, item: QLayoutItem) -> int:
        wants = self._wants[self._items.index(item)]
        return themes.current().scaled(wants) if wants else item.sizeHint().width()

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        parts = self._shown()
        if self.is_beside(width) and len(parts) > 1:
            return self._in_a_row(width, parts)
        top, places = 0, []
        for item in parts:
            left = self._indent if item is not self._items[0] else 0
            size = QSize(width - left, _height(item, width - left))
            places.append((item, QRect(QPoint(left, top), size)))
            top += size.height() + self._under
        return places

    def _in_a_row(self, width: int, parts: list[QLayoutItem]) -> list[tuple[QLayoutItem, QRect]]:
        spare = width - self.spacing() - sum(map(self._wanted, parts))
        widths = [
            self._wanted(item) + spare * share // sum(self._shares)
            for item, share in zip(parts, self._shares, strict=True)
        ]
        heights = [_height(item, its) for item, its in zip(parts, widths, strict=True)]
        left, places = 0, []
        for item, its, height in zip(parts, widths, heights, strict=True):
            top = (max(heights) - height) // 2 if self._centred else 0
            places.append((item, QRect(left, top, its, height)))
            left += its + self.spacing()
        return places


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
