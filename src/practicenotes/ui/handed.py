"""What is said over a copy of the practice that was handed over, and how it is taken back."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.ui import theme as themes
from practicenotes.ui.help import topics
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.words import Words, section


WORD = "resume"
TAKE_BACK = "&Take it back…"
COMPARE = "&Compare with a backup…"
OVER = (
    "This practice was handed over to another computer on {when}. This copy is for reading only,"
    " and nothing is entered in it. Reflections stay shut."
)
WENT = "It went on {when}, in the backup {file}."
SINCE = (
    "Since then the practice lives on the other computer. What is written here from now on is not"
    " there, and nothing puts the two together by itself."
)
WHEN = (
    "Take this copy back if the other computer never opened the practice, or is lost. If it was"
    " handed back to you, restore the backup that came back instead: it has everything."
)


def over(at: datetime) -> str:
    """Return what stands over every page of the copy."""
    return OVER.format(when=_when(at))


class TakeBack(Dialog):
    """Says what it means to write in this copy again, and asks for a word; `asked` then comes."""

    def __init__(self, parent: QWidget, at: datetime, file: str) -> None:
        self.word = QLineEdit()
        self.word.setAccessibleName(f"Type {WORD}")
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("two"))
        for text in (WENT.format(when=_when(at), file=file), SINCE, WHEN):
            stack.addWidget(Words(text, "body", wraps=True))
        stack.addWidget(section(f"To use it here again, &type the word {WORD}", self.word))
        stack.addWidget(self.word)
        stack.addStretch()
        super().__init__(parent, "Take the practice back", body, "Use it here again")
        self.setProperty("help", topics.HAND_OVER)
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
        self.main.setEnabled(typed.strip().casefold() == WORD)


def _when(at: datetime) -> str:
    wall = times.on_the_wall(at)
    return f"{times.in_full(wall.date())}, {times.clock(wall)}"
