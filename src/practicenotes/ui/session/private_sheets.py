"""The sheets behind the menu of a reflection: its former wordings, and what was deleted."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from practicenotes.domain import times
from practicenotes.domain.reflections.former import FormerReflection
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections.trash import Discarded
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.session.former_wordings import FormerWordings, Kept, Wording
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.trash_row import TrashRow
from practicenotes.ui.widgets.words import Words


NONE_YET = "No former wording of this reflection is kept."
SWITCH = "Keep former wordings of my reflections"
LAW = (
    "A reflection may stay rough: without this, only its newest words exist. A court, or in some"
    " countries a request of the client, may still reach private notes, and former wordings with"
    " them. What is erased is gone from this practice; a backup made before may hold it."
)
ERASE = "Erase the history of my reflections"
TRASH_ABOUT = "Deleted reflections stay here for thirty days, on the private side."
TRASH_EMPTY = "No reflection is in the trash."


class FormerReflections(FormerWordings):
    """Former wordings on the private ground, with the switch, the law, and the way to erase."""

    def __init__(self, parent: QWidget, standing: Callable[[], Wording]) -> None:
        super().__init__(parent, standing, NONE_YET, writable=True, private=True)
        self._numbers: tuple[int, ...] = ()
        self.switch = QCheckBox(SWITCH)
        self.erase = Button(ERASE)
        self.add_button(self.erase)
        self.stand_around((self.switch, Words(LAW, "small", wraps=True)), ())

    @property
    def number(self) -> int:
        """The number of the chosen wording."""
        return self._numbers[len(self._numbers) - 1 - self.list.currentRow()]

    def show_switch(self, on: bool) -> None:
        """Show whether former wordings are kept; only then can one be kept by hand."""
        self.switch.setChecked(on)
        self.empty.button.setVisible(on)

    def show_former(self, found: tuple[FormerReflection, ...]) -> None:
        """Show these wordings, given oldest first."""
        self._numbers = tuple(each.number for each in found)
        self.show_kept([_kept(each) for each in found])
        self.erase.setEnabled(True)


class ReflectionTrash(PageDialog):
    """Reflections that were deleted, by the day of their session.

    Signals:
        restore_wanted(str), remove_wanted(str): what is to become of one.
    """

    restore_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Trash of reflections", "", "Close", private=True)
        self.main.hide()
        self.rows: dict[str, TrashRow] = {}
        self.nothing = Words(TRASH_EMPTY, "body", wraps=True)
        self.body.addWidget(Words(TRASH_ABOUT, "body", wraps=True))
        self.body.addWidget(self.nothing)

    def show_discarded(self, found: tuple[Discarded, ...], days: Mapping[SessionId, date]) -> None:
        """Show what lies here; a session of another client has no day here."""
        for row in self.rows.values():
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for each in found:
            held = days.get(each.session_id)
            of = f"of the session of {times.in_full(held)}" if held else "of another session"
            deleted = times.in_full(times.on_the_wall(each.at))
            name = f"Reflection {of}, deleted on {deleted}"
            row = self.rows[each.id] = TrashRow(name, each.until, whole=not each.damaged)
            row.restore.clicked.connect(partial(self.restore_wanted.emit, each.id))
            row.remove.clicked.connect(partial(self.remove_wanted.emit, each.id))
            self.body.addWidget(row)
        self.nothing.setVisible(not found)


def ask_once_more(
    over: QWidget, heading: str, words: str, act: str, then: Callable[[], object]
) -> None:
    """Ask before what nothing takes back."""
    dialog = Dialog(over, heading, Words(words, wraps=True), act)
    dialog.setProperty("ground", "private")
    dialog.setWindowTitle("PracticeNotes")

    def do() -> None:
        dialog.accept()
        then()

    dialog.asked.connect(do)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _kept(each: FormerReflection) -> Kept:
    if each.damaged:
        return Kept("damaged", (), damaged=True)
    at = times.on_the_wall(each.kept_at)
    return Kept(f"{times.in_full(at)}, {times.clock(at)}", each.passages)
