"""The side of the first run: where one is, and that nothing leaves this computer."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from practicenotes.ui import icons
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.words import Words


STEPS = ("Passphrase", "Recovery key", "First client, or a sample")
WIDTH = 335  # px at 100 % text


class Side(QFrame):
    """Title, steps, and one promise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        theme = themes.current()
        self.setFixedWidth(theme.scaled(WIDTH))
        margin = theme.space("five")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(margin, theme.space("page_margin") * 2, margin, margin - 4)
        stack.setSpacing(theme.space("two"))
        title = QHBoxLayout()
        title.setSpacing(12)
        title.addWidget(Drawing("notebook-pen", "accent", "large"))
        title.addWidget(Words("PracticeNotes", "heading"))
        title.addStretch()
        stack.addLayout(title)
        stack.addSpacing(theme.space("four"))
        self._steps = [_Step(number, name) for number, name in enumerate(STEPS, 1)]
        for step in self._steps:
            stack.addWidget(step)
        stack.addStretch()
        promise = (
            "Everything stays on this computer. Nothing is sent anywhere, and there is no account."
        )
        stack.addWidget(Words(promise, "small", wraps=True))

    def show_step(self, number: int) -> None:
        """Mark the step one is at, counted from 1."""
        for step in self._steps:
            step.show_state(number)


class _Step(QWidget):
    """A circle and a name."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._number, self._label = number, name
        self._circle = _Circle(number)
        self._name = Words(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._circle)
        row.addWidget(self._name, 1)

    def show_state(self, at: int) -> None:
        """Show whether this step is done, here, or to come."""
        self._circle.show_state(at)
        here = at == self._number
        themes.mark(self._name, role="strong" if here else "body")
        state = "done" if at > self._number else "you are here" if here else "to come"
        self._name.setAccessibleName(f"Step {self._number}, {self._label}: {state}")


class _Circle(QWidget):
    """The number of a step, or a tick."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._at = number, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, at: int) -> None:
        """Paint for another current step."""
        self._at = at
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Grow with the text."""
        side = themes.current().scaled(24)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint a full circle here, a tick behind, a ring ahead."""
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here, done = self._number == self._at, self._number < self._at
        edge = theme.colour("accent" if here else "signed" if done else "outline")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(edge if here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if done:
            side = theme.icon_size("small")
            tick = icons.pixmap("check", edge, side, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, tick)
            return
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("on_accent" if here else "text_soft"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
