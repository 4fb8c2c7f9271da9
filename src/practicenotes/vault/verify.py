"""Reads a store from end to end and says in facts what is there and what does not fit."""

import hmac
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from practicenotes.errors import DiskFailing, MemoryShort, StoreClosed, StoreDamaged, StoreLost
from practicenotes.vault import audit, audit_state, database, dbapi, pages, schema, tables, tally
from practicenotes.vault.audit import AuditReport
from practicenotes.vault.header import StoreName
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.rows import Seal
from practicenotes.vault.store import Store, driver_of


_SOUND = ("ok",)


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What was found in one store.

    Bad pages alone, in a store that is otherwise sound, are pages that hold nothing any more.
    """

    store: StoreName
    pages: int
    bad_pages: tuple[int, ...]
    complaints: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    damaged_rows: tuple[tuple[str, str], ...] = ()
    audit: AuditReport | None = None
    audit_head: str | None = None
    version: int = 0

    @property
    def is_readable(self) -> bool:
        """Whether every page and table can be read, be what it says true or not."""
        return not self.bad_pages and not self.complaints

    @property
    def is_sound(self) -> bool:
        """Whether all that is kept can be read and is as it was written."""
        chained = self.audit is None or self.audit.is_whole
        return chained and not self.complaints and not self.damaged_rows

    @property
    def is_stale(self) -> bool:
        """Whether all fits, and a part of it is of an earlier day than the rest."""
        if self.audit is None or self.audit.adds_up:
            return False
        return replace(self, audit=replace(self.audit, adds_up=True)).is_sound


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a vault or a backup, store by store."""

    stores: tuple[StoreReport, ...]

    @property
    def is_sound(self) -> bool:
        """Whether all that is kept can be read and is as it was written."""
        return all(store.is_sound for store in self.stores)

    def facts(self) -> dict[str, Any]:
        """Return the report as plain values, for a machine to read."""
        stores = {store.store: asdict(store) | {"sound": store.is_sound} for store in self.stores}
        return {"sound": self.is_sound, "stores": stores}


def check(path: Path, keys: StoreKeys, tell: Callable[[], object] = lambda: None) -> StoreReport:
    """Check a store that nobody has open: pages, structure, the mark of every row, the chain.

    What `tell` raises ends the check at once; it is called again and again. Raises MemoryShort.
    """
    try:
        marks = pages.check(path, keys.raw, keys.salt, tell)
    except FileNotFoundError:
        return StoreReport(keys.store, 0, (), ("missing",))
    except OSError:
        return StoreReport(keys.store, 0, (), ("lost",))
    try:
        with closing(Store(path, keys, os.urandom)) as store:
            return store.on_connection(lambda connection: _read(connection, keys, marks, tell))
    except (StoreDamaged, StoreLost, DiskFailing) as error:
        return StoreReport(keys.store, marks.total, marks.bad, (_named(error),))


def rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has, without checking any."""
    return {table: _count(connection, table) for table, _ in tables.of(connection)}


def marked(
    connection: Connection, table: str, columns: tuple[str, ...]
) -> Iterator[tuple[int, object, list[Any]]]:
    """Yield each row of a sealed table: its place, its mark, and the values that this covers.

    A row may hold a file, so that never more than one is in memory.
    """
    covered = [name for name in columns if name not in {"row", "mac"}]
    named = ", ".join(tables.quoted(name) for name in ("row", "mac", *covered))
    query = f"SELECT {named} FROM {tables.quoted(table)} ORDER BY row"  # noqa: S608
    for row, mark, *values in driver_of(connection).stream(query):
        yield row, mark, values


def fits(mark: object, right: bytes) -> bool:
    """Say whether a row carries the mark that its values give."""
    return isinstance(mark, bytes) and hmac.compare_digest(mark, right)


def _read(
    connection: Connection, keys: StoreKeys, marks: pages.PageCount, tell: Callable[[], object]
) -> StoreReport:
    complaints = _complaints(connection, tell)
    counted: dict[str, int] = {}
    damaged: list[tuple[str, str]] = []
    broken = [] if complaints == _SOUND else list(complaints)
    seal, total = Seal(keys.store, keys.seal), 0
    for table, columns in tables.of(connection):
        try:
            counted[table] = _count(connection, table)
            if set(columns) >= tables.SEALED:
                for mark, row in _judged(connection, table, columns, seal):
                    tell()
                    total += tally.added((mark,))
                    if row:
                        damaged.append((table, row))
        except (DBAPIError, dbapi.Error) as error:
            said = getattr(error, "orig", error)
            _refuse_to_judge(said, Path(driver_of(connection).driver.db_filename("main")))
            broken.append(f"{table}: {said}")
    chained = "audit_state" in counted
    read_whole = not (broken or damaged)  # else nobody knows what is missing in the sum
    whole = total % audit_state.MOST if read_whole else None
    return StoreReport(
        store=keys.store,
        pages=marks.total,
        bad_pages=marks.bad,
        complaints=tuple(broken),
        rows=counted,
        damaged_rows=tuple(damaged),
        audit=audit.check(connection, keys.audit, whole) if chained else None,
        audit_head=_head(connection) if chained else None,
        version=schema.version_of(connection),
    )


def _refuse_to_judge(said: BaseException, path: Path) -> None:
    """Raise MemoryShort or DiskFailing where that kept a table from being read, and no damage."""
    plain = database.plain(said.__cause__, path)
    if isinstance(plain, MemoryShort | DiskFailing | StoreLost):
        raise plain from None


def _complaints(connection: Connection, tell: Callable[[], object]) -> tuple[str, ...]:
    """Return what SQLite has to say about the structure, unless `tell` ends it."""

    def ends() -> bool:
        try:
            tell()
        except StoreClosed:
            return True
        return False

    driver = driver_of(connection)
    driver.heed(ends)
    try:
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
        return tuple(str(line) for line in said)
    except DBAPIError:
        tell()
        raise
    finally:
        driver.heed(None)


def _head(connection: Connection) -> str | None:
    state = audit_state.of(connection)
    return state.head.hex() if state else None


def _count(connection: Connection, table: str) -> int:
    query = f"SELECT count(*) FROM {tables.quoted(table)}"  # noqa: S608 - names cannot be parameters
    return int(connection.exec_driver_sql(query).scalar_one())


def _judged(
    connection: Connection, table: str, columns: tuple[str, ...], seal: Seal
) -> Iterator[tuple[object, str]]:
    """Yield the mark of each row, and its id where that is not what its values give, else ""."""
    for _, mark, values in marked(connection, table, columns):
        yield mark, "" if fits(mark, seal.mark(table, values)) else str(values[0])


def _named(error: Exception) -> str:
    return "unreadable" if isinstance(error, StoreDamaged) else "lost"
