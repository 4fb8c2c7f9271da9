"""DB-API 2.0 over apsw, small and complete: the skin that SQLAlchemy sees.

Rows are fetched when a statement runs, so no statement stays open behind a transaction's back, and
nothing begins or ends a transaction unasked.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, ClassVar

import apsw

from practicenotes.vault import database


apilevel = "2.0"
threadsafety = 1
paramstyle = "qmark"
sqlite_version = apsw.sqlite_lib_version()
sqlite_version_info = database.library_version()

Date = date
Time = time
Timestamp = datetime
DateFromTicks = date.fromtimestamp
TimestampFromTicks = datetime.fromtimestamp
Binary = memoryview
STRING = str
BINARY = bytes
NUMBER = float
DATETIME = datetime
ROWID = int

Value = str | int | float | bytes | None


class Warning(Exception):  # noqa: A001 - the name that PEP 249 asks for
    """Never raised; PEP 249 asks for it."""


class Error(Exception):
    """The root of what this module raises; the library's own error is its cause."""


class InterfaceError(Error):
    """The module was used wrongly."""


class DatabaseError(Error):
    """The database refused, or is damaged."""


class DataError(DatabaseError):
    """A value is too large."""


class OperationalError(DatabaseError):
    """The statement is wrong, or the disk or another program is in the way."""


class IntegrityError(DatabaseError):
    """A constraint says no."""


class InternalError(DatabaseError):
    """The library contradicts itself."""


class ProgrammingError(DatabaseError):
    """The wrong thread, a closed connection, or the wrong number of values."""


class NotSupportedError(DatabaseError):
    """The library cannot do this."""


_KINDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[Error]], ...] = (
    ((apsw.ConstraintError, apsw.MismatchError), IntegrityError),
    ((apsw.CorruptError, apsw.NotADBError, UnicodeDecodeError), DatabaseError),
    (apsw.TooBigError, DataError),
    ((apsw.InternalError, apsw.NotFoundError), InternalError),
    (
        (
            apsw.MisuseError,
            apsw.RangeError,
            apsw.BindingsError,
            apsw.ConnectionClosedError,
            apsw.CursorClosedError,
            apsw.ThreadingViolationError,
            TypeError,
        ),
        ProgrammingError,
    ),
    ((apsw.Error, OverflowError), OperationalError),
)

_RAISED = (apsw.Error, TypeError, OverflowError, UnicodeDecodeError)
_CHANGES_ROWS = re.compile(r"\s*(?:insert|update|delete|replace|with)\b", re.IGNORECASE)
_ADDS_ROWS = re.compile(r"\s*(?:insert|replace)\b", re.IGNORECASE)


def connect(path: Path, key: str, *, fresh: bool = False) -> "Connection":
    """Open a store's file for the thread that asks; `fresh` allows an empty one."""
    return Connection((database.open_new if fresh else database.open_file)(path, key))


