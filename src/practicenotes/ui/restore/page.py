"""One page from a backup file to an open practice; it never touches what exists."""

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain import times
from practicenotes.errors import (
    RecoveryKeyMistyped,
    WrongExecutorKey,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.restore.asked import Asked, RestoreCare
from practicenotes.ui.restore.secret import Secret
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.page import at_the_left
from practicenotes.ui.widgets.words import Words, section


COLUMN = 520  # px at 100 % text
LEAD = (
    "A backup is one file, and its name begins with PracticeNotes. Out of it comes a new folder"
    " with your whole practice. Everything is read back before the folder gets its name."
)
WHERE = "A new folder on this computer. Nothing that exists is changed."
LOOKING = "Reading the file."
RESTORING = "Restoring. Every page and entry is read back, which can take a minute."
NO_FILE = "Choose the file of a backup first."
UNTYPED = "Type the passphrase that was in use on the day of the backup."


class RestorePage(Sheet):
    """The file, what opens it, the new folder, and one button.

    Signals:
        restored(object, Asked): the practice, open, and how it was asked for.
        left(): the therapist goes back.
    """

    restored = Signal(object, object)
    left = Signal()

    def __init__(self, care: RestoreCare, work: Work) -> None:
        super().__init__(0, "Restore from a backup", LEAD, "&Restore and open")
        self._care, self._work = care, work
        self._file: Path | None = None
        self._made = ""  # what is said of the file
        self._folder = care.folder
        self._shown_file = read_only("Backup file", "No file chosen")
        self._shown_folder = read_only("New folder of the practice", str(care.folder))
        self.choose = Button("&Choose the file…")
        self.choose.clicked.connect(self._choose_file)
        self._found = Words("", "muted", wraps=True)
        self.secret = Secret(executor=True)
        self.secret.given.connect(self._restore)
        self.secret.changed.connect(lambda: self.say_problem(""))
        self.elsewhere = Button("Change &folder…")
        self.elsewhere.clicked.connect(self._choose_folder)
        self.back = Button("&Back", "quiet", icon="arrow-left")
        self.back.clicked.connect(self.left)
        self.foot.insertWidget(0, self.back)
        self.next.clicked.connect(self._restore)
        self._fill()
        self.setFocusProxy(self.choose)

    def take_file(self, file: Path) -> None:
        """Take a file, and say of which day it is."""
        self._file = file
        self._shown_file.setText(str(file))
        self.say_problem("")
        self._found.say(LOOKING)
        self._work.run(self, self._care.look, file, then=self._seen, failed=self._no_backup)

    def take_folder(self, chosen: Path) -> None:
        """Take an empty folder as it is, and a new one inside any other."""
        self._folder = self._care.free(chosen)
        self._shown_folder.setText(str(self._folder))
        self.say_problem("")

    def set_busy(self, busy: bool) -> None:
        """Take nothing else while the practice is being made."""
        super().set_busy(busy)
        self.next.setText("Restoring" if busy else "&Restore and open")
        for part in (self.choose, self.elsewhere, self.secret, self.back):
            part.setEnabled(not busy)
        if busy:
            self._found.say(RESTORING)

    def refuse(self, error: Exception) -> None:
        """Say why there is no practice; what was typed stays, but for what is to be typed anew."""
        if not self.next.isEnabled():
            self.set_busy(False)
            self._found.say(self._made)
        self.say_problem(messages.of_backup(error))
        if isinstance(error, RecoveryKeyMistyped):
            self.secret.show_wrong(error.groups, getattr(error, "part", 0))
        elif isinstance(error, WrongPassphrase | WrongRecoveryKey | WrongExecutorKey):
            self.secret.select()

    def _seen(self, made: datetime) -> None:
        wall = times.on_the_wall(made)
        day, hour = times.with_weekday(wall.date()), times.clock(wall)
        self._made = f"The backup of {day}, {hour}. The file is complete."
        self._found.say(self._made)
        self.secret.setFocus()

    def _no_backup(self, error: Exception) -> None:
        self._file = None
        self._found.say("")
        self.say_problem(messages.of_backup(error))
        self.choose.setFocus()

    def _restore(self) -> None:
        if not self.next.isEnabled():
            return
        if self._file is None:
            self.say_problem(NO_FILE)
            self.choose.setFocus()
        elif not self.secret.complete:
            self._untyped()
        else:
            self.say_problem("")
            asked = Asked(self._file, self._folder, self.secret.text(), self.secret.by_recovery)
            self.set_busy(True)
            self._work.run(
                *(self, self._care.restore, asked),
                then=lambda vault: self._done(vault, asked),
                failed=self.refuse,
            )

    def _untyped(self) -> None:
        whole = messages.sentence(RecoveryKeyMistyped())
        self.say_problem(whole if self.secret.by_recovery else UNTYPED)
        self.secret.setFocus()

    def _done(self, vault: Any, asked: Asked) -> None:
        self.secret.forget()
        self.restored.emit(vault, asked)

    def _choose_file(self) -> None:
        kinds = "Backups (*.backup);;All files (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a backup", "", kinds)
        if chosen:
            self.take_file(Path(chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "Where the practice goes", str(self._folder.parent)
        )
        if chosen:
            self.take_folder(Path(chosen))

    def _fill(self) -> None:
        look = themes.current()
        column = QWidget()
        column.setMaximumWidth(look.scaled(COLUMN))
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("one"))
        stack.addWidget(section("Backup file", self._shown_file))
        stack.addLayout(beside(self._shown_file, self.choose))
        stack.addWidget(self._found)
        stack.addSpacing(look.space("one"))
        stack.addWidget(self.secret)
        stack.addSpacing(look.space("two"))
        stack.addWidget(section("New folder of the practice", self._shown_folder))
        stack.addLayout(beside(self._shown_folder, self.elsewhere))
        stack.addWidget(Words(WHERE, "muted", wraps=True))
        self.stack.addWidget(at_the_left(column))
        self.stack.addStretch()


def read_only(name: str, text: str) -> QLineEdit:
    """Return a field that only shows something, and can be read aloud."""
    field = QLineEdit(text, readOnly=True)
    field.setAccessibleName(name)
    return field


def beside(field: QWidget, button: QWidget) -> Beside:
    """Return a field with its button."""
    row = Beside(themes.current().space("one"), shares=(1, 0))
    row.add(field, 240)
    row.add(button)
    return row
