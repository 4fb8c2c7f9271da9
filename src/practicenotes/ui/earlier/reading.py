"""A note of a backup, read; what was written since and what is gone is marked in it."""

from PySide6.QtWidgets import QWidget

from practicenotes.domain import comparing
from practicenotes.domain.notes import Note
from practicenotes.ui import theme as themes
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.compared import ComparedSheet
from practicenotes.ui.widgets.words import Words


ALONE = "As it stood in the backup."
LEGEND = "Underlined: written since. Struck through: in the backup, and no longer here."
SAME = "The words are the same as now."


class EarlierReading(PageDialog):
    """One note, and the button that brings it back.

    Signals:
        asked(): it is wanted back.
    """

    least_width = 780

    def __init__(self, parent: QWidget, was: Note, now: Note | None, *, comes: bool) -> None:
        super().__init__(parent, "A note of the backup", "Bring it back", "Close")
        before = [(each.key, each.label, each.text) for each in was.covered]
        whole = now is not None and not now.damaged
        after = [(e.key, e.label, e.text) for e in now.covered] if now and whole else before
        found = comparing.compare(before, after)
        differs = any(each.differs for each in found)
        self.said = Words(LEGEND if differs else SAME if whole else ALONE, "small", wraps=True)
        self.sheet = ComparedSheet("The note of the backup")
        self.sheet.setMinimumHeight(themes.current().scaled(260))
        self.sheet.show_compared(found)
        self.body.addWidget(self.said)
        self.body.addWidget(self.sheet, 1)
        self.main.setVisible(comes)
        self.takes_ctrl_enter = comes
