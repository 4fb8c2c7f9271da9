"""A note of a backup, read; what was written since and what is gone is marked in it."""

from PySide6.QtWidgets import QWidget

from practicenotes.domain import comparing
from practicenotes.domain.notes import Note
from practicenotes.ui import theme as themes
from practicenotes.ui.earlier.terms import BACKUP, Terms
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.compared import ComparedSheet
from practicenotes.ui.widgets.words import Words


SAME = "The words are the same in both."


class EarlierReading(PageDialog):
    """One note, and the button that brings it back.

    Signals:
        asked(): it is wanted back.
    """

    least_width = 780

    def __init__(
        self,
        parent: QWidget,
        was: Note,
        now: Note | None,
        *,
        comes: bool,
        terms: Terms = BACKUP,
    ) -> None:
        super().__init__(parent, terms.one_note, "Bring it back", "Close")
        before = [(each.key, each.label, each.text) for each in was.covered]
        whole = now is not None and not now.damaged
        after = [(e.key, e.label, e.text) for e in now.covered] if now and whole else before
        found = comparing.compare(before, after)
        differs = any(each.differs for each in found)
        said = terms.legend if differs else SAME if whole else terms.alone
        self.said = Words(said, "small", wraps=True)
        self.sheet = ComparedSheet(terms.one_note)
        self.sheet.setMinimumHeight(themes.current().scaled(260))
        self.sheet.show_compared(found)
        self.body.addWidget(self.said)
        self.body.addWidget(self.sheet, 1)
        self.main.setVisible(comes)
        self.takes_ctrl_enter = comes
