"""Looks for decay by itself: at every page behind an opening, and at everything once a day.

What is found is said above every page, and leads to where it is told in full and can be repaired.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from practicenotes.domain import findings, times
from practicenotes.domain import settings as known
from practicenotes.domain.settings import Value
from practicenotes.errors import StoreClosed
from practicenotes.records import settings
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.window import Window


FIRST_LOOK = 5_000  # ms after the practice was opened: its pages come first
FIRST_DAILY = 2 * 60_000  # ms: the check of the day closes each store for a moment
LOOK = 30 * 60_000  # ms between two looks whether the check of the day is due
QUIET = 4_000  # ms without a key before it begins
LONG = 1_500  # ms: a check that takes longer is told
CHECKING = "Everything that is stored is being checked. You can go on writing."
SOUND = "Everything that is stored was checked, and is sound."
DAILY = timedelta(hours=20)  # of a working day, one that began later counts too
SEE = "See what was found"
STALE = (
    "The check found a part of the practice that is older than what was saved last. Nothing was"
    " changed; a backup may have what is missing."
)
AWAY = (
    "The check could not reach the files of the practice. Nothing was changed. Connect their disk,"
    " or put them back, and check again."
)
DAMAGED = (
    "The check found something damaged in the practice. Nothing was deleted or changed; a backup"
    " may have it whole."
)
BEHIND = "shown as damaged, never as right, and nothing was deleted."  # of entries alone

_TYPING = (QEvent.Type.KeyPress, QEvent.Type.InputMethod)  # by the latter where a sign takes many


@dataclass(frozen=True, slots=True)
class CheckCare:
    """What can be looked at; each may take a moment, and neither knows of Qt."""

    pages_fit: Callable[[], bool]
    whole: Callable[[Callable[[], object]], Mapping[str, Any]]  # a StoreClosed ends it


class OpeningCheck(QObject):
    """Begins by itself and is silent while all is sound.

    While everything is checked, nothing can be saved: so a key ends that, and it begins anew once
    the keys are quiet.
    """

    def __init__(
        self,
        window: Window,
        practice: PracticePage,
        doors: tuple[Tasks, Work],
        care: CheckCare,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window, self._practice, self._care, self._now = window, practice, care, now
        self._record, self._work = doors
        self.strip = NoticeStrip("error")
        self.strip.acted.connect(self._show)
        window.add_strip(self.strip)
        self._put_off: Event | None = None  # whether a key ended the check that is under way
        self._first = QTimer(self, singleShot=True, interval=FIRST_LOOK)
        self._first.timeout.connect(self.look_at_pages)
        self._later = QTimer(self, singleShot=True, interval=FIRST_DAILY)
        self._later.timeout.connect(self.look_whether_due)
        self._clock = QTimer(self, interval=LOOK)
        self._clock.timeout.connect(self.look_whether_due)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self.check)
        self._long = QTimer(self, singleShot=True, interval=LONG)
        self._long.timeout.connect(self._say_that_it_goes_on)
        self._first.start()
        self._later.start()
        self._clock.start()

    def look_at_pages(self) -> None:
        """Look at every page once; what fits no mark is looked into."""
        self._work.run(self, self._care.pages_fit, then=self._looked, failed=_leave)

    def look_whether_due(self) -> None:
        """Check everything where that was not done within a day, once the keys are quiet."""
        self._record.run(self, settings.get, known.LAST_CHECK, then=self._wait, failed=_leave)

    def check(self) -> None:
        """Check everything now, or once the keys are quiet again."""
        if self._put_off:
            return
        self._put_off = put_off = Event()

        def tell() -> None:
            if put_off.is_set():
                raise StoreClosed

        self._listen()
        self._long.start()
        self._work.run(self, self._care.whole, tell, then=self._checked, failed=self._give_up)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """Wait longer while somebody types."""
        if event.type() in _TYPING:
            if self._quiet.isActive():
                self._quiet.start()
            if self._put_off:
                self._put_off.set()
        return False

    def _listen(self) -> None:
        if app := QCoreApplication.instance():
            app.installEventFilter(self)  # once, however often it is asked for

    def _end(self) -> None:
        """Hear no more of keys: nothing is under way, and nothing waits."""
        self._long.stop()
        self._put_off = None
        if app := QCoreApplication.instance():
            app.removeEventFilter(self)

    def _looked(self, fit: bool) -> None:
        if not fit:
            self.check()

    def _wait(self, last: Value) -> None:
        if not self._quiet.isActive() and _is_due(str(last), self._now()):
            self._listen()
            self._quiet.start()

    def _checked(self, facts: Mapping[str, Any]) -> None:
        """Say what is damaged; pages that hold nothing any more are no reason to alarm anybody."""
        told = not self._long.isActive()
        self._end()
        if facts["sound"]:
            self.strip.hide()
            if told:
                self._window.say(SOUND)
            at = self._now().isoformat(timespec="seconds")
            self._record.run(self, settings.put, known.LAST_CHECK, at, failed=_leave)
        else:
            self.strip.say(_found(facts), SEE)

    def _say_that_it_goes_on(self) -> None:
        self._window.say(CHECKING)

    def _give_up(self, error: Exception) -> bool:
        put_off = bool(self._put_off and self._put_off.is_set())
        self._end()
        if put_off:
            self._listen()
            self._quiet.start()
        return _leave(error)

    def _show(self) -> None:
        self.strip.hide()
        self._window.show_page(self._practice)
        self._practice.check()


def _is_due(last: str, now: datetime) -> bool:
    try:
        return not timedelta(0) <= now - datetime.fromisoformat(last) < DAILY
    except (ValueError, TypeError):
        return True


def _found(facts: Mapping[str, Any]) -> str:
    stores = facts["stores"].values()
    rows = sum(len(store["damaged_rows"]) for store in stores)
    if any(map(findings.is_away, stores)):
        return AWAY
    if any(map(findings.is_stale, stores)):
        return STALE
    if rows:
        entries, are = ("entry", "It is") if rows == 1 else ("entries", "They are")
        count = times.number(rows)
        return f"The check found {count} damaged {entries} in the practice. {are} {BEHIND}"
    return DAMAGED


def _leave(_error: Exception) -> bool:
    """Leave it at that: the practice was locked, or the disk is gone and that is told elsewhere."""
    return True
