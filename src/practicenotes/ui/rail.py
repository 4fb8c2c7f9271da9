"""The rail at the left: the sections of the practice, and at its foot what is always at hand."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from practicenotes.ui import icons
from practicenotes.ui import theme as themes


_MARGIN = 8  # px beside the ground of the chosen section


class RailButton(QToolButton):
    """An icon over a word; the chosen one has a ground, a bar and a bold word."""

    def __init__(self, label: str, icon: str) -> None:
        super().__init__()
        self.rename(label, icon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def rename(self, label: str, icon: str) -> None:
        """Say, and show, that it does something else now."""
        self._icon = icon
        self.setText(label)
        self.setAccessibleName(label)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Follow the text in both directions."""
        theme = themes.current()
        words = QFontMetrics(theme.font("caption")).horizontalAdvance(self.text())
        width = max(theme.space("rail"), words + 2 * _MARGIN + 4)
        return QSize(width, theme.scaled(56))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Stand closer in a low window."""
        theme = themes.current()
        least = theme.icon_size("rail") + theme.line("caption") + theme.space("one")
        return QSize(self.sizeHint().width(), least)

    def event(self, event: QEvent) -> bool:
        """Paint anew when the pointer comes or goes."""
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint ground, bar, icon and word."""
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(_MARGIN, 0, -_MARGIN, 0)
        here = self.isChecked()
        if here or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if here else "button_hover"))
            painter.drawRoundedRect(ground, theme.radius("control"), theme.radius("control"))
        if here:
            painter.fillRect(
                QRect(0, _MARGIN, 3, self.height() - 2 * _MARGIN), theme.colour("accent")
            )
        self._draw_content(painter, here=here)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 5, 5)

    def _draw_content(self, painter: QPainter, *, here: bool) -> None:
        theme = themes.current()
        side, line = theme.icon_size("rail"), theme.line("caption")
        gap = theme.space("half")
        top = (self.height() - side - gap - line) // 2
        colour = theme.colour("accent" if here else "text_soft")
        drawn = icons.pixmap(self._icon, colour, side, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, top, drawn)
        font = theme.font("caption")
        font.setBold(here)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if here else "text_soft"))
        words = QRect(0, top + side + gap, self.width(), line)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(QFrame):
    """Sections above, tools below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("pane", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group = QButtonGroup(self)
        self._sections: dict[str, RailButton] = {}
        self._top, self._foot = QVBoxLayout(), QVBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 1, 12)
        whole.addLayout(self._top)
        whole.addStretch()
        whole.addLayout(self._foot)
        for stack in (self._top, self._foot):
            stack.setSpacing(themes.current().space("half"))

    def add_section(self, name: str, label: str, icon: str, go: Callable[[], None]) -> None:
        """Add a section below the others."""
        button = RailButton(label, icon)
        button.setCheckable(True)
        button.clicked.connect(lambda _checked: go())
        self._sections[name] = button
        self._group.addButton(button)
        self._top.addWidget(button)

    def add_tool(self, label: str, icon: str, do: Callable[[], None]) -> RailButton:
        """Add something that is always at hand, at the foot; what was there first stays lowest."""
        button = RailButton(label, icon)
        button.clicked.connect(lambda _checked: do())
        self._foot.insertWidget(self._foot.count() - 1, button)
        return button

    def mark(self, name: str) -> None:
        """Show where the therapist is."""
        self._sections[name].setChecked(True)
