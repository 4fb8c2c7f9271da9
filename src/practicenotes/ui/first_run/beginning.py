"""The third step: a first client, a look round a sample, or neither yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.needs import Beginning
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.words import Words


CARD = 520  # px at 100 % text


class BeginningStep(Sheet):
    """Two ways in and a way past.

    Signals:
        chosen(Beginning): how to begin.
    """

    chosen = Signal(object)

    def __init__(self, *, offers_sample: bool) -> None:
        words = "Your practice is made, and its recovery key works. Everything in it is encrypted."
        super().__init__(3, "Ready", words, "&Add a first client")
        self.next.clicked.connect(lambda: self.chosen.emit(Beginning.FIRST_CLIENT))
        later = Button("&Later", "quiet")
        later.clicked.connect(lambda: self.chosen.emit(Beginning.LATER))
        self.foot.insertWidget(0, later)
        self.stack.setSpacing(themes.current().space("two"))
        self.stack.addWidget(
            _card(
                "A first client",
                "All it takes is a code name: the word that stands on every screen instead of the"
                " name. The rest can wait.",
            )
        )
        if offers_sample:
            sample = Button("Open the &sample practice")
            sample.clicked.connect(lambda: self.chosen.emit(Beginning.SAMPLE))
            text = (
                "Several invented clients over many sessions, in a practice of its own. It can be"
                " deleted at any time."
            )
            self.stack.addWidget(_card("A sample to look round", text, sample))
        self.stack.addStretch()
        self.setFocusProxy(self.next)


def _card(title: str, text: str, button: QWidget | None = None) -> Card:
    card = Card()
    card.setMaximumWidth(themes.current().scaled(CARD))
    card.stack.addWidget(Words(title, "heading"))
    card.stack.addWidget(Words(text, "body", wraps=True))
    if button is not None:
        card.stack.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card
