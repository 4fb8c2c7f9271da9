"""Marks and trail under other keys: what was right is right again, and what was not stays so."""

from collections.abc import Callable

from sqlalchemy import Connection

from practicenotes.vault import audit, tables, verify
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.rows import Seal


Marks = dict[tuple[str, bytes], bytes]  # of a thing (`table:id`), what each mark has become


def reseal(
    connection: Connection, old: StoreKeys, new: StoreKeys, tell: Callable[[], object]
) -> None:
    """Mark every row and chain the trail of a store anew, in the caller's transaction.

    A row that was damaged keeps a mark that does not fit, so that nobody takes it for whole. What
    `tell` raises ends it; it is called again and again.
    """
    before, after = Seal(old.store, old.seal), Seal(new.store, new.seal)
    marks: Marks = {}
    listed = dict(tables.of(connection))
    for table, columns in listed.items():
        if set(columns) >= tables.SEALED:
            fresh = {}
            for row, mark, values in verify.marked(connection, table, columns):
                tell()
                if isinstance(mark, bytes) and verify.fits(mark, before.mark(table, values)):
                    fresh[row] = marks[f"{table}:{values[0]}", mark] = after.mark(table, values)
            _write(connection, table, fresh)
    if "audit_state" in listed:
        audit.relink(connection, old.audit, new.audit, marks)


def _write(connection: Connection, table: str, fresh: dict[int, bytes]) -> None:
    if fresh:
        statement = f"UPDATE {tables.quoted(table)} SET mac = ? WHERE row = ?"  # noqa: S608
        connection.exec_driver_sql(statement, [(mark, row) for row, mark in fresh.items()])
