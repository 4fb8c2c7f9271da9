"""A legal name drawn as flat bars until someone asks for it; covered, it is not in the widget."""

import textwrap

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from practicenotes.ui import hidden
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.style import on_private
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.words import Words


COVERS_AFTER_SECONDS = 30
_HIDDEN = "names are hidden"
_LINE = 32  # signs: a longer name takes more lines
_BARS = (46, 70)  # px: always the same, so that their length tells nothing


class Bars(QWidget):
    """The flat bars that stand for a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Name hidden")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Grow with the text."""
        theme = themes.current()
        return QSize(theme.scaled(sum(_BARS) + 6), theme.scaled(10))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint two bars."""
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("private.covered" if on_private(self) else "covered"))
        left = 0
        for bar in _BARS:
            width = theme.scaled(bar)
            painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 2, 2)
            left += width + theme.scaled(6)


class CoveredName(QWidget):
    """Bars with *Show*; shown, it covers itself again after 30 s and when its page is left.

    While names are hidden there is no *Show*, and nothing uncovers it.

    Signals:
        wanted(): someone asks for the name; the owner answers with `reveal`.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = Bars()
        self._name = Words("", "body")
        self._aside = Words("name hidden", "muted")
        self._switch = LinkButton("Show")
        self._clock = QTimer(self, singleShot=True, interval=COVERS_AFTER_SECONDS * 1000)
        self._clock.timeout.connect(self.cover)
        self._switch.clicked.connect(self.turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(themes.current().space("one"))
        self._key = Words("F8", "caption")
        for part in (self._bars, self._name, self._aside, self._switch, self._key):
            row.addWidget(part)
        row.addStretch()
        self.follow()

    @property
    def covered(self) -> bool:
        """Whether bars stand for the name."""
        return not self._name.said()

    def turn(self) -> None:
        """Ask for the name, or cover it: what *Show* and F8 do."""
        if hidden.names():
            announce(self, _HIDDEN)
        elif self.covered:
            self.wanted.emit()
        else:
            self.cover()

    def reveal(self, name: str) -> None:
        """Show the name for a while, unless names are hidden."""
        if not hidden.names():
            self._set(name)
            self._clock.start()

    def follow(self) -> None:
        """Cover the name, and offer to show it only where names are not hidden."""
        self.cover()
        hides = hidden.names()
        self._aside.say(_HIDDEN if hides else "name hidden")
        for part in (self._switch, self._key):
            part.setVisible(not hides)

    def cover(self) -> None:
        """Let go of the name and draw bars."""
        self._clock.stop()
        self._set("")

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Cover the name when its page is left."""
        super().hideEvent(event)
        self.cover()

    def _set(self, name: str) -> None:
        self._name.say(textwrap.fill(name, _LINE))
        self._name.setVisible(bool(name))
        self._bars.setVisible(not name)
        self._aside.setVisible(not name)
        self._switch.setText("Cover" if name else "Show")
        self._switch.setAccessibleName("Cover the name" if name else "Show the name")
