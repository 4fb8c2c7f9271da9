"""The line at the foot of the day: whether there is a copy of everything, and how old it is."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain.settings import Value
from practicenotes.ui import backup_words, theme
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import rule


class BackupLine(QWidget):
    """One sentence about the last backup, and the way to the next.

    Signals:
        wanted(): a backup is to be made.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self._words = Phrase("", "body")
        said = QWidget()
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space("one") + 4)
        row.addWidget(Drawing("hard-drive"))
        row.addWidget(self._words, 1)
        self.button = Button("Back up now…")
        self.button.clicked.connect(self.wanted)
        parts = Beside(look.space("two"), centred=True)
        parts.add(said, 280)
        parts.add(self.button)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("two") - 2)
        stack.addWidget(rule())
        stack.addLayout(parts)

    def show_last(self, last: Value, now: datetime) -> None:
        """Say when the last backup was made; `last` is ISO 8601 or empty, `now` the wall clock."""
        made = f"Backup: {backup_words.when(str(last), now)}, opened and verified." if last else ""
        self._words.say(made or "There is no backup yet.")

    def said(self) -> str:
        """Return the sentence that stands here."""
        return self._words.said()
