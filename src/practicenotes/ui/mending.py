"""What a check found damaged, and the button that repairs it from the newest good backup."""

from collections.abc import Callable, Mapping
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
    " damaged, look into an older backup: “See the backups”, “Look into it”. To restore everything"
    " is the last way."
)
NONE = (
    "No good backup can be reached to repair it from. Connect the disk that holds one, then check"
    " once more."
)
ASIDE = "The damaged file lies in the folder “quarantine” of the practice."
IN_PLACE = (
    "The damaged file could not be moved yet. It is not used any more, and goes into the folder"
    " “quarantine” when the practice is next opened."
)
REFUSED = {
    "record": "The file of the record could not be repaired from that backup, and is as it was.",
    "private": "The file of your reflections could not be repaired from that backup, and is as it"
    " was.",
}
ONCE_MORE = "Check once more to try again."
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
        if any(map(findings.is_damaged, facts["stores"].values())):
            self._record.run(self, backups.standing, self._now(), then=self._ask)

    def _ask(self, standing: Standing) -> None:
        self._work.run(self, self._care.overview, standing.places, then=self._offer)

    def _offer(self, overview: Overview) -> None:
        good = [each for each in overview.found if each.known and each.sound]
        self._found = good[0] if good else None
        self.said.say(ABOUT if good else NONE)
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


def words(mended: Mended) -> str:
    """Return what a repair did."""
    count, left = mended.restored, mended.left
    was = "entry is" if count == 1 else "entries are"
    said = [f"{times.number(count).capitalize()} {was} again as in the backup."]
    if left:
        one = "entry is" if left == 1 else "entries are"
        said.append(
            f"{times.number(left).capitalize()} {one} damaged still: that backup did not have it"
            " whole. An older one may: “See the backups”, “Look into it”."
        )
    if mended.refused:
        said += [REFUSED[mended.refused], ONCE_MORE]
    if not mended.is_latest:
        said.append(findings.NOT_ALL)
    said.append(ASIDE if mended.is_aside else IN_PLACE)
    return " ".join(said)
