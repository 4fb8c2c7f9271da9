"""Handing the practice over to another computer: one sheet, one folder, and then it locks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from practicenotes.ui.help import topics
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.words import Words


FIRST = (
    "A backup of everything is written into a folder that you choose, best on a stick. It is opened"
    " and verified."
)
SECOND = (
    "This copy is marked as handed over, and locks. Its record stays here for reading only, and its"
    " reflections stay closed, until you take it back."
)
THIRD = (
    "On the other computer choose “Restore from a backup…” at the first window, and open the file"
    " with your passphrase. From then on that is the practice."
)
MAKING = "Writing the backup and reading it back."
DONE = (
    "The practice is handed over in {file}. Take the file to the other computer, and choose"
    " “Restore from a backup…” there."
)


class HandOverSheet(PageDialog):
    """What will happen, then what has happened.

    Signals:
        handed(): it is done, and this copy is to be locked.
    """

    handed = Signal()

    def __init__(self, parent: QWidget, work: Work, hand_over: Callable[[Path], Path]) -> None:
        super().__init__(parent, "Hand the practice over", "Choose the folder…", "Cancel")
        self.setProperty("help", topics.HAND_OVER)
        self._work, self._hand_over = work, hand_over
        self._done = False
        self._lines = [Words(words, "body", wraps=True) for words in (FIRST, SECOND, THIRD)]
        for line in self._lines:
            self.body.addWidget(line)
        self.body.addStretch()
        self.takes_ctrl_enter = False
        self.asked.connect(self._go_on)
        self.rejected.connect(self._close)

    def into(self, folder: Path) -> None:
        """Write the backup into a folder, and mark this copy."""
        self.wait(True)
        self._say(MAKING)
        self._work.run(self, self._hand_over, folder, then=self._handed, failed=self._failed)

    def _go_on(self) -> None:
        if self._done:
            self.accept()
            self.handed.emit()
            return
        folder = QFileDialog.getExistingDirectory(self, "Where the backup goes")
        if folder:
            self.into(Path(folder))

    def _handed(self, file: Path) -> None:
        self.wait(False)
        self._done = True
        self._say(DONE.format(file=file))
        self.back.hide()
        self.main.setText("Lock now")
        self.main.setFocus()

    def _failed(self, error: Exception) -> None:
        self._lines[0].say(FIRST)
        for line in self._lines[1:]:
            line.show()
        self.refuse(error)

    def _close(self) -> None:
        """Lock as well where the sheet is sent away once it is done."""
        if self._done:
            self.handed.emit()

    def _say(self, words: str) -> None:
        self._lines[0].say(words)
        for line in self._lines[1:]:
            line.hide()
