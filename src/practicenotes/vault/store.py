"""One encrypted database, its own thread, its transactions."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker

from practicenotes.errors import (
    DiskFailing,
    MemoryShort,
    OpenedReadOnly,
    OpenForReading,
    PracticeNotesError,
    StoreChanged,
    StoreClosed,
    StoreDamaged,
    StoreLost,
    StoreReadOnly,
    TextBroken,
)
from practicenotes.vault import database, dbapi, files, tally, whereabouts
from practicenotes.vault.header import StoreName
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.rows import Seal


P = ParamSpec("P")
T = TypeVar("T")

# What the library says by itself would go to the terminal, with the place of every error.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())

_LOOKS = 1.0  # s between two looks whether the thread is still there
_THREAD_TAKES = 12 * 1024 * 1024  # bytes of addresses, nearly all of them never touched


class Store:
    """An open database: operations are handed to its thread and run there, one transaction each."""

    def __init__(
        self,
        path: Path,
        keys: StoreKeys,
        entropy: Callable[[int], bytes],
        *,
        fresh: bool = False,
    ) -> None:
        self.name: StoreName = keys.store
        self._fresh = fresh
        self._closed = False
        self._only_reads = False  # whether nothing could be written when the file was opened
        self._away = False  # whether the file was out of reach when it was last looked for
        self._refusal: Callable[[], PracticeNotesError] | None = None
        self._door = threading.Lock()  # nothing slips in behind the last thing that is done
        bytes(_THREAD_TAKES)  # let go at once; a thread that begins without room never says so
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"store-{self.name}")
        self._worker = self._thread.submit(threading.current_thread).result()
        self._ident = self._worker.ident
        self._engine = self._new_engine()
        self._facts: dict[str, Any] = {"entropy": entropy, "thread": self._ident}
        self.turn_to(path, keys)
        self._sessions = sessionmaker(
            self._engine, class_=_OwnThread, expire_on_commit=False, info=self._facts
        )
        event.listen(self._sessions, "do_orm_execute", _one_by_one)
        tally.follow(self._sessions)
        try:
            self.on_connection(lambda _connection: None)
        except BaseException:
            self._thread.submit(self._engine.dispose)  # what it got to open holds the lock
            self._thread.shutdown()
            raise

    def submit(
        self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Run `operation(db, *args)` in one transaction on the store's thread.

        Raises StoreClosed, and nothing else: what was not done says so where it is waited for.
        """

        def transact() -> T:
            with self._sessions.begin() as db:
                return operation(db, *args, **kwargs)

        return self._queue(transact)

    def run(
        self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run an operation and wait for what it returns."""
        return self._wait(self.submit(operation, *args, **kwargs))

    def settle(self) -> None:
        """Wait for what was submitted, however it ends."""
        with contextlib.suppress(MemoryShort):
            self._wait_until_done(self.submit(lambda _db: None))

    def close(self) -> None:
        """Wait for what was submitted and close the file; closing twice does nothing."""
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._thread.submit(self._engine.dispose)
        self._thread.shutdown()

    # What follows is for the vault package alone.

    @property
    def writable(self) -> bool:
        """Whether the file can be written to."""
        return self.on_connection(lambda connection: not driver_of(connection).read_only)

    def on_connection(self, work: Callable[[Connection], T]) -> T:
        """Run `work(connection)` in one transaction on the store's thread, and wait for it."""

        def transact() -> T:
            with self._engine.begin() as connection:
                return work(connection)

        return self._wait(self._queue(transact))

    def copy_into(self, target: Path, stop: Callable[[], bool] | None = None) -> None:
        """Write a compact copy of the whole store, under the same key, to a new file.

        Raises StoreClosed once `stop` says so.
        """

        def copy() -> None:
            with files.plain_errors(target.parent):
                files.make(target)  # SQLite would let others of this computer read it
            with self._engine.connect() as connection:
                database.copy_into(driver_of(connection).driver, target, stop)

        self._wait(self._queue(copy))

    def set_aside(self, work: Callable[[], T]) -> T:
        """Run `work()` while the file is closed; what is submitted meanwhile waits its turn."""

        def aside() -> T:
            self._engine.dispose()
            return work()

        return self._wait(self._queue(aside))

    def only_read(
        self, actor: str = "", refusal: Callable[[], PracticeNotesError] = OpenForReading
    ) -> None:
        """Take nothing from now on but reading and entries of the trail, which name this actor.

        Where there is no actor, the trail takes nothing either. What is refused raises `refusal`.
        """
        self._refusal = refusal
        self._facts["actor"] = actor
        self.set_aside(lambda: None)  # the next connection is another one

    def write_again(self) -> None:
        """Take everything again, in the name of the therapist."""
        self._refusal = None
        del self._facts["actor"]
        self.set_aside(lambda: None)

    def turn_to(self, path: Path, keys: StoreKeys) -> None:
        """Work on this file, under these keys; for a store that is set aside."""
        self.path, self._key = path, keys.database
        self._left = whereabouts.of(path)
        self._away = False
        self._facts |= {"seal": Seal(keys.store, keys.seal), "audit_key": keys.audit}

    def _queue(self, work: Callable[[], T]) -> Future[T]:
        with self._door:
            if self._closed:
                raise StoreClosed
            if self._worker.is_alive():
                return self._thread.submit(self._plainly, work)
        undone: Future[T] = Future()
        undone.set_exception(MemoryShort())
        return undone

    def _wait(self, future: Future[T]) -> T:
        self._wait_until_done(future)
        return future.result()

    def _wait_until_done(self, future: Future[T]) -> None:
        if threading.get_ident() == self._ident:
            raise RuntimeError("an operation cannot wait for its own store")
        while not wait([future], _LOOKS).done:
            if not self._worker.is_alive() and not future.done():  # it had not even room to fail
                raise MemoryShort

    def _plainly(self, work: Callable[[], T]) -> T:
        """Run `work`, and turn what the disk or another program did into a plain error."""
        as_left = self._find_again()
        try:
            done = work()
        except UnicodeEncodeError:
            raise TextBroken from None
        except StoreDamaged:  # opened anew: a file that is away is not called damaged
            if not self._left.is_gone(self.path):
                raise
            self._away = True
            raise self._lost() from None
        except DBAPIError as error:
            refusal = self._refusal
            if refusal and error.orig and database.is_refused(error.orig.__cause__):
                raise refusal() from None
            plain = database.plain(error.orig.__cause__, self.path) if error.orig else None
            if plain is None:
                raise
            if self._left.is_gone(self.path):  # to the library a folder out of reach is shut
                plain = self._lost()
            if isinstance(plain, StoreReadOnly) and self._only_reads:
                plain = OpenedReadOnly(self.path)
            self._away = isinstance(plain, (StoreLost, DiskFailing))
            if as_left:  # what differs by now was written, or undone, right here
                self._left = self._left.now(self.path)
            raise plain from error
        self._away = False
        self._left = self._left.now(self.path)
        return done

    def _lost(self) -> StoreLost:
        return (StoreChanged if self.path.exists() else StoreLost)(self.path)

    def _find_again(self) -> bool:
        """Turn to the file anew once a disk that was pulled out is back; say if it is as it was.

        What the library holds of it leads to a disk that is gone. A file that changed meanwhile
        is left alone: it may be an older copy, and only unlocking asks about that.
        """
        as_left = self._left.is_back(self.path)
        if as_left and (self._away or not self._left.is_there(self.path)):
            self._engine.dispose()
            self._left = whereabouts.of(self.path)
        return as_left

    def _new_engine(self) -> Engine:
        engine = create_engine(
            "sqlite+pysqlite://",
            module=dbapi,
            creator=self._connect,
            poolclass=StaticPool,
            hide_parameters=True,
        )
        event.listen(engine, "begin", _begin)
        return engine

    def _connect(self) -> dbapi.Connection:
        fresh, self._fresh = self._fresh, False
        connection = dbapi.connect(self.path, self._key, fresh=fresh)
        self._only_reads = connection.read_only
        if self._refusal:
            database.only_read(connection.driver, trail=bool(self._facts["actor"]))
        return connection


class _OwnThread(Session):
    """A session that works on the thread of its store and on no other."""

    def get_bind(self, *args: Any, **choices: Any) -> Any:
        """Return the engine, or raise: every statement and every flush asks for it first."""
        if threading.get_ident() != self.info["thread"]:
            raise RuntimeError("a session can only be used on the thread of its own store")
        return super().get_bind(*args, **choices)


def set_aside(stores: Iterable[Store], work: Callable[[], T]) -> T:
    """Run `work()` while each of these is closed and waits."""
    for store in stores:
        work = partial(store.set_aside, work)
    return work()


def driver_of(connection: Connection) -> dbapi.Connection:
    """Return what a connection of a store stands on."""
    found = connection.connection.driver_connection
    if not isinstance(found, dbapi.Connection):
        raise TypeError(found)
    return found


def _begin(connection: Connection) -> None:
    """Take the right to write at once, so that no transaction fails half-way for want of it."""
    plain = "BEGIN" if driver_of(connection).read_only else "BEGIN IMMEDIATE"
    connection.exec_driver_sql(plain)


def _one_by_one(state: ORMExecuteState) -> None:
    """Refuse statements that change many rows at once: each row must be sealed."""
    if state.is_insert or state.is_update or state.is_delete:
        raise TypeError("change rows one by one: a bulk statement would leave them unsealed")
