"""Stands where both key files are lost: a backup gives the keys back, and no note goes back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain import times
from practicenotes.errors import (
    KeysUnfit,
    RecoveryKeyMistyped,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.restore.asked import Asked
from practicenotes.ui.restore.page import COLUMN, LOOKING, NO_FILE, UNTYPED, beside, read_only
from practicenotes.ui.restore.secret import Secret
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words, section


LEAD = (
    "Both key files in {folder} are lost or damaged. Your notes are still there, and were not"
    " touched. Any backup that was made since the keys were last replaced can give the keys back;"
    " the newest is best. Your notes stay as they are now."
)
AFTER = "Afterwards the passphrase and the recovery sheet of the day of that backup open it."
_TAKE = "&Take the keys and open"


@dataclass(frozen=True, slots=True)
class KeysCare:
    """What can be done; each may take seconds, and none knows of Qt."""

    folder: Path
    newest: Path | None  # a backup that lies beside the practice
    look: Callable[[Path], datetime]  # when a backup was made; raises if it is none
    rebuild: Callable[[Asked], Any]  # returns the practice, open


class KeysPage(Sheet):
    """The backup, what opens it, and one button.

    Signals:
        rebuilt(object, Asked): the practice, open, and how it was asked for.
        left(): the therapist goes back.
    """

    rebuilt = Signal(object, object)
    left = Signal()

    def __init__(self, care: KeysCare, work: Work) -> None:
        lead = LEAD.format(folder=care.folder)
        super().__init__(0, "The keys of this practice are lost", lead, _TAKE)
        self._care, self._work = care, work
        self._file: Path | None = None
        self._shown_file = read_only("Backup file", "No file chosen")
        self.choose = Button("&Choose the file…")
        self.choose.clicked.connect(self._choose_file)
        self._found = Words("", "muted", wraps=True)
        self.secret = Secret()
        self.secret.given.connect(self._take)
        self.secret.changed.connect(lambda: self.say_problem(""))
        self.back = Button("&Back", "quiet", icon="arrow-left")
        self.back.clicked.connect(self.left)
        self.foot.insertWidget(0, self.back)
        self.next.clicked.connect(self._take)
        self._fill()
        self.setFocusProxy(self.choose)
        if care.newest:
            self.take_file(care.newest)

    def take_file(self, file: Path) -> None:
        """Take a file, and say of which day it is."""
        self._file = file
        self._shown_file.setText(str(file))
        self.say_problem("")
        self._found.say(LOOKING)
        self._work.run(self, self._care.look, file, then=self._seen, failed=self._no_backup)

    def set_busy(self, busy: bool) -> None:
        """Take nothing else while the keys are tried."""
        super().set_busy(busy)
        for part in (self.choose, self.secret, self.back):
            part.setEnabled(not busy)

    def refuse(self, error: Exception) -> None:
        """Say why the keys did not come back; what was typed stays."""
        self.set_busy(False)
        self.say_problem(messages.of_backup(error))
        if isinstance(error, RecoveryKeyMistyped):
            self.secret.show_wrong(error.groups)
        elif isinstance(error, WrongPassphrase | WrongRecoveryKey):
            self.secret.select()
        elif isinstance(error, KeysUnfit):
            self.choose.setFocus()

    def _seen(self, made: datetime) -> None:
        wall = times.on_the_wall(made)
        day, hour = times.with_weekday(wall.date()), times.clock(wall)
        self._found.say(f"The backup of {day}, {hour}. The file is complete.")
        self.secret.setFocus()

    def _no_backup(self, error: Exception) -> None:
        self._file = None
        self._found.say("")
        self.say_problem(messages.of_backup(error))
        self.choose.setFocus()

    def _take(self) -> None:
        if not self.next.isEnabled():
            return
        if self._file is None:
            self.say_problem(NO_FILE)
            self.choose.setFocus()
        elif not self.secret.complete:
            whole = messages.sentence(RecoveryKeyMistyped())
            self.say_problem(whole if self.secret.by_recovery else UNTYPED)
            self.secret.setFocus()
        else:
            self.say_problem("")
            self.set_busy(True)
            typed, by_recovery = self.secret.text(), self.secret.by_recovery
            asked = Asked(self._file, self._care.folder, typed, by_recovery)
            self._work.run(
                *(self, self._care.rebuild, asked),
                then=lambda vault: self._done(vault, asked),
                failed=self.refuse,
            )

    def _done(self, vault: Any, asked: Asked) -> None:
        self.secret.forget()
        self.rebuilt.emit(vault, asked)

    def _choose_file(self) -> None:
        kinds = "Backups (*.backup);;All files (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a backup", "", kinds)
        if chosen:
            self.take_file(Path(chosen))

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
        stack.addSpacing(look.space("one"))
        stack.addWidget(Words(AFTER, "muted", wraps=True))
        self.stack.addWidget(column)
        self.stack.addStretch()
