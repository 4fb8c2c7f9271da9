"""When the practice was last backed up, at the right of the status line."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.changes import Changes
from practicenotes.records import settings
from practicenotes.ui import backup_words
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.window import Window


class BackupStatus(QObject):
    """Says it at once, and again whenever a backup was made."""

    def __init__(
        self, window: Window, record: Tasks, broadcast: Broadcast, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window, self._record, self._now = window, record, now
        broadcast.changed.connect(self._hear)
        self._read()

    def _hear(self, touched: Changes, _initiator: object) -> None:
        if touched & Changes.SETTINGS:
            self._read()

    def _read(self) -> None:
        self._record.run(self, settings.get, known.LAST_BACKUP, then=self._say)

    def _say(self, last: known.Value) -> None:
        if not last:
            self._window.say_backup("No backup yet")
            return
        made = backup_words.when(str(last), times.on_the_wall(self._now()))
        self._window.say_backup(f"Last backup {made}, verified")
