"""What all marks of a store add up to, so that no row goes back to what it was once unheard.

A mark says that the practice wrote a row, and not that this is the latest of it: a page of an
earlier day, put back into the file, carries marks that fit. So the sum of all marks, modulo 2^256,
stands beside the end of the trail, and follows every write in the same transaction.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session, sessionmaker

from practicenotes.vault import audit_state, tables


def follow(sessions: sessionmaker[Any]) -> None:
    """Let the tally follow what these sessions write."""
    event.listen(sessions, "before_flush", _begin)
    event.listen(sessions, "after_flush", _take_up)


def fits(connection: Connection, key: bytes) -> bool:
    """Say whether the marks add up to the tally; without one that carries our mark, they do."""
    state = audit_state.of(connection)
    if state is None or state.tally is None or not state.is_of(key):
        return True
    return state.tally == total(connection)


def settle(connection: Connection, key: bytes) -> None:
    """Take the rows as they are for right: they were brought together out of two files."""
    if state := audit_state.of(connection):
        audit_state.put(connection, key, state.count, state.head, total(connection))


def total(connection: Connection) -> int:
    """Return what all marks add up to."""
    return added(
        mark
        for table, columns in tables.of(connection)
        if set(columns) >= tables.SEALED
        for (mark,) in connection.exec_driver_sql(f"SELECT mac FROM {tables.quoted(table)}")  # noqa: S608
    )


def added(marks: Iterable[object]) -> int:
    """Return the sum of marks; what is none, as in a row that has decayed, counts nothing."""
    found = sum(int.from_bytes(mark) for mark in marks if isinstance(mark, bytes))
    return found % audit_state.MOST


def _begin(db: Session, _context: object, _instances: object) -> None:
    db.info["moved"] = 0  # of a flush that came to nothing, nothing is left


def _take_up(db: Session, _context: object) -> None:
    """Write the tally in the transaction of what was written."""
    moved: int = db.info["moved"]
    connection, key = db.connection(), db.info["audit_key"]
    state = audit_state.of(connection) if moved else None
    if state and state.is_of(key):
        tally = total(connection) if state.tally is None else state.tally + moved
        audit_state.put(connection, key, state.count, state.head, tally)
