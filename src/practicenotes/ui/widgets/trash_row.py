"""One thing in a trash, of the record or of the private side: when it goes, and the ways back."""

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words


FOR_GOOD = "It is removed for good. No copy stays in this practice; a backup may hold one."


class TrashRow(QWidget):
    """What it was, whose, until when it can come back; and the two buttons."""

    def __init__(self, name: str, until: datetime, *, whole: bool) -> None:
        super().__init__()
        self.restore, self.remove = Button("Restore"), Button("Remove now", "text")
        for button in (self.restore, self.remove):
            button.setAccessibleName(f"{button.text()}: {name}")
            button.setEnabled(whole)
        last = times.in_full(times.on_the_wall(until))
        said = QWidget()
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Words(f"{name[:1].upper()}{name[1:]}", "strong", wraps=True))
        lines.addWidget(Words(f"Until {last}", "muted"))
        row = Beside(themes.current().space("one"), under=themes.current().space("half"))
        row.setContentsMargins(0, 0, 0, 0)
        row.add(said)
        acts = QWidget()
        side = Beside(themes.current().space("one"), under=0)
        side.setContentsMargins(0, 0, 0, 0)
        side.add(self.restore)
        side.add(self.remove)
        acts.setLayout(side)
        row.add(acts)
        self.setLayout(row)
