"""Opens an encrypted database with every setting asserted; the only door to SQLite.

The files are SQLCipher 4 files. A key of the wrong length would silently be taken for a passphrase,
a missing file would silently be made, and an empty one would open as an empty practice: all three
end here.
"""

import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from practicenotes.errors import (
    DiskFailing,
    DiskFull,
    FileNotReadable,
    LibraryTooOld,
    MemoryShort,
    PracticeNotesError,
    StoreClosed,
    StoreDamaged,
    StoreLost,
    StoreReadOnly,
    VaultBusy,
)


PAGE = 4096
BETWEEN = 10  # steps of the library between two looks whether to stop: one may move a whole file
OLDEST_LIBRARY = (3, 51, 3)  # earlier ones can lose pages in write-ahead mode, and lag behind

_KEY = re.compile(r"[0-9a-f]{96}")
_PATIENCE_MS = 500  # a virus scanner may hold the file for a moment

_SETTINGS = (
    ("journal_mode", "DELETE", "delete"),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("synchronous", "EXTRA", 3),
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("mmap_size", "0", 0),
    *((("fullfsync", "ON", 1),) if sys.platform == "darwin" else ()),
)

# What the rest of the program may ask of SQLite by PRAGMA: the first set with an argument too.
_FREE_PRAGMAS = {
    *("table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo"),
    *("foreign_key_list", "foreign_key_check", "defer_foreign_keys", "integrity_check"),
    *("user_version", "application_id"),
    "data_version",  # full text search asks
    "quick_check",  # a new column asks
}
_READABLE_PRAGMAS = {
    *("page_count", "freelist_count", "page_size", "cipher", "read_uncommitted"),
    *(name for name, _, _ in _SETTINGS),
}


def library_version() -> tuple[int, int, int]:
    """Return the version of the SQLite that is loaded."""
    major, minor, patch = (int(part) for part in apsw.sqlite_lib_version().split(".")[:3])
    return major, minor, patch


def check_library() -> None:
    """Refuse a library without the cipher, without full text search, or with the old bug in it."""
    found = library_version()
    ciphers = getattr(apsw, "mc_version", "")
    complete = bool(ciphers) and "ENABLE_FTS5" in apsw.compile_options
    if found < OLDEST_LIBRARY or not complete:
        needed = "SQLite {}.{}.{} with SQLite3 Multiple Ciphers".format(*OLDEST_LIBRARY)
        raise LibraryTooOld(f"SQLite {apsw.sqlite_lib_version()} {ciphers}".strip(), needed)


def check_size(path: Path) -> None:
    """Refuse a file that is missing, empty, or cut within a page.

    While a journal is there, a crash may have left half a page at the end: SQLite mends that first.
    """
    size = path.stat().st_size if path.is_file() else 0
    journal = _journal_of(path)
    recovering = journal.is_file() and journal.stat().st_size > 0
    if size < PAGE or (size % PAGE and not recovering):
        raise StoreDamaged(path, "" if path.exists() else "missing")


def open_file(path: Path, key: str) -> apsw.Connection:
    """Open an existing database with its key of 96 hexadecimal digits (key and salt)."""
    check_size(path)
    connection = open_new(path, key)
    try:
        check_size(path)
    except StoreDamaged:
        connection.close()
        raise
    return connection


