"""When the practice was last backed up, at the foot; and above the day, what is amiss with it."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from practicenotes.domain import copies, times
from practicenotes.domain.changes import Changes
from practicenotes.domain.copies import Lack, Notice, Standing
from practicenotes.records import backups
from practicenotes.ui import backup_words
from practicenotes.ui.backup_card import BackupCard
from practicenotes.ui.backups_page import BackupsPage
from practicenotes.ui.copies import Copies
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.window import Window


_AGAIN = 30 * 60_000  # ms: a copy grows old while nothing is written


class Kept(Protocol):
    """What the practice has for its backups: the copying, the card and the page."""

    copies: Copies
    backup: BackupCard
    backups: BackupsPage

    def check(self) -> None:
        """Check everything, and show what was found."""


class BackupStatus(QObject):
    """Says it at once, and again whenever a backup was made; the strip is seen only in need.

    Signals:
        wanted(): the page that tells of the backups is to be shown.
    """

    wanted = Signal()

    def __init__(
        self,
        window: Window,
        record: Tasks,
        broadcast: Broadcast,
        now: Callable[[], datetime],
        kept: Kept,
    ) -> None:
        super().__init__(window)
        self._window, self._record, self._now = window, record, now
        self._copies, self._page, self._check = kept.copies, kept.backups, kept.check
        self._page.setParent(window)
        self._page.hide()
        self.strip = NoticeStrip()
        self._notice: Notice | None = None
        self._clock = QTimer(self, interval=_AGAIN)
        self._clock.timeout.connect(self._read)
        self._clock.start()
        self.strip.acted.connect(self._act)
        self.strip.closed.connect(self._put_off)
        broadcast.changed.connect(self._hear)
        self._copies.told.connect(window.say)
        self._copies.begin()
        kept.backup.browse_wanted.connect(self.browse)
        kept.backup.handed.connect(window.lock_wanted)
        self._page.left.connect(window.go_back)
        self._page.inside.setParent(window)
        self._page.inside.hide()
        self._page.inside.left.connect(window.go_back)
        self._page.look_wanted.connect(lambda: window.show_page(self._page.inside, "practice"))
        self._read()

    def browse(self) -> None:
        """Show all backups that can be reached."""
        self._page.refresh()
        self._window.show_page(self._page, "practice")

    def _hear(self, touched: Changes, _initiator: object) -> None:
        if touched & Changes.SETTINGS:
            self._read()

    def _read(self) -> None:
        self._record.run(self, backups.standing, self._now(), then=self._say)

    def _say(self, standing: Standing) -> None:
        self._copies.take(standing)
        now = times.on_the_wall(self._now())
        made = backup_words.made(standing, now)
        self._window.say_backup(f"Last backup {made}" if made else "No backup yet")
        notice = copies.notice(standing, self._now())
        if notice is None:
            self.strip.hide()
        elif notice != self._notice or self.strip.isHidden():
            sentence, action = backup_words.of_notice(notice, standing, now)
            self.strip.say(sentence, action, closes=notice.lack is Lack.REHEARSAL)
        self._notice = notice

    def _act(self) -> None:
        """Do what the one button says."""
        lack = self._notice.lack if self._notice else None
        place = self._notice.place if self._notice else None
        if place and place.trouble.is_of_practice:
            self.wanted.emit()
            self._check()
        elif lack in {Lack.OLD, Lack.TROUBLE} and self._copies.places:
            self._copies.make()
        elif lack is Lack.REHEARSAL:
            self.browse()
        else:
            self.wanted.emit()

    def _put_off(self) -> None:
        self._record.run(self, backups.put_off, self._now())
