"""What stands on private ground while the reflections are closed: one sentence and one button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.help import topics
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.closed import CLOSED, KEY, LEFT, OPEN
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words


class ClosedGround(QFrame):
    """Says that the reflections are closed.

    Signals:
        wanted(): they are to be opened.
    """

    wanted = Signal()

    def __init__(self, *, hint: str = KEY) -> None:
        super().__init__()
        self.setProperty("ground", "private")
        self.setProperty("help", topics.PRIVATE)
        look = themes.current()
        self.button = Button(OPEN, icon="lock", hint=hint)
        self.button.clicked.connect(self.wanted)
        head = QWidget()
        Flow(look.space("two"), head).addWidget(NeverPrinted())
        stack = QVBoxLayout(self)
        margin = look.space("page_margin")
        stack.setContentsMargins(margin, look.space("three"), margin, look.space("three"))
        stack.setSpacing(look.space("two"))
        stack.addWidget(head)
        stack.addWidget(Words(CLOSED, "reading", wraps=True))
        stack.addWidget(self.button, 0, LEFT)
        stack.addStretch()


def cover(page: QWidget) -> ClosedGround:
    """Put all that stands on a page out of sight, and say in its place that it is closed."""
    ground, beneath = ClosedGround(), QWidget()
    inside = page.layout()
    if inside is None:
        raise TypeError(page)
    edges = inside.contentsMargins()
    beneath.setLayout(inside)
    beneath.hide()
    stack = QVBoxLayout(page)
    stack.setContentsMargins(edges.left() if page.property("edged") else 0, 0, 0, 0)
    stack.addWidget(beneath)
    stack.addWidget(ground, 1)
    page.setFocusProxy(ground.button)
    return ground