def open_new(path: Path, key: str) -> apsw.Connection:
    """Open an empty file that the caller has just made; nothing else may start from nothing."""
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    except apsw.CantOpenError:
        if path.exists() and not os.access(path, os.R_OK):
            raise FileNotReadable(path) from None
        raise StoreDamaged(path) from None
    except apsw.Error as error:  # it looks at the first bytes already
        raise plain(error, path) or error from None
    try:
        _give_key(connection, key)
        if _journal_of(path).exists() and not connection.readonly("main"):
            # A kill leaves a journal. Leaving this mode for the right one uses it and clears it.
            connection.execute("PRAGMA journal_mode = PERSIST")
        _settle(connection)
        _take_lock(connection)
        connection.authorizer = _authorise
    except apsw.Error as error:
        connection.close()
        raise plain(error, path) or error from None
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def still(path: Path, key: str) -> Iterator[apsw.Connection]:
    """Yield a database as it lies, for reading alone: nothing is locked, and no byte written.

    Where it is written meanwhile, a page may be half old and half new; its mark tells, in an error.
    """
    check_size(path)
    where = f"{path.absolute().as_uri()}?immutable=1"
    try:
        connection = apsw.Connection(where, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    except apsw.Error as error:
        raise plain(error, path) or error from None
    try:
        _give_key(connection, key)
        connection.authorizer = _authorise_reading_alone
        yield connection
    except apsw.Error as error:
        raise plain(error, path) or error from None
    finally:
        connection.close()


def copy_into(
    connection: apsw.Connection, target: Path, stop: Callable[[], bool] | None = None
) -> None:
    """Write a compact copy under the same key; `VACUUM INTO` gets past a torn free page.

    Raises StoreClosed once `stop` says so.
    """
    guard, connection.authorizer = connection.authorizer, None
    connection.set_progress_handler(stop, BETWEEN)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    except apsw.InterruptError:
        raise StoreClosed from None
    except apsw.FullError:
        raise DiskFull(target) from None
    except apsw.Error as error:
        raise plain(error, Path(connection.db_filename("main"))) or error from None
    finally:
        connection.set_progress_handler(None)
        connection.authorizer = guard


def only_read(connection: apsw.Connection, *, trail: bool) -> None:
    """Let nothing through from now on but reading and, if wanted, entries of the audit trail."""
    connection.authorizer = _authorise_reading if trail else _authorise_reading_alone


def is_refused(error: BaseException | None) -> bool:
    """Say whether the library was not allowed to do what it was asked for."""
    return isinstance(error, apsw.AuthError)


def rekey(connection: apsw.Connection, key: str) -> None:
    """Write every page of a database anew, under another key of 96 hexadecimal digits."""
    _check_key(key)
    connection.authorizer = None
    try:
        connection.execute(f"PRAGMA rekey = \"x'{key}'\"")
    except apsw.Error as error:
        raise plain(error, Path(connection.db_filename("main"))) or error from None
    finally:
        connection.authorizer = _authorise


def is_moved(connection: apsw.Connection) -> bool:
    """Whether another file, or none, has the name of the one that is open.

    SQLite looks when it opens a journal, and a store that nobody else may use keeps its journal.
    """
    moved = ctypes.c_int(0)
    connection.file_control("main", apsw.SQLITE_FCNTL_HAS_MOVED, ctypes.addressof(moved))
    return moved.value != 0


def plain(error: BaseException | None, path: Path) -> PracticeNotesError | None:
    """Return the error that the therapist can be told about, or None if it is a mistake of ours."""
    if not isinstance(error, apsw.Error):
        return None
    code, extended = getattr(error, "result", 0), getattr(error, "extendedresult", 0)
    kind = _PLAIN.get(extended) or _PLAIN.get(code)
    if kind in (VaultBusy, DiskFull, DiskFailing):  # told of the practice, or of its disk
        return kind(path.parent)
    return kind(path) if kind else None


def _worn(path: Path) -> PracticeNotesError:
    """Return what is told of a page that does not fit its mark: the file did open before."""
    return StoreDamaged(path, "place")


_PLAIN: dict[int, Callable[[Path], PracticeNotesError]] = {
    apsw.SQLITE_NOMEM: lambda _path: MemoryShort(),
    apsw.SQLITE_IOERR_NOMEM: lambda _path: MemoryShort(),
    apsw.SQLITE_FULL: DiskFull,
    apsw.SQLITE_CORRUPT: _worn,
    apsw.SQLITE_NOTADB: _worn,
    apsw.SQLITE_IOERR_SHORT_READ: _worn,
    apsw.SQLITE_IOERR_DATA: _worn,
    apsw.SQLITE_IOERR_CORRUPTFS: _worn,
    apsw.SQLITE_BUSY: VaultBusy,
    apsw.SQLITE_LOCKED: VaultBusy,
    apsw.SQLITE_IOERR: DiskFailing,
    apsw.SQLITE_READONLY_DBMOVED: StoreLost,
    apsw.SQLITE_READONLY: StoreReadOnly,
    apsw.SQLITE_PERM: StoreReadOnly,
    apsw.SQLITE_CANTOPEN: StoreReadOnly,
}


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _check_key(key: str) -> None:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise ValueError("a database key is 96 hexadecimal digits")


def _give_key(connection: apsw.Connection, key: str) -> None:
    _check_key(key)
    for pragma in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{key}'\""):
        connection.execute(f"PRAGMA {pragma}")


def _settle(connection: apsw.Connection) -> None:
    """Set every setting and read it back: some are refused without a word."""
    connection.set_busy_timeout(_PATIENCE_MS)
    connection.enable_load_extension(False)
    for switch, state in (
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
        # Else the full text index plans its search anew for every word that a save takes out.
        (apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1),
    ):
        if connection.config(switch, state) != state:
            raise RuntimeError(f"switch {switch} was not taken")
    for name, value, expected in _SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
        found = connection.pragma(name)
        if found != expected:
            raise RuntimeError(f"{name} is {found} and not {expected}")
    if connection.pragma("page_size") != PAGE or connection.pragma("cipher") != "sqlcipher":
        raise RuntimeError("the cipher was not taken")


def _take_lock(connection: apsw.Connection) -> None:
    """Read the first page, and keep everyone else out from now on."""
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    if not connection.readonly("main"):
        connection.execute("BEGIN EXCLUSIVE; COMMIT")


def _authorise(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> int:
    """Refuse what no operation needs: other files, extensions, and settings changed on the way."""
    if action in {apsw.SQLITE_ATTACH, apsw.SQLITE_DETACH}:
        return apsw.SQLITE_DENY
    if action == apsw.SQLITE_FUNCTION and second == "load_extension":
        return apsw.SQLITE_DENY
    if action == apsw.SQLITE_PRAGMA:
        name = (first or "").lower()
        free = name in _FREE_PRAGMAS or (name in _READABLE_PRAGMAS and second is None)
        return apsw.SQLITE_OK if free else apsw.SQLITE_DENY
    return apsw.SQLITE_OK


# What writes may be asked for while a record is only read: an entry more, and how far they go.
_TRAIL = {
    (apsw.SQLITE_INSERT, "audit"),
    (apsw.SQLITE_INSERT, "audit_state"),
    (apsw.SQLITE_UPDATE, "audit_state"),
}
_READING = {
    *(apsw.SQLITE_SELECT, apsw.SQLITE_READ, apsw.SQLITE_FUNCTION, apsw.SQLITE_RECURSIVE),
    *(apsw.SQLITE_TRANSACTION, apsw.SQLITE_SAVEPOINT),
}
_SETTABLE_PRAGMAS = {"user_version", "application_id", "defer_foreign_keys"}


def _authorise_reading(
    action: int, first: str | None, second: str | None, database: str | None, trigger: str | None
) -> int:
    """Refuse every write but those of the trail, and what is refused anyhow."""
    sets = (first or "").lower() in _SETTABLE_PRAGMAS and second is not None
    reads = action in _READING or (action == apsw.SQLITE_PRAGMA and not sets)
    if not reads and (action, first) not in _TRAIL:
        return apsw.SQLITE_DENY
    return _authorise(action, first, second, database, trigger)


def _authorise_reading_alone(
    action: int, first: str | None, second: str | None, database: str | None, trigger: str | None
) -> int:
    """Refuse the trail as well."""
    if (action, first) in _TRAIL:
        return apsw.SQLITE_DENY
    return _authorise_reading(action, first, second, database, trigger)
