"""The trash of the private store: reflections that were deleted, whole, for thirty days."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, ReflectionStands, RowDamaged
from practicenotes.reflections.schema import (
    Base,
    DiscardedRow,
    ReflectionRevisionRow,
    ReflectionRow,
)
from practicenotes.vault import aside, audit, rows


KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Discarded:
    """A reflection in the trash; its words are not read."""

    id: str
    session_id: SessionId
    client_id: ClientId
    at: datetime
    until: datetime
    damaged: bool = False


@writes(Changes.REFLECTIONS)
def put(db: Db, session_id: SessionId, at: datetime) -> str:
    """Put the reflection on a session into the trash, with its former wordings.

    Return its id there. Raises NotFound and RowDamaged.
    """
    chosen = select(ReflectionRow).where(ReflectionRow.session_id == session_id)
    thing = db.scalars(chosen).first()
    if thing is None:
        raise NotFound("reflection", session_id)
    object_id, client_id = thing.id, thing.client_id
    former = select(ReflectionRevisionRow).where(ReflectionRevisionRow.session_id == session_id)
    revisions = db.scalars(former).all()
    kept = aside.take_out(db, thing, at)
    for revision in revisions:
        kept += aside.take_out(db, revision, at)
    row = DiscardedRow(
        client_id=client_id,
        session_id=session_id,
        object_table=ReflectionRow.__tablename__,
        object_id=object_id,
        kept=kept,
        at=at,
    )
    rows.keep(db, row)
    audit.append(db, "delete", row, at)
    return row.id


def find(db: Db) -> tuple[Discarded, ...]:
    """Return every reflection in the trash, deleted last first."""
    return tuple(
        Discarded(
            id=row.id,
            session_id=SessionId(row.session_id),
            client_id=ClientId(row.client_id),
            at=row.at,
            until=row.at + KEPT,
            damaged=row.damaged,
        )
        for row in db.scalars(select(DiscardedRow).order_by(DiscardedRow.row.desc()))
    )


@writes(Changes.REFLECTIONS)
def restore(db: Db, discarded_id: str, at: datetime) -> SessionId:
    """Bring a reflection back as it was; return its session.

    Raises ReflectionStands, NotFound and RowDamaged.
    """
    row = _row(db, discarded_id)
    if row.damaged:
        raise RowDamaged("discarded", discarded_id)
    session_id = SessionId(row.session_id)
    standing = select(ReflectionRow.id).where(ReflectionRow.session_id == session_id)
    if db.scalars(standing).first():
        raise ReflectionStands(session_id)
    aside.put_back(db, Base, row.kept, at)
    db.delete(row)
    audit.append(db, "restore", row, at)
    return session_id


@writes(Changes.NONE)
def remove(db: Db, discarded_id: str, at: datetime) -> None:
    """Remove a reflection for good; raises NotFound and RowDamaged."""
    row = _row(db, discarded_id)
    db.delete(row)
    audit.append(db, "remove for good", row, at)


@writes(Changes.NONE)
def empty(db: Db, at: datetime) -> int:
    """Remove for good what has lain here for thirty days; return how much that was."""
    old = select(DiscardedRow).where(DiscardedRow.at < times.instant(at) - KEPT)
    found = [row for row in db.scalars(old).all() if not row.damaged]
    for row in found:
        db.delete(row)
        audit.append(db, "remove after thirty days", row, at, actor=audit.PROGRAM)
    return len(found)


def _row(db: Db, discarded_id: str) -> DiscardedRow:
    row = db.get(DiscardedRow, discarded_id)
    if row is None:
        raise NotFound("entry", discarded_id)
    return row
