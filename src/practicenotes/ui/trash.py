"""The trash of the record on the practice page: what was deleted, and the ways back and out."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from practicenotes.records import trash
from practicenotes.records.trash import Trashed
from practicenotes.ui import damage
from practicenotes.ui import theme as themes
from practicenotes.ui.order import follow_reading
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.trash_row import FOR_GOOD, TrashRow
from practicenotes.ui.widgets.words import Words


ABOUT = (
    "Deleted drafts, goals and entries about the frame stay here for thirty days. What is signed"
    " cannot be deleted."
)
NOTHING = "Nothing is in the trash."


class TrashCard(Card):
    """Every thing in the trash, deleted last first, each with its two ways.

    Signals:
        told(str): something came back, or is gone.
    """

    told = Signal(str)

    def __init__(self, record: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._record, self._now = record, now
        self.rows: dict[str, TrashRow] = {}
        self.stack.addWidget(Words("Trash", "heading"))
        self.stack.addWidget(Words(ABOUT, "body", wraps=True))
        self.nothing = Words(NOTHING, "body")
        self.stack.addWidget(self.nothing)
        self._list = QVBoxLayout()
        self._list.setSpacing(themes.current().space("one"))
        self.stack.addLayout(self._list)

    def refresh(self) -> None:
        """Read anew what lies here."""
        self._record.run(self, trash.find, then=self._show)

    def _show(self, found: tuple[Trashed, ...]) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for each in found:
            row = self.rows[each.id] = TrashRow(_name(each), each.until, whole=not each.damaged)
            row.restore.clicked.connect(partial(self._restore, each))
            row.remove.clicked.connect(partial(self._ask, each))
            self._list.addWidget(row)
        self.nothing.setVisible(not found)
        follow_reading(self.window())

    def _restore(self, thing: Trashed) -> None:
        def back(_: str) -> None:
            self.told.emit(f"Back again: {_name(thing)}.")
            self.refresh()

        self._record.run(self, trash.restore, thing.id, self._now(), then=back)

    def _ask(self, thing: Trashed) -> None:
        """Ask once more: this is the one act here that nothing takes back."""
        words = Words(f"{_name(thing)[:1].upper()}{_name(thing)[1:]}.\n{FOR_GOOD}", wraps=True)
        dialog = Dialog(self, "Remove for good", words, "Remove now")

        def gone(_: object) -> None:
            dialog.accept()
            self.told.emit(f"Removed for good: {_name(thing)}.")
            self.refresh()

        def remove() -> None:
            self._record.run(
                dialog, trash.remove, thing.id, self._now(), then=gone, failed=dialog.refuse
            )

        dialog.asked.connect(remove)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _name(thing: Trashed) -> str:
    """Return what a thing was, and whose: draft note of Heron: DAP, 18 November 2025."""
    whose = damage.words(thing.code_name, damage.NAME)
    return f"{thing.what} of {whose}: {damage.words(thing.words)}"
