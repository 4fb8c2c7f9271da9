"""One line of a list that leads somewhere: the whole of it can be clicked."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.line_button import LineButton
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words


class RowButton(LineButton):
    """A name, what there is to say about it, and an arrow."""

    def __init__(self, name: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = themes.current()
        self._name, self._about = Words("", "strong"), Phrase("", "small")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = QWidget()
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        flow = Flow(theme.space("one"), words)
        flow.addWidget(self._name)
        flow.addWidget(self._about)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("one"), 6, 6, 6)
        row.addWidget(words, 1)
        self._chevron = Drawing("chevron-right")
        self._chevron.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self._chevron)
        self.rename(name, about)

    def rename(self, name: str, about: str) -> None:
        """Say something else in this line."""
        self.setText(name)
        self.setAccessibleName(", ".join(part for part in (name, about) if part))
        self._name.say(name)
        self._about.say(about)
        self._about.updateGeometry()

    def show_open(self, *, is_open: bool) -> None:
        """Point down to what is open beneath, or right to what can be opened."""
        self._chevron.redraw("chevron-down" if is_open else "chevron-right", "text_soft")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Take the room of the words."""
        return self._row.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let Enter open what stands here."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class ChosenRow(RowButton):
    """One line of a list beside what it leads to; the one that is shown has a ground of its own."""

    def __init__(self, name: str, about: str, *, chosen: bool) -> None:
        super().__init__(name, about)
        self.chosen = chosen
        if chosen:
            self.setAccessibleDescription("shown")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground of the chosen row first."""
        if self.chosen:
            look = themes.current()
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            corner = look.radius("control")
            painter.drawRoundedRect(QRectF(self.rect()), corner, corner)
            painter.end()
        super().paintEvent(event)
