"""How an hour stood in memory when it was come back to, and what came back of it later."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.looking_back import HourInMemory, Memory
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections.schema import MemoryRow
from practicenotes.vault import audit, rows


def of_session(db: Db, session_id: SessionId, client_id: ClientId) -> HourInMemory:
    """Return how an hour stands in memory; an empty one where nobody said so."""
    row = _row(db, session_id)
    return _value(row) if row else HourInMemory(session_id, client_id)


@writes(Changes.REFLECTIONS)
def say(
    db: Db, session_id: SessionId, client_id: ClientId, memory: Memory | None, at: datetime
) -> HourInMemory:
    """Keep how an hour stands in memory, or take it back; return what stands there now."""
    row = _begun(db, session_id, client_id)
    row.memory = memory
    return _keep(db, row, at)


@writes(Changes.REFLECTIONS)
def come_back(
    db: Db, session_id: SessionId, client_id: ClientId, words: str, at: datetime
) -> datetime:
    """Keep what came back of an hour, with the day on which it was written; return the time."""
    row = _begun(db, session_id, client_id)
    if words.strip() != row.came_back:
        row.came_back = words.strip()
        row.came_back_at = at if row.came_back else None
    _keep(db, row, at)
    return at


def _begun(db: Db, session_id: SessionId, client_id: ClientId) -> MemoryRow:
    new = MemoryRow(session_id=session_id, client_id=client_id, memory=None, came_back="")
    return _row(db, session_id) or new


def _keep(db: Db, row: MemoryRow, at: datetime) -> HourInMemory:
    """Write what is said of an hour; once nothing is said, the row is gone."""
    begun = row.id is None
    if row.memory is None and not row.came_back:
        if not begun:
            db.delete(row)
            audit.append(db, "forget", row, at)
        return HourInMemory(SessionId(row.session_id), ClientId(row.client_id))
    row.changed_at = at
    rows.keep(db, row)
    if begun:
        audit.append(db, "begin", row, at)
    return _value(row)


def _row(db: Db, session_id: SessionId) -> MemoryRow | None:
    return db.scalars(select(MemoryRow).where(MemoryRow.session_id == session_id)).first()


def _value(row: MemoryRow) -> HourInMemory:
    return HourInMemory(
        session_id=SessionId(row.session_id),
        client_id=ClientId(row.client_id),
        memory=None if row.damaged else row.memory,
        came_back=row.came_back,
        came_back_at=row.came_back_at,
        damaged=row.damaged,
    )
