"""The letterhead on the page of the practice: what is chosen, and the way to change it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from practicenotes.domain.letterhead import LANGUAGES, Letterhead
from practicenotes.domain.people import Practitioner
from practicenotes.domain.unfinished import Mark
from practicenotes.records import letterheads, practice, unfinished
from practicenotes.ui.letterhead.dialog import LAYOUTS, LetterheadDialog
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.strip import UndoStrip
from practicenotes.ui.widgets.words import Words


SHEET = "letterhead"  # the name of the sheet, which is kept while it stands open
ABOUT = "The envelope your letters go in, their paper and language, a logo, and your signature."
DAMAGED = (
    "The letterhead can no longer be trusted as it was kept, so no letter is drawn with it."
    " Nothing else is touched. Set it anew, or restore a backup."
)
KEPT, BACK = "The letterhead is kept.", "The letterhead is as it was before."


class LetterheadCard(Card):
    """Says how letters are headed, and opens what sets it.

    Signals:
        told(str): another letterhead is kept.
    """

    told = Signal(str)

    def __init__(self, record: Tasks, work: Work, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._record, self._work, self._now = record, work, now
        self._head = Letterhead()
        self.chosen = Words("", "body", wraps=True)
        self.undo = UndoStrip()
        self.change = Button("Set the letterhead…")
        self.change.clicked.connect(self.ask)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addStretch()
        self.stack.addWidget(Words("Letterhead", "heading"))
        self.stack.addWidget(Words(ABOUT, "body", wraps=True))
        self.stack.addWidget(self.chosen)
        self.stack.addWidget(self.undo)
        self.stack.addLayout(row)

    def refresh(self) -> None:
        """Read anew what is chosen."""
        self._record.run(self, letterheads.get, then=self._show)

    def _show(self, head: Letterhead) -> None:
        self._head = head
        self.chosen.say(DAMAGED if head.damaged else in_words(head))

    def ask(self) -> None:
        """Ask how letters are to be headed."""
        self._record.run(self, practice.get, then=self._open)

    def _open(self, practitioner: Practitioner) -> None:
        dialog = LetterheadDialog(self._head, practitioner, self._work, self._now, self)
        standing = Standing(dialog, self._record, unfinished, Mark(SHEET, ("",)), self._now)
        dialog.asked.connect(partial(self._keep, dialog, standing))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, dialog: LetterheadDialog, standing: Standing) -> None:
        before, given = self._head, dialog.given()

        def kept(_: None) -> None:
            dialog.accept()
            self._show(given)
            self.told.emit(KEPT)
            if not before.damaged and before != given:
                self.undo.offer(KEPT, "Undo", partial(self._put_back, before))

        standing.hand_in(letterheads.save, given, self._now(), then=kept)

    def _put_back(self, before: Letterhead) -> None:
        def back(_: None) -> None:
            self._show(before)
            self.told.emit(BACK)

        self._record.run(self, letterheads.save, before, self._now(), then=back)


def in_words(head: Letterhead) -> str:
    """Return how letters are headed, in a sentence or two."""
    layout = dict(LAYOUTS)[head.layout]
    tongue = LANGUAGES.get(head.language, head.language)
    pictures = (("a logo", head.logo), ("a signature", head.signature))
    there = " and ".join(name for name, picture in pictures if picture)
    drawn = f" With {there}." if there else ""
    return f"{layout}, on {head.sheet.value}. {tongue}.{drawn}"
