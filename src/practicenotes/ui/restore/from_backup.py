"""What every page asks that takes something out of a backup: the file, and what opens it."""

from collections.abc import Callable
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
from practicenotes.ui.restore.asked import Asked
from practicenotes.ui.restore.secret import OF_THAT_DAY, Secret
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.page import at_the_left
from practicenotes.ui.widgets.words import Words, section


COLUMN = 520  # px at 100 % text
LOOKING = "Reading the file."
NO_FILE = "Choose the file of a backup first."
UNTYPED = "Type the passphrase that was in use on the day of the backup."


class FromBackup(Sheet):
    """A backup, what opens it, and one button; a page says what it is for.

    What is `of_now` opens the practice, and not the backup of another day.

    Signals:
        opened(object, Asked): the practice, open, and how it was asked for.
        left(): the therapist goes back.
    """

    opened = Signal(object, object)
    left = Signal()

    untyped = UNTYPED

    def __init__(
        self,
        title: str,
        lead: str,
        act: str,
        work: Work,
        look: Callable[[Path], datetime],
        take: Callable[[Asked], Any],
        folder: Path,
        *,
        executor: bool = False,
        of_now: bool = False,
    ) -> None:
        super().__init__(0, title, lead, act)
        self._work, self._look, self._take = work, look, take
        self.folder = folder  # of the practice
        self.file: Path | None = None
        self._unfit = ""  # why the file that was chosen last is none to restore
        self._made = ""  # what is said of the file
        self._shown_file = read_only("Backup file", "No file chosen")
        self.found = Words("", "muted", wraps=True)
        self.choose = Button("&Choose the file…")
        self.secret = Secret("" if of_now else OF_THAT_DAY, executor=executor)
        self.back = Button("&Back", "quiet", icon="arrow-left")
        self.foot.insertWidget(0, self.back)
        self.choose.clicked.connect(self._choose_file)
        self.secret.given.connect(self._ask)
        self.secret.changed.connect(lambda: self.say_problem(""))
        self.back.clicked.connect(self.left)
        self.next.clicked.connect(self._ask)
        self.setFocusProxy(self.choose)

    def take_file(self, file: Path) -> None:
        """Take a file, and say of which day it is; what comes late of another is not heard."""
        self.file = file
        self._shown_file.setText(str(file))
        self.say_problem("")
        self._made = ""
        self.found.say(LOOKING)
        self._work.run(
            *(self, self._look, file),
            then=lambda made: self._seen(file, made),
            failed=lambda error: self._no_backup(file, error),
        )

    def set_busy(self, busy: bool) -> None:
        """Take nothing else while the backup is opened."""
        super().set_busy(busy)
        for part in (self.choose, self.secret, self.back):
            part.setEnabled(not busy)

    def refuse(self, error: Exception) -> None:
        """Say why nothing came of it; what was typed stays, but for what is to be typed anew."""
        if not self.next.isEnabled():
            self.set_busy(False)
            self.found.say(self._made)
        self.say_problem(self.told(error))
        if isinstance(error, RecoveryKeyMistyped):
            self.secret.show_wrong(error.groups, getattr(error, "part", 0))
        elif isinstance(error, WrongPassphrase | WrongRecoveryKey | WrongExecutorKey):
            self.secret.select()

    def told(self, error: Exception) -> str:
        """Return what is said of an error."""
        return messages.of_backup(error)

    def lay_out(self, *below: QWidget) -> None:
        """Put file and secret above what a page has of its own."""
        look = themes.current()
        column = QWidget()
        column.setMaximumWidth(look.scaled(COLUMN))
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("one"))
        stack.addWidget(section("Backup file", self._shown_file))
        stack.addLayout(beside(self._shown_file, self.choose))
        stack.addWidget(self.found)
        stack.addSpacing(look.space("one"))
        stack.addWidget(self.secret)
        stack.addSpacing(look.space("one"))
        for part in below:
            stack.addWidget(part)
        self.stack.addWidget(at_the_left(column))
        self.stack.addStretch()

    def _seen(self, file: Path, made: datetime) -> None:
        if file == self.file:
            wall = times.on_the_wall(made)
            day, hour = times.with_weekday(wall.date()), times.clock(wall)
            self._made = f"The backup of {day}, {hour}. The file is complete."
            self.found.say(self._made)
            self.secret.setFocus()

    def _no_backup(self, file: Path, error: Exception) -> None:
        if file == self.file:
            self.file = None
            self.found.say("")
            self._unfit = messages.of_backup(error)
            self.say_problem(self._unfit)
            self.choose.setFocus()

    def _ask(self) -> None:
        if not self.next.isEnabled():
            return
        if self.file is None:
            self.say_problem(self._unfit or NO_FILE)
            self.choose.setFocus()
        elif not self.secret.complete:
            whole = messages.sentence(RecoveryKeyMistyped())
            self.say_problem(whole if self.secret.by_recovery else self.untyped)
            self.secret.setFocus()
        else:
            self.say_problem("")
            asked = Asked(self.file, self.folder, self.secret.text(), self.secret.by_recovery)
            self.set_busy(True)
            self._work.run(
                *(self, self._take, asked),
                then=lambda vault: self._done(vault, asked),
                failed=self.refuse,
                unheard=lambda vault: vault.close(),
            )

    def _done(self, vault: Any, asked: Asked) -> None:
        self.secret.forget()
        self.opened.emit(vault, asked)

    def _choose_file(self) -> None:
        kinds = "Backups (*.backup);;All files (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a backup", "", kinds)
        if chosen:
            self.take_file(Path(chosen))


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
