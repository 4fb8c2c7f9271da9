"""The word Help beside what it is about."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from practicenotes.ui.help import opening, topics
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.words import Words


class HelpLink(LinkButton):
    """Opens one page of help."""

    def __init__(self, topic: str, words: str = "Help") -> None:
        super().__init__(words)
        self._topic = topic
        self.setAccessibleName(f"Help: {topics.TITLES[topic]}")
        self.clicked.connect(self._open)

    def _open(self) -> None:
        opening.show(self._topic)


def heading(words: str, topic: str) -> QWidget:
    """Return the heading of a card, with its page of help at the right."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Words(words, "heading"))
    row.addStretch()
    row.addWidget(HelpLink(topic))
    return held
