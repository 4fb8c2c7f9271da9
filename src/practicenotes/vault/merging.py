"""Brings the copy of an earlier store up to what can be read of a damaged one, row by row."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import apsw

from practicenotes.vault import tables, verify
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.rows import Seal


Things = tuple[tuple[str, str], ...]  # of each row its table and its id

_BEYOND = 2000  # rows behind the last one that could be read: so far it is looked for more


def merge(
    damaged: apsw.Connection,
    copy: apsw.Connection,
    keys: StoreKeys,
    tell: Callable[[], object],
    *,
    latest: bool = False,
) -> Things:
    """Put into `copy` each row of `damaged` that is whole, take out what is gone; in one step.

    Return the rows that stay as the copy has them: what could not be read and, of two that are
    whole, where only the `latest` counts, the one that was written more often. What `tell` raises
    ends it; it is called again and again.
    """
    seal = Seal(keys.store, keys.seal)
    kept: list[tuple[str, str]] = []
    copy.execute("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON")
    for table in _tables(copy, "table"):
        kept += _Merge(damaged, copy, table, seal, latest=latest).run(tell)
    for name in _tables(copy, "virtual"):  # the search indexes, of what now stands there
        quoted = tables.quoted(name)
        copy.execute(f"INSERT INTO {quoted} ({quoted}) VALUES ('rebuild')")  # noqa: S608
    copy.execute("COMMIT")
    return tuple(kept)


class _Merge:
    """One table on its way; each table ends in the column that marks or chains its rows."""

    def __init__(
        self,
        damaged: apsw.Connection,
        copy: apsw.Connection,
        table: str,
        seal: Seal,
        *,
        latest: bool,
    ) -> None:
        self._damaged, self._copy, self._table, self._seal = damaged, copy, table, seal
        self._named = tables.quoted(table)
        listed = copy.execute(f"PRAGMA table_info({self._named})").fetchall()
        self._columns = tuple(str(row[1]) for row in listed)
        self._sealed = set(self._columns) >= tables.SEALED
        self._latest = latest and self._sealed

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
        for place in (had.keys() - seen - unread) | (had.keys() & set(changed)):
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
            with suppress(apsw.Error):
                for place, *values in self._damaged.execute(every, (at,)):
                    at = int(place)
                    yield at, tuple(values)
                return
            more = False
            for place in range(at + 1, max(most, at) + _BEYOND):
                try:
                    found = self._one(place)
                except apsw.Error:
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
        """Say whether the copy has the same row as it was written later."""
        if not self._latest:
            return False
        query = f"SELECT id, revision FROM {self._named} WHERE rowid = ?"  # noqa: S608
        named = dict(zip(self._columns, values, strict=True))
        had: Any = self._copy.execute(query, (place,)).fetchone()
        return bool(had) and had[0] == named["id"] and had[1] > named["revision"]

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
