"""What a check found damaged, and the button that repairs it from the newest good backup."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import findings, times
from practicenotes.domain.copies import Found, Mended, Overview, Standing
from practicenotes.records import backups
from practicenotes.ui import backup_words
from practicenotes.ui import theme as themes
from practicenotes.ui.copies import CopyCare
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words


ABOUT = (
    "Only what is damaged, or older here than there, is taken from the backup. All else stays as it"
    " is, and the damaged file is set aside in the practice as it was found. Should something stay"
    " damaged, look into an older backup: “See the backups”, “Look into it”."
)
LAST_WAY = "To restore everything is the last way."
NONE = (
    "No good backup can be reached to repair it from. Connect the disk that holds one, then check"
    " once more."
)
FROM_THERE = "From there, reflections come back only with a restore into a new folder."
ASIDE = "The damaged file{of} lies in the folder “quarantine” of the practice."
IN_PLACE = (
    "The damaged file{of} could not be moved yet. It is not used any more, and goes into the folder"
    " “quarantine” when the practice is next opened."
)
OTHER = {"record": " of your reflections", "private": " of the record"}  # of the one refused
REFUSED = {
    "record": "The file of the record could not be repaired from that backup, and is as it was.",
    "private": "The file of your reflections could not be repaired from that backup, and is as it"
    " was.",
}
ONCE_MORE = (
    "Check once more to try again; if that does not help, restore an older backup into a new"
    " folder: “See the backups”."
)
DONE = "The repair is done."
HALF_DONE = "One of the two files is repaired."
REPAIRING = "Repairing. What you write meanwhile is saved as soon as it is done."


class Mending(QWidget):
    """Out of sight until something is damaged.

    Signals:
        told(str): how it went.
        mended(): a fresh copy is worth making.
    """

    told = Signal(str)
    mended = Signal()

    def __init__(
        self, record: Tasks, work: Work, care: CopyCare, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._record, self._work, self._care, self._now = record, work, care, now
        self._found: Found | None = None
        self._reflections = False  # whether some are damaged
        self.said = Words("", "body", wraps=True)
        self.repair = Button("", icon="history")
        self.repair.clicked.connect(self._mend)
        acts = QWidget()
        row = Flow(themes.current().space("one"), acts)
        row.addWidget(self.repair)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(self.said)
        stack.addWidget(acts)
        self.hide()

    def look(self, facts: Mapping[str, Any]) -> None:
        """Look for a backup where a check found damage; else go out of sight."""
        self.hide()
        damaged = {name for name, each in facts["stores"].items() if findings.is_damaged(each)}
        self._reflections = "private" in damaged
        if damaged:
            self._record.run(self, backups.standing, self._now(), then=self._ask)

    def _ask(self, standing: Standing) -> None:
        self._work.run(self, self._care.overview, standing.places, then=self._offer)

    def _offer(self, overview: Overview) -> None:
        good = [each for each in overview.found if each.known and each.sound]
        self._found = good[0] if good else None
        self.said.say(about(reflections=self._reflections) if good else NONE)
        self.repair.setVisible(bool(good))
        self.repair.setEnabled(True)
        if good:
            made = backup_words.at(good[0].at, times.on_the_wall(self._now()))
            self.repair.setText(f"Repair from the backup of {made}")
        self.show()

    def _mend(self) -> None:
        if self._found:
            self.repair.setEnabled(False)
            self.told.emit(REPAIRING)
            self._work.run(
                self, self._care.mend, self._found.path, then=self._mended, failed=self._stop
            )

    def _mended(self, mended: Mended) -> None:
        self.repair.hide()
        self.said.say(words(mended))
        self.told.emit(HALF_DONE if mended.refused else DONE)
        self.mended.emit()

    def _stop(self, _error: Exception) -> bool:
        self.repair.setEnabled(True)
        self.told.emit("")
        return False


def about(*, reflections: bool) -> str:
    """Return what the repair will do, and what is left where it does not help."""
    return " ".join((ABOUT, FROM_THERE, LAST_WAY) if reflections else (ABOUT, LAST_WAY))


def words(mended: Mended) -> str:
    """Return what a repair did: first of what is mended, then of what is not."""
    said = [_taken(mended), *_left(mended)]
    if not mended.is_latest:
        said.append(findings.NOT_ALL)
    kept = ASIDE if mended.is_aside else IN_PLACE
    said.append(kept.format(of=OTHER.get(mended.refused, "")))
    if mended.refused:
        said += [REFUSED[mended.refused], ONCE_MORE]
    return " ".join(said)


def _taken(mended: Mended) -> str:
    if not mended.restored:
        return f"No entry {'could' if mended.left else 'had to'} be taken from the backup."
    are = "entry is" if mended.restored == 1 else "entries are"
    return f"{times.number(mended.restored).capitalize()} {are} again as in the backup."


def _left(mended: Mended) -> Iterator[str]:
    if not mended.left:
        return
    are, it = ("entry is", "it") if mended.left == 1 else ("entries are", "them")
    yield (
        f"{times.number(mended.left).capitalize()} {are} damaged still: that backup did not have"
        f" {it} whole. An older one may: “See the backups”, “Look into it”."
    )
    if mended.left_private:
        yield FROM_THERE
