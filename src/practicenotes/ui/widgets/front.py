"""Several pages of which one is in front."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Front(QStackedWidget):
    """Asks for the room of the page in front, and not of the largest that lies behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for what the page in front asks for."""
        page = self.currentWidget()
        return page.sizeHint() if page else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way as far as the page in front does."""
        page = self.currentWidget()
        if page is None:
            return super().minimumSizeHint()
        return page.minimumSizeHint().expandedTo(page.minimumSize())

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Say whether the page in front is higher where it is narrower."""
        page = self.currentWidget()
        return page is not None and page.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of the page in front in that width."""
        page = self.currentWidget()
        return page.heightForWidth(width) if page else -1