class Connection:
    """One connection of one thread; any other thread is refused at once."""

    isolation_level: ClassVar[str | None] = None
    Error = Error
    Warning = Warning
    InterfaceError = InterfaceError
    DatabaseError = DatabaseError
    DataError = DataError
    OperationalError = OperationalError
    IntegrityError = IntegrityError
    InternalError = InternalError
    ProgrammingError = ProgrammingError
    NotSupportedError = NotSupportedError

    def __init__(self, opened: apsw.Connection) -> None:
        self._opened: apsw.Connection | None = opened
        self._thread = threading.get_ident()
        self._changes = opened.total_changes()  # when no transaction was open last

    @property
    def driver(self) -> apsw.Connection:
        """The library's own connection, for the thread that opened it and as long as it is open."""
        if threading.get_ident() != self._thread:
            raise ProgrammingError("A connection can only be used by the thread that opened it.")
        if self._opened is None:
            raise ProgrammingError("Cannot operate on a closed database.")
        return self._opened

    @property
    def read_only(self) -> bool:
        """Whether the file lets nobody write."""
        return bool(self.driver.readonly("main"))

    def cursor(self) -> "Cursor":
        """Return a new cursor."""
        return Cursor(self, self.driver)

    def commit(self) -> None:
        """End the transaction, if one is open, and keep what it did.

        What it did to a file that was taken away meanwhile is undone: it would be kept nowhere.
        """
        driver = self.driver
        if driver.total_changes() != self._changes and database.is_moved(driver):
            self._end("ROLLBACK")
            error = apsw.exception_for(apsw.SQLITE_READONLY_DBMOVED)
            raise _translated(error) from error
        self._end("COMMIT")

    def rollback(self) -> None:
        """End the transaction, if one is still open, and undo what it did."""
        self._end("ROLLBACK")

    def close(self) -> None:
        """Close the file; what was not committed is undone."""
        if self._opened is not None:
            driver, self._opened = self.driver, None
            driver.close()

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Run one statement and hand out its rows as they are read: none but one is in memory."""
        try:
            yield from self.driver.execute(statement)
        except _RAISED as error:
            raise _translated(error) from _cause(error)

    def heed(self, stop: Callable[[], bool] | None) -> None:
        """Let `stop` cut short whatever runs; with None, nothing does any more."""
        self.driver.set_progress_handler(stop, database.BETWEEN)

    def create_function(
        self, name: str, narg: int, func: Callable[..., Any], *, deterministic: bool = False
    ) -> None:
        """Make a Python function known to SQL."""
        self.driver.create_scalar_function(name, func, narg, deterministic=deterministic)

    def _end(self, statement: str) -> None:
        driver = self.driver
        if not driver.in_transaction:
            return
        try:
            driver.execute(statement)
        except apsw.Error as error:
            raise _translated(error) from error
        self._changes = driver.total_changes()


class Cursor:
    """Runs statements and hands out the rows they gave."""

    def __init__(self, connection: Connection, driver: apsw.Connection) -> None:
        self.connection = connection
        self.arraysize = 1
        self.description: tuple[tuple[Any, ...], ...] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self._cursor: apsw.Cursor | None = driver.cursor()
        self._rows: Iterator[tuple[Value, ...]] | None = None

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "Cursor":
        """Run one statement."""
        return self.executemany(statement, (parameters,))

    def executemany(self, statement: str, parameters: Iterable[Sequence[Any]]) -> "Cursor":
        """Run one statement once for every row of parameters."""
        driver = self.connection.driver
        self.description, self.rowcount, self._rows = None, -1, None
        if (cursor := self._cursor) is None:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        counts = _CHANGES_ROWS.match(statement) is not None
        rows: list[tuple[Value, ...]] = []
        changed = 0
        cursor.exec_trace = self._describe
        try:
            for values in parameters:
                rows.extend(cursor.execute(statement, values))
                changed += driver.changes()
        except _RAISED as error:
            raise _translated(error) from _cause(error)
        finally:  # kept, it would hold this cursor through itself, where no collector sees it
            cursor.exec_trace = None
        if counts:
            self.rowcount = changed
        if _ADDS_ROWS.match(statement):
            self.lastrowid = driver.last_insert_rowid()
        self._rows = iter(rows)
        return self

    def fetchone(self) -> tuple[Value, ...] | None:
        """Return the next row, or None."""
        return next(self._fetched(), None)

    def fetchmany(self, size: int | None = None) -> list[tuple[Value, ...]]:
        """Return the next rows, `arraysize` of them unless told otherwise."""
        wanted = self.arraysize if size is None else size
        return [row for _, row in zip(range(wanted), self._fetched(), strict=False)]

    def fetchall(self) -> list[tuple[Value, ...]]:
        """Return all rows that are left."""
        return list(self._fetched())

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        """Hand out the rows that are left."""
        return self._fetched()

    def close(self) -> None:
        """Forget the rows.

        The library's cursor is let go of and not closed: its close (3.54.0.0) never frees it.
        """
        self._rows = self._cursor = None

    def setinputsizes(self, sizes: Any) -> None:
        """Do nothing: values bring their types with them."""

    def setoutputsize(self, size: int, column: int | None = None) -> None:
        """Do nothing: there is no limit."""

    def _fetched(self) -> Iterator[tuple[Value, ...]]:
        if self._rows is None:
            raise ProgrammingError("There is nothing to fetch.")
        return self._rows

    def _describe(self, cursor: apsw.Cursor, _statement: str, _values: Any) -> bool:
        """Note the columns before the first row: afterwards an empty answer has none."""
        columns = cursor.get_description()
        if columns:
            self.description = tuple((name, *(None,) * 6) for name, _type in columns)
        return True


def _cause(error: Exception) -> Exception:
    """Return the library's error: of a text that is none it gives the bytes, and no error."""
    is_no_text = isinstance(error, UnicodeDecodeError)  # an old page in the middle of a long note
    return apsw.exception_for(apsw.SQLITE_CORRUPT) if is_no_text else error


def _translated(error: Exception) -> Error:
    kind = next(ours for theirs, ours in _KINDS if isinstance(error, theirs))
    return kind(str(error))
