"""Brings the copy of an earlier store up to what can be read of a damaged one, row by row."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from practicenotes.errors import StoreDamaged
from practicenotes.vault import tables, tally, verify
from practicenotes.vault.audit_state import State
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.rows import Seal


Things = tuple[tuple[str, str], ...]  # of each row its table and its id

_UNREADABLE = (apsw.Error, UnicodeDecodeError)  # the latter of a text whose bytes are no letters
_BEYOND = 2000  # rows behind the last one that could be read: so far it is looked for more


@dataclass(frozen=True, slots=True)
class Merged:
    """The rows that stay as the copy has them, and whether all is as it was saved last.

    `complete` is None where the damaged store does not say what its marks added up to.
    """

    kept: Things
    complete: bool | None


def merge(
    damaged: apsw.Connection, copy: apsw.Connection, keys: StoreKeys, tell: Callable[[], object]
) -> Merged:
    """Bring `copy`, out of a backup, up to what `damaged` has whole; in one step.

    What cannot be read stays as the copy has it. Of two whole rows the one that was written more
    often may count, and what is gone in `damaged` may have been lost there: each way is tried until
    the marks add up to what they did at the last write. Where none does, revisions count only if
    the trail of the copy leads on to that of `damaged`, and what is gone is gone. What `tell`
    raises ends it; it is called again and again. Raises StoreDamaged if nothing fits together.
    """
    seal = Seal(keys.store, keys.seal)
    wanted = _tally(damaged, keys.audit)
    for way in _WAYS if wanted is not None else ():
        with suppress(apsw.ConstraintError):
            kept = _merged(damaged, copy, seal, way, tell)
            if _total(copy) == wanted:
                copy.execute("COMMIT")
                return Merged(kept, complete=True)
        copy.execute("ROLLBACK")
    try:
        kept = _merged(damaged, copy, seal, _Way(latest=_leads_on(copy, damaged)), tell)
        copy.execute("COMMIT")
    except apsw.ConstraintError:
        copy.execute("ROLLBACK")
        raise StoreDamaged(Path(damaged.filename)) from None
    return Merged(kept, complete=None if wanted is None else False)


@dataclass(frozen=True, slots=True)
class _Way:
    """How two rows, or one that is missing, are judged."""

    latest: bool = False  # of two whole rows the one of the higher revision counts
    keeps: bool = False  # what is gone in the damaged store comes back


_WAYS = (_Way(latest=True), _Way(latest=True, keeps=True), _Way())


def _merged(
    damaged: apsw.Connection,
    copy: apsw.Connection,
    seal: Seal,
    way: _Way,
    tell: Callable[[], object],
) -> Things:
    kept: list[tuple[str, str]] = []
    copy.execute("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON")
    for table in _tables(copy, "table"):
        kept += _Merge(damaged, copy, table, seal, way).run(tell)
    for name in _tables(copy, "virtual"):  # the search indexes, of what now stands there
        quoted = tables.quoted(name)
        copy.execute(f"INSERT INTO {quoted} ({quoted}) VALUES ('rebuild')")  # noqa: S608
    return tuple(kept)


def _tally(store: apsw.Connection, key: bytes) -> int | None:
    """Return what the marks of a store added up to at its last write, if it says so."""
    with suppress(apsw.Error):
        row: Any = store.execute("SELECT count, head, mac FROM audit_state").fetchone()
        state = State(*row) if row else None
        (last,) = store.execute("SELECT max(seq) FROM audit").fetchone() or (None,)
        if state and state.is_of(key) and state.count == last:
            return state.tally
    return None


def _total(store: apsw.Connection) -> int:
    listed = ((name, _columns(store, name)) for name in _tables(store, "table"))
    sealed = [tables.quoted(name) for name, columns in listed if set(columns) >= tables.SEALED]
    marks = (mark for name in sealed for (mark,) in store.execute(f"SELECT mac FROM {name}"))  # noqa: S608
    return tally.added(marks)


def _leads_on(copy: apsw.Connection, damaged: apsw.Connection) -> bool:
    """Say whether the trail of a copy is the beginning of that of the damaged store."""
    with suppress(apsw.Error):
        end: Any = copy.execute("SELECT count, head, mac FROM audit_state").fetchone()
        if end is None:
            return True  # nothing was entered yet: that is the beginning of every trail
        link: Any = damaged.execute("SELECT link FROM audit WHERE seq = ?", end[:1]).fetchone()
        return bool(link) and link[0] == State(*end).head
    return False


def _columns(store: apsw.Connection, table: str) -> tuple[str, ...]:
    listed = store.execute(f"PRAGMA table_info({tables.quoted(table)})").fetchall()
    return tuple(str(row[1]) for row in listed)


class _Merge:
    """One table on its way; each table ends in the column that marks or chains its rows."""

    def __init__(
        self, damaged: apsw.Connection, copy: apsw.Connection, table: str, seal: Seal, way: _Way
    ) -> None:
        self._damaged, self._copy, self._table, self._seal = damaged, copy, table, seal
        self._named = tables.quoted(table)
        self._columns = _columns(copy, table)
        self._sealed = set(self._columns) >= tables.SEALED
        self._latest, self._keeps = way.latest and self._sealed, way.keeps and self._sealed

    def run(self, tell: Callable[[], object]) -> list[tuple[str, str]]:
        """Bring the table up to date; return the rows that stay as the copy has them."""
        marks = f"SELECT rowid, {tables.quoted(self._columns[-1])} FROM {self._named}"  # noqa: S608
        had = {int(place): mark for place, mark in self._copy.execute(marks)}
        seen, unread, changed = set(), set(), []
        for place, values in self._read(max(had, default=0)):
            tell()
            if values is not None and self._is_whole(values) and not self._is_older(place, values):
                seen.add(place)
                changed += [place] if had.get(place) != values[-1] else []
            elif values is None or place in had:
                unread.add(place)
            else:
                changed.append(place)  # not in the backup: it stays as it is, shown as damaged
        gone = set() if self._keeps else had.keys() - seen - unread
        for place in gone | (had.keys() & set(changed)):
            self._copy.execute(f"DELETE FROM {self._named} WHERE rowid = ?", (place,))  # noqa: S608
        into = ", ".join("?" for _ in self._columns)
        for place in changed:
            values = self._one(place)
            self._copy.execute(f"INSERT INTO {self._named} VALUES ({into})", values)  # noqa: S608
        return [(self._table, each) for each in self._ids(sorted(unread & had.keys()))]

    def _read(self, most: int) -> Iterator[tuple[int, tuple[Any, ...] | None]]:
        """Yield each row with its place, and nothing with the place of one that cannot be read."""
        every = f"SELECT rowid, * FROM {self._named} WHERE rowid > ? ORDER BY rowid"  # noqa: S608
        at, more = 0, True
        while more:
            with suppress(*_UNREADABLE):
                for place, *values in self._damaged.execute(every, (at,)):
                    at = int(place)
                    yield at, tuple(values)
                return
            more = False
            for place in range(at + 1, max(most, at) + _BEYOND):
                try:
                    found = self._one(place)
                except _UNREADABLE:
                    yield place, None
                    continue
                if found is not None:
                    yield place, found
                    at, more = place, True
                    break

    def _one(self, place: int) -> Any:
        query = f"SELECT * FROM {self._named} WHERE rowid = ?"  # noqa: S608
        return self._damaged.execute(query, (place,)).fetchone()

    def _is_whole(self, values: tuple[Any, ...]) -> bool:
        """Say whether a row carries its mark; the trail is judged as a whole, and not here."""
        if not self._sealed:
            return True
        named = dict(zip(self._columns, values, strict=True))
        covered = [value for name, value in named.items() if name not in {"row", "mac"}]
        return verify.fits(named["mac"], self._seal.mark(self._table, covered))

    def _is_older(self, place: int, values: tuple[Any, ...]) -> bool:
        """Say whether the copy has the same row, whole, as it was written later."""
        if not self._latest:
            return False
        query = f"SELECT * FROM {self._named} WHERE rowid = ?"  # noqa: S608
        had: Any = self._copy.execute(query, (place,)).fetchone()
        if not had or had == values:
            return False
        here, there = (dict(zip(self._columns, each, strict=True)) for each in (values, had))
        later = there["id"] == here["id"] and there["revision"] > here["revision"]
        return later and self._is_whole(had)

    def _ids(self, places: list[int]) -> Iterator[str]:
        if self._sealed:
            query = f"SELECT id FROM {self._named} WHERE rowid = ?"  # noqa: S608
            for place in places:
                for (found,) in self._copy.execute(query, (place,)):
                    yield str(found)


def _tables(connection: apsw.Connection, kind: str) -> list[str]:
    listed = connection.execute("PRAGMA main.table_list").fetchall()
    names = sorted(str(row[1]) for row in listed if row[2] == kind)
    return [name for name in names if not name.startswith("sqlite_")]
