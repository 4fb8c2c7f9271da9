"""Keeps what stands in an open sheet, so that a lock or a lost moment takes nothing with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from practicenotes.domain.unfinished import Mark, Unfinished, joined
from practicenotes.ui.keeps import Keeps
from practicenotes.ui.saving import Write
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.sheet import Sheet


BEHIND = 1000  # ms: how far what is kept may lag behind what stands there
Result = TypeVar("Result")


class Standing(QObject):
    """Keeps one sheet in the store that its words belong to, and gives back what stood in it.

    A sheet that was opened now and is cancelled is gone. One that was given back, or that
    `stays`, is put aside by Cancel and comes back when it is asked for again; it goes when it is
    handed in, or thrown away. One that stands over another sheet is not opened `by_itself` after a
    lock: the sheet beneath is, and it when it is asked for. Nothing is ever handed in here.
    """

    def __init__(
        self,
        sheet: Sheet,
        tasks: Tasks,
        store: Keeps,
        mark: Mark,
        now: Callable[[], datetime],
        *,
        stays: bool = False,
        by_itself: bool = True,
    ) -> None:
        super().__init__(sheet)
        self._sheet, self._tasks, self._store = sheet, tasks, store
        self._mark, self._now, self._stays = mark, now, stays
        self._first = sheet.as_typed()
        self._written: Unfinished | None = None  # what the store has of it
        self._heard = self._over = False
        self._stands, self._by_itself = True, by_itself
        self._under_way = 0
        self._clock = QTimer(self, interval=BEHIND)
        self._clock.timeout.connect(self.flush)
        self._clock.start()
        sheet.shown.connect(self._stand)
        sheet.accepted.connect(self._end)
        sheet.thrown_away.connect(self._end)
        sheet.rejected.connect(self._leave)
        tasks.run(self, store.find, mark, then=self._give_back, failed=self._begin)

    def hand_in(
        self,
        operation: Callable[..., Result],
        *arguments: object,
        then: Callable[[Result], object],
    ) -> None:
        """Ask the store for what the sheet is for; what was kept of it goes in the same breath."""
        ending = self._store.ending(operation, self._mark)
        self._sheet.hand_in(self._tasks, ending, *arguments, then=then)

    def flush(self) -> None:
        """Hand what stands there to the store's queue, where it is not kept yet."""
        if self._heard and not self._over and not self._sheet.waits:
            wanted = self._wanted()
            if wanted != self._written:
                self._write(wanted)
            elif not self._stands:
                self._clock.stop()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything stands there that no commit has confirmed yet."""
        if self._over:
            return False
        return self._under_way > 0 or self._sheet.waits or self._wanted() != self._written

    def outstanding(self) -> tuple[Write, ...]:
        """Return the write that would keep what no commit has confirmed yet, if anything is so."""
        wanted = self._wanted() if self.has_unsaved else None
        return (Write(self._store.keep, (wanted, self._now())),) if wanted else ()

    def _stand(self) -> None:
        """Hear that a sheet which was put aside is open again."""
        if not self._over:
            self._stands = True
            self._clock.start()

    def _wanted(self) -> Unfinished | None:
        words = self._sheet.as_typed()
        if words == self._first:
            return None
        return Unfinished(self._mark, words, self._stands and self._by_itself)

    def _write(self, wanted: Unfinished | None) -> None:
        self._under_way += 1

        def landed(_: object) -> None:
            self._under_way -= 1
            self._written = wanted
            self._sheet.say_kept()

        def failed(error: Exception) -> None:  # it is tried again with the next beat of the clock
            self._under_way -= 1
            self._sheet.say_not_kept(error)
            self._tasks.say_stuck(error)

        if wanted is None:
            self._tasks.run(self, self._store.forget, self._mark, then=landed, failed=failed)
        else:
            self._tasks.run(
                *(self, self._store.keep, wanted, self._now()), then=landed, failed=failed
            )

    def _begin(self, _error: Exception) -> bool:
        self._heard = True
        return False

    def _give_back(self, found: Unfinished | None) -> None:
        """Show what stood here, beside what was typed in the moment until it was found."""
        self._heard = True
        if found is None or self._over:
            return
        self._stays = True
        self._written = replace(found, kept_at=None)
        self._sheet.give_back(joined(self._first, self._sheet.as_typed(), found.words))
        self._sheet.say_given_back()

    def _leave(self) -> None:
        if self._stays:
            self._stands = False
            self.flush()
        elif self._heard:
            self._end()
        else:  # nobody has seen what may be kept from before: that stays
            self._over = True
            self._clock.stop()

    def _end(self) -> None:
        """Let go: it was handed in, cancelled or thrown away."""
        if not self._over:
            self._over = True
            self._clock.stop()
            self._tasks.run(self, self._store.forget, self._mark)


class Standings:
    """Every sheet that is open anywhere in a window, as one."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def flush(self) -> None:
        """Hand what stands in them to the stores' queues."""
        for standing in self._window.findChildren(Standing):
            standing.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything stands in one that no commit has confirmed yet."""
        return any(standing.has_unsaved for standing in self._window.findChildren(Standing))
