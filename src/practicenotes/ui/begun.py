"""Keeps lines of a page that wait for their button, so that a lost moment takes nothing with it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.ui.keeps import Keeps
from practicenotes.ui.tasks import Failed, Tasks
from practicenotes.ui.unfinished import BEHIND
from practicenotes.ui.unkept import Once
from practicenotes.ui.widgets.form import Form


Result = TypeVar("Result")


class Begun(QObject):
    """Keeps a form as it is typed while it is `unkept`, and gives back what was left like that.

    It is for a program that is killed. Where the page keeps its lines, at a lock too, it hands
    them in here: what was kept of them goes in the same breath, and comes back over nothing newer.
    """

    def __init__(
        self,
        form: Form,
        tasks: Tasks,
        store: Keeps,
        mark: Mark,
        now: Callable[[], datetime],
        unkept: Callable[[], bool],
    ) -> None:
        super().__init__(form)
        self._form, self._tasks, self._store, self._mark = form, tasks, store, mark
        self._now, self._unkept = now, unkept
        self._written: dict[str, Any] | None = None  # what the store has of it
        self._refused = False  # and whether it has it: the last write may have failed
        self._handed_in = 0  # how often, and not taken yet
        self._trouble = Once()
        self._clock = QTimer(self, interval=BEHIND)
        self._clock.timeout.connect(self._write)
        tasks.run(self, store.find, mark, then=self._give_back, failed=self._begin)

    def hand_in(
        self,
        operation: Callable[..., Result],
        *arguments: object,
        then: Callable[[Result], object],
        failed: Failed,
    ) -> None:
        """Ask the store to keep the lines themselves, and to let go of them here."""

        def taken(result: Result) -> None:
            self._handed_in -= 1
            self._written, self._refused = None, False
            then(result)

        def refused(error: Exception) -> bool | None:
            self._handed_in -= 1
            return failed(error)

        self._handed_in += 1
        ending = self._store.ending(operation, self._mark)
        self._tasks.run(self, ending, *arguments, then=taken, failed=refused)

    def _begin(self, _error: Exception) -> bool:
        self._clock.start()
        return True  # the page tells of it: it reads there too

    def _give_back(self, found: Unfinished | None) -> None:
        self._clock.start()
        if found:
            self._written = dict(found.words)
            if not self._unkept():  # what is typed by now is newer
                self._form.show_typed(found.words)

    def _write(self) -> None:
        if self._handed_in:  # what is written after it would stay
            return
        wanted = self._form.as_typed() if self._unkept() else None
        if wanted == self._written and not self._refused:
            return
        self._written, self._refused = wanted, False
        write: tuple[Any, ...] = (self._store.forget, self._mark)
        if wanted is not None:
            sheet = Unfinished(self._mark, wanted, stands=False)
            write = (self._store.keep, sheet, self._now())
        self._tasks.run(self, *write, then=lambda _: self._trouble.over(), failed=self._again)

    def _again(self, error: Exception) -> bool:
        self._refused = True  # it is tried with the next beat of the clock
        return self._trouble.claims(error)  # of a disk it is told where the lines are kept
