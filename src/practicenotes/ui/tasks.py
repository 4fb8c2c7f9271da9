"""The only door between widgets and storage: a widget names an operation and hears how it ended."""

import contextlib
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from practicenotes.domain.changes import Changes, touched_by
from practicenotes.errors import MemoryShort, PracticeNotesError, StoreClosed


Result = TypeVar("Result")

Submit = Callable[..., Future[Any]]
Then = Callable[[Any], object]
Failed = Callable[[Exception], bool | None]


class Broadcast(QObject):
    """What concerns every view.

    Signals:
        changed(Changes, initiator): a write succeeded; the initiator may ignore its own echo.
        raised(Exception): an error that no widget claimed.
        stuck(Exception): words that were written could not be saved, and are kept where they are.
    """

    changed = Signal(object, object)
    raised = Signal(object)
    stuck = Signal(object)


@dataclass(frozen=True, slots=True)
class _Ticket:
    """What is kept on the UI thread until the result is there."""

    future: Future[Any]
    asker: QObject
    touched: Changes
    then: Then | None
    failed: Failed | None
    unheard: Then | None


class Tasks(QObject):
    """Runs operations elsewhere and brings their results back to the UI thread.

    Only a number travels to the other thread and back; widgets and their callbacks wait here under
    that number. One QObject lives as long as the program, and none is made per task: objects that
    are made here and die there are what crashes.
    """

    _landed = Signal(int)

    def __init__(self, submit: Submit, broadcast: Broadcast) -> None:
        # Owned by the application: a late result may then drop the last other reference on
        # whatever thread it likes.
        super().__init__(QCoreApplication.instance())
        self._submit = submit
        self._broadcast = broadcast
        self._numbers = count(1)
        self._waiting: dict[int, _Ticket] = {}
        # Queued also here: an operation that is done at once must not answer before `run` returns.
        self._landed.connect(self._bring_back, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        asker: QObject,
        operation: Callable[..., Result],
        *arguments: object,
        then: Callable[[Result], object] | None = None,
        failed: Failed | None = None,
        unheard: Callable[[Result], object] | None = None,
    ) -> None:
        """Start an operation; `then` hears its result if the asker still lives, else `unheard`.

        `failed` hears its error; it returns False to let the window tell it instead. What an
        operation opens is closed again by `unheard`: nobody else has it.
        """
        try:
            future = self._submit(operation, *arguments)
        except PracticeNotesError as error:
            future = Future()
            future.set_exception(error)
        number = next(self._numbers)
        touched = touched_by(operation)
        self._waiting[number] = _Ticket(future, asker, touched, then, failed, unheard)
        future.add_done_callback(lambda done: self._land(number, done))

    def tell(self, error: Exception) -> None:
        """Let the window tell what went wrong without any operation."""
        self._broadcast.raised.emit(error)

    def say_stuck(self, error: Exception) -> None:
        """Say that words could not be saved; whoever holds them keeps them and tries again."""
        self._broadcast.stuck.emit(error)

    @property
    def busy(self) -> bool:
        """Whether anything is still under way."""
        return bool(self._waiting)

    def hear(self) -> None:
        """Bring back now what has landed, and not when Qt is next idle."""
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _land(self, number: int, future: Future[Any]) -> None:
        """Announce a result from whatever thread it was made on."""
        if not future.cancelled() and (error := future.exception()):
            _forget_locals(error)
        with contextlib.suppress(RuntimeError):  # the program has ended: nobody is left to tell
            self._landed.emit(number)

    @Slot(int)
    def _bring_back(self, number: int) -> None:
        ticket = self._waiting.pop(number, None)
        if ticket is None:  # the door was closed meanwhile
            return
        if not shiboken6.isValid(self._broadcast):  # the program has ended: nobody is left to tell
            _leave(ticket)
            return
        error = StoreClosed() if ticket.future.cancelled() else ticket.future.exception()
        if error is None:
            self._deliver(ticket)
        elif isinstance(error, Exception):
            self._refuse(ticket, error)
        else:
            raise error

    def _deliver(self, ticket: _Ticket) -> None:
        try:
            if not shiboken6.isValid(ticket.asker):
                _leave(ticket)
            elif ticket.then:
                ticket.then(ticket.future.result())
        finally:  # the write has happened, whatever the asker makes of it
            if ticket.touched is not Changes.NONE:
                initiator = ticket.asker if shiboken6.isValid(ticket.asker) else None
                self._broadcast.changed.emit(ticket.touched, initiator)

    def _refuse(self, ticket: _Ticket, error: Exception) -> None:
        claimed: bool | None = False
        if ticket.failed and shiboken6.isValid(ticket.asker):
            claimed = ticket.failed(error)
        if claimed is False:
            self._broadcast.raised.emit(error)


class Work(Tasks):
    """The same door for long work that is no store operation: deriving keys, backups, drawing."""

    def __init__(self, broadcast: Broadcast) -> None:
        self._closed = False
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="work")
        super().__init__(self._begin, broadcast)

    def close(self) -> None:
        """Wait for what is running, and tell nothing of it; what has not begun is not done."""
        self._closed = True
        self._pool.shutdown(cancel_futures=True)
        waiting, self._waiting = self._waiting, {}
        for ticket in waiting.values():
            _leave(ticket)

    def _begin(self, operation: Callable[..., Any], *arguments: object) -> Future[Any]:
        called_off = Event()
        try:
            return self._pool.submit(_carry_out, called_off, operation, *arguments)
        except RuntimeError:  # closed, as a timer may still ask on the way out; or no thread begins
            called_off.set()
            if not self._closed:
                raise MemoryShort from None
            late: Future[Any] = Future()
            late.cancel()
            return late


def _carry_out(called_off: Event, operation: Callable[..., Any], *arguments: object) -> Any:
    """Run an operation, unless it was told as not done: the pool keeps what no thread took."""
    if called_off.is_set():
        raise MemoryShort
    return operation(*arguments)


def _leave(ticket: _Ticket) -> None:
    """Let what came for nobody be closed."""
    future = ticket.future
    if ticket.unheard and not future.cancelled() and future.exception() is None:
        ticket.unheard(future.result())


def _forget_locals(error: BaseException) -> None:
    """Let go of what the failed frames held: rows, keys and text of another thread."""
    link: BaseException | None = error
    while link:
        traceback.clear_frames(link.__traceback__)
        link = link.__cause__ or link.__context__
