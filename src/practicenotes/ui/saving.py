"""Keeps what is written at most a moment behind the fingers, and says truthfully how far it got."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from practicenotes.ui.tasks import Tasks


BEHIND = 1200  # ms: how far a save may lag behind the first key that it covers
AGAIN = 2000  # ms: how long to wait after a save that failed


@dataclass(frozen=True, slots=True)
class Write:
    """An operation of a store that keeps what stands on the page; for a page, it returns when."""

    operation: Callable[..., Any]
    arguments: tuple[object, ...]


class Autosave(QObject):
    """Saves one side of a page, one write after the other.

    `compose` is asked for the write at the moment it is made, so that it covers all that stands
    there. A later key never puts a save off, or continuous typing would never be kept.

    Signals:
        saved(datetime): the commit of a save came back.
        stuck(Exception): a save failed; the text is kept here and tried again.
    """

    saved = Signal(object)
    stuck = Signal(object)

    def __init__(self, parent: QObject, tasks: Tasks, compose: Callable[[], Write]) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._compose = compose
        self._unsaved = False
        self._under_way = 0
        self._afterwards: list[Callable[[], object]] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.save)

    @property
    def has_unsaved(self) -> bool:
        """Whether anything stands on the page that no commit has confirmed yet."""
        return self._unsaved or self._under_way > 0

    def touch(self) -> None:
        """Say that something has changed: it will be saved soon, whatever happens next."""
        self._unsaved = True
        if not self._timer.isActive():
            self._timer.start(BEHIND)

    def save(self) -> None:
        """Save what is unsaved now, or as soon as the save under way has come back."""
        if self._unsaved and not self._under_way:
            self._write()

    def flush(self) -> None:
        """Hand what is unsaved to the store's queue before returning."""
        if self._unsaved:
            self._write()

    def outstanding(self) -> tuple[Write, ...]:
        """Return the write that would keep what no commit has confirmed yet, if anything is so."""
        return (self._compose(),) if self.has_unsaved else ()

    def then(self, act: Callable[[], object]) -> None:
        """Do something once everything is saved; it is not done when a save fails."""
        if not self.has_unsaved:
            act()
            return
        self._afterwards.append(act)  # first: a save may come back, or fail, at once
        self.save()

    def _write(self) -> None:
        write = self._compose()
        self._timer.stop()
        self._unsaved = False
        self._under_way += 1
        self._tasks.run(
            self, write.operation, *write.arguments, then=self._landed, failed=self._failed
        )

    def _landed(self, at: Any) -> None:
        self._under_way -= 1
        self.saved.emit(at)
        if self._unsaved:
            if not self._timer.isActive():
                self.save()
        elif not self._under_way:
            acts, self._afterwards = self._afterwards, []
            for act in acts:
                act()

    def _failed(self, error: Exception) -> None:
        self._under_way -= 1
        self._unsaved = True
        self._afterwards.clear()
        self._timer.start(AGAIN)
        self.stuck.emit(error)
        self._tasks.say_stuck(error)
