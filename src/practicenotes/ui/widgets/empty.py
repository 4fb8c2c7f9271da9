"""What stands where nothing is yet: one sentence and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words


class EmptyState(QWidget):
    """A sentence, and a button for the first thing to do.

    Signals:
        wanted(): the button was taken.
    """

    wanted = Signal()

    def __init__(self, sentence: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(action)
        self.button.clicked.connect(self.wanted)
        theme = themes.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, theme.space("four"), 0, theme.space("four"))
        stack.setSpacing(theme.space("two"))
        stack.addWidget(Words(sentence, "reading", wraps=True))
        stack.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        stack.addStretch()
