"""The sentence that stands where reflections would, while they are closed, and the way to them."""

from PySide6.QtCore import Qt, Signal

from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words


KEY = "Ctrl+Shift+E"
CLOSED = "Your reflections are closed. What you have written there is safe."
LEFT = Qt.AlignmentFlag.AlignLeft
OPEN = "Open the reflections…"


class ClosedCard(Card):
    """The same between other cards of a page.

    Signals:
        wanted(): they are to be opened.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(private=True, edged=True)
        self.button = LinkButton(OPEN)
        self.button.setAutoDefault(True)  # Enter takes it, as it takes every button
        self.button.clicked.connect(self.wanted)
        self.stack.addWidget(NeverPrinted())
        self.stack.addWidget(Words(CLOSED, "reading", wraps=True))
        self.stack.addWidget(self.button, 0, LEFT)
