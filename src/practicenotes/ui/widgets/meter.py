"""How long a passphrase would hold, as a bar and in words; the words carry the meaning."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from practicenotes.domain.holding import LEVELS
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.words import Words


PARTS = 4


class StrengthMeter(QWidget):
    """A bar of four parts and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar()
        self._words = Words("", "small", wraps=True)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("half"))
        stack.addWidget(self._bar)
        stack.addWidget(self._words)
        self.setMinimumHeight(2 * themes.current().line("small") + themes.current().space("two"))
        self.show_level(None)

    def show_level(self, level: int | None) -> None:
        """Show a level from 0 to 4, or nothing."""
        self._bar.level = level or 0
        self._bar.update()
        self._words.say("" if level is None else LEVELS[level])

    def said(self) -> str:
        """Return the sentence that stands here."""
        return self._words.said()


class _Bar(QWidget):
    """Filled parts in the accent: no red, no green, no grade."""

    def __init__(self) -> None:
        super().__init__()
        self.level = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a thin line."""
        return QSize(200, 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint the parts, filled ones by colour and height."""
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - (PARTS - 1) * theme.space("half")) / PARTS
        for part in range(PARTS):
            filled = part < self.level
            painter.setBrush(theme.colour("accent" if filled else "outline"))
            left = part * (width + theme.space("half"))
            painter.drawRect(QRectF(left, 0 if filled else 4, width, 6 if filled else 2))
