"""One page from a backup file to an open practice; it never touches what exists."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.help import topics
from practicenotes.ui.restore.asked import RestoreCare
from practicenotes.ui.restore.from_backup import FromBackup, beside, read_only
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words, section


LEAD = (
    "A backup is one file, and its name begins with PracticeNotes. Out of it comes a new folder"
    " with your whole practice, as it was on that day. Everything is read back before the folder"
    " gets its name."
)
WHERE = "A new folder on this computer. Nothing that exists is changed."
RESTORING = "Restoring. Every page and entry is read back, which can take a minute."
_RESTORE = "&Restore and open"


class RestorePage(FromBackup):
    """The file, what opens it, the new folder, and one button."""

    def __init__(self, care: RestoreCare, work: Work) -> None:
        told = ("Restore from a backup", LEAD, _RESTORE)
        super().__init__(*told, work, care.look, care.restore, care.folder, executor=True)
        self._free = care.free
        self._shown_folder = read_only("New folder of the practice", str(care.folder))
        self.elsewhere = Button("Change &folder…")
        self.elsewhere.clicked.connect(self._choose_folder)
        self.lay_out(self._where())
        self.offer_help(topics.BACKUPS)

    def take_folder(self, chosen: Path) -> None:
        """Take an empty folder as it is, and a new one inside any other."""
        self.folder = self._free(chosen)
        self._shown_folder.setText(str(self.folder))
        self.say_problem("")

    def set_busy(self, busy: bool) -> None:
        """Take nothing else while the practice is being made."""
        super().set_busy(busy)
        self.next.setText("Restoring" if busy else _RESTORE)
        self.elsewhere.setEnabled(not busy)
        if busy:
            self.found.say(RESTORING)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "Where the practice goes", str(self.folder.parent)
        )
        if chosen:
            self.take_folder(Path(chosen))

    def _where(self) -> QWidget:
        held, gap = QWidget(), themes.current().space("one")
        stack = QVBoxLayout(held)
        stack.setContentsMargins(0, gap, 0, 0)
        stack.setSpacing(gap)
        stack.addWidget(section("New folder of the practice", self._shown_folder))
        stack.addLayout(beside(self._shown_folder, self.elsewhere))
        stack.addWidget(Words(WHERE, "muted", wraps=True))
        return held
