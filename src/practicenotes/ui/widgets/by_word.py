"""A dialog whose way on opens once a word was typed: what follows cannot be done by mistake."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.words import Words, section


class ByWord(Dialog):
    """Says what something means, and asks for a word; `asked` then comes.

    `what_for` begins the line over the field, as in "To use it here again".
    """

    def __init__(
        self,
        parent: QWidget,
        heading: str,
        means: Iterable[str],
        what_for: str,
        word: str,
        act: str,
    ) -> None:
        self.word = QLineEdit()
        self.word.setAccessibleName(f"Type {word}")
        self._wanted = word
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("two"))
        for text in means:
            stack.addWidget(Words(text, "body", wraps=True))
        stack.addWidget(section(f"{what_for}, &type the word {word}", self.word))
        stack.addWidget(self.word)
        stack.addStretch()
        super().__init__(parent, heading, body, act)
        self.main.setEnabled(False)
        self.word.textChanged.connect(self._look)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin with the word."""
        super().showEvent(event)
        self.word.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: Exception) -> None:
        """Say why it stays as it is."""
        super().refuse(error)
        self._look(self.word.text())

    def _look(self, typed: str) -> None:
        self.main.setEnabled(typed.strip().casefold() == self._wanted)
