"""Words that ask for one line, and wrap only where there is no room for it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.words import Words


_ABOVE, _BELOW = 5, -4  # px: Qt adds the air below a line only; beside a plain label it must not


class Phrase(Words):
    """A label beside others; left to itself, Qt would fold it into a square."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, role, wraps=True, parent=parent)
        self._bring_to_middle()
        themes.current().changed.connect(self._bring_to_middle)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the whole text on one line."""
        self.ensurePolished()
        margins = self.contentsMargins()
        width = QFontMetrics(self.font()).horizontalAdvance(self.said())
        width += margins.left() + margins.right() + 2
        return QSize(width, self.heightForWidth(width))

    def _bring_to_middle(self) -> None:
        if self._aired:
            scaled = themes.current().scaled
            self.setContentsMargins(0, scaled(_ABOVE), 0, scaled(_BELOW))
