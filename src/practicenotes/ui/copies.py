"""Makes the copies of the practice by itself: once a day while nobody types, and at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from practicenotes.domain import copies
from practicenotes.domain.copies import Mended, Overview, Place, Reason, Standing
from practicenotes.errors import StoreClosed, StoreReadOnly
from practicenotes.records import backups
from practicenotes.ui.earlier.inside import Inside
from practicenotes.ui.tasks import Tasks, Work


FIRST_LOOK = 20_000  # ms after the practice was opened
LOOK = 5 * 60_000  # ms between two looks at what is due
QUIET = 4_000  # ms without a key before a copy begins

MAKING = "Backing up. You can go on writing."
DONE = "The backup is done."
SOME = "Not every backup folder took a copy; at least one did. The Practice page says why."
NONE = "No backup was made, and nothing was changed. The Practice page says why."
AT_THE_END = "Backing up. The window then closes by itself; close it again to leave at once."


@dataclass(frozen=True, slots=True)
class CopyCare:
    """What can be done about copies; each may take seconds, and none knows of Qt."""

    copy_to: Callable[[Place, Reason], Place]
    is_apart: Callable[[Path], bool]  # on another disk than the practice
    overview: Callable[[tuple[Place, ...]], Overview]
    restore: Callable[[str, Path], Path]  # a backup into a new folder
    look_into: Callable[[str], Inside]  # the record of a backup, to be read
    hand_over: Callable[[Path], Path]  # a last backup into a folder, and this copy is marked
    remove: Callable[[str], None]  # one backup that is of no use
    mend: Callable[[str], Mended]  # what is damaged, out of a backup
    is_whole: Callable[[], bool] = lambda: True  # whether the reflections are open as well


class Copies(QObject):
    """Copies to one place after the other; a place that fails stops none of the others.

    Signals:
        began(), ended(): copies are under way, or no longer.
        told(str): what the status line says of it.
    """

    began = Signal()
    ended = Signal()
    told = Signal(str)

    def __init__(
        self,
        record: Tasks,
        work: Work,
        care: CopyCare,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)  # its timers and what waits for it end with the page
        self._record, self._work, self._care, self._now = record, work, care, now
        self._waiting: list[tuple[Place, Reason]] = []
        self._under_way = self._told_of = False
        self._close: Callable[[], object] | None = None  # what the last copy is followed by
        self.places: tuple[Place, ...] = ()
        self._clock = QTimer(self, interval=LOOK)
        self._clock.timeout.connect(self.look)
        self._first = QTimer(self, singleShot=True, interval=FIRST_LOOK)
        self._first.timeout.connect(self.look)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self._begin_daily)

    def begin(self) -> None:
        """Look now and then whether a copy is due."""
        self._clock.start()
        self._first.start()

    def take(self, standing: Standing) -> None:
        """Hear where copies go."""
        told = {place.path: place for place in self.places}
        self.places = tuple(_later(place, told.get(place.path, place)) for place in standing.places)

    def look(self) -> None:
        """Begin the copies of the day once the keys have been quiet for a moment."""
        app = QCoreApplication.instance()
        if app and self._due() and not self._busy:
            app.installEventFilter(self)
            self._quiet.start()

    def make(self) -> None:
        """Copy to every place now, if there is any."""
        if not self.places:
            return
        self._told_of = True
        self.told.emit(MAKING)
        self._ask(self.places, Reason.ASKED)

    def keep_open(self, close: Callable[[], object]) -> bool:
        """Begin the copies at the end, and say whether to wait for them; `close` then goes on.

        Who closes a second time does not wait.
        """
        if self._close or not self.places:
            return False
        self._close = close
        self._waiting.clear()
        self.told.emit(AT_THE_END)
        self._ask(self.places, Reason.AT_QUIT)
        return True

    @property
    def closing(self) -> bool:
        """Whether the copies at the end are under way, and the window waits for them."""
        return self._close is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """Wait longer while somebody types."""
        if event.type() is QEvent.Type.KeyPress and self._quiet.isActive():
            self._quiet.start()
        return False

    @property
    def _busy(self) -> bool:
        return self._under_way or self._quiet.isActive()

    def _begin_daily(self) -> None:
        app = QCoreApplication.instance()
        if app:
            app.removeEventFilter(self)
        self._ask(self._due(), Reason.DAILY)

    def _due(self) -> tuple[Place, ...]:
        return copies.due(self.places, self._now(), whole=self._care.is_whole())

    def _ask(self, places: tuple[Place, ...], reason: Reason) -> None:
        self._waiting += [(place, reason) for place in places]
        if not self._under_way:
            self.began.emit()
            self._next()

    def _next(self) -> None:
        self._under_way = bool(self._waiting)
        if self._waiting:
            place, reason = self._waiting.pop(0)
            self._work.run(
                *(self, self._care.copy_to, place, reason), then=self._copied, failed=self._stop
            )
            return
        self.ended.emit()
        if self._told_of:
            self._told_of = False
            self.told.emit(_how([place.trouble.has_copy for place in self.places]))
        if self._close:
            self._close()

    def _copied(self, tried: Place) -> None:
        self.places = tuple(tried if at.path == tried.path else at for at in self.places)
        self._record.run(self, backups.told, tried, then=lambda _: self._next(), failed=self._stop)

    def _stop(self, error: Exception) -> bool:
        """Leave it at that: the practice was locked, or what happened is told by the window.

        A practice that can only be read cannot keep how it went: its copies are made all the same.
        """
        if not isinstance(error, StoreReadOnly):
            self._waiting.clear()
            self._told_of = False
        self._next()
        return isinstance(error, StoreClosed | StoreReadOnly)


def _how(taken: list[bool]) -> str:
    if all(taken):
        return DONE
    return SOME if any(taken) else NONE


def _later(kept: Place, seen: Place) -> Place:
    """Return what was seen last: the record may not have taken it."""
    return seen if seen.tried and (kept.tried is None or seen.tried > kept.tried) else kept
