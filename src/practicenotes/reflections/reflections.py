"""Reflections: the private side of each session, kept as it is written."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Carried, FacetEntry, Reflection
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import RowDamaged
from practicenotes.reflections.schema import FacetEntryRow, ReflectionRow
from practicenotes.vault import audit, rows


def get(db: Db, session_id: SessionId, client_id: ClientId) -> Reflection:
    """Return the reflection on a session; an empty one when there is none."""
    row = _row(db, session_id)
    return _value(db, row) if row else Reflection(session_id, client_id)


def of_client(db: Db, client_id: ClientId) -> tuple[Reflection, ...]:
    """Return every reflection on the sessions of a client, in the order of their beginning."""
    chosen = select(ReflectionRow).where(ReflectionRow.client_id == client_id)
    return tuple(_value(db, row) for row in db.scalars(chosen.order_by(ReflectionRow.row)))


def reflected(db: Db, client_id: ClientId) -> frozenset[SessionId]:
    """Return the sessions of a client that were reflected on."""
    chosen = select(ReflectionRow.session_id).where(ReflectionRow.client_id == client_id)
    return frozenset(SessionId(session_id) for session_id in db.scalars(chosen))


def carried(db: Db, earlier: Iterable[SessionId]) -> Carried:
    """Return the intention that was carried over; `earlier` are the sessions before, latest first.

    Only the session directly before counts: an older intention has had its day.
    """
    for session_id in earlier:
        row = _row(db, session_id)
        if row is None or row.damaged:
            return Carried()
        entries = [entry for entry in _value(db, row).entries if not entry.is_empty]
        facet_id = entries[0].facet_id if entries else None
        return Carried(row.next_time, session_id, facet_id)
    return Carried()


def lines_left(db: Db, client_ids: Iterable[ClientId]) -> frozenset[ClientId]:
    """Return those clients for whose next session a line was left; never the line itself."""
    found = set()
    for client_id in client_ids:
        chosen = select(ReflectionRow).where(ReflectionRow.client_id == client_id)
        row = db.scalars(chosen.order_by(ReflectionRow.row.desc()).limit(1)).first()
        if row and not row.damaged and row.next_time.strip():
            found.add(client_id)
    return frozenset(found)


@writes(Changes.REFLECTIONS)
def save(db: Db, reflection: Reflection, at: datetime) -> datetime:
    """Keep a reflection as it stands; one that was emptied again is gone; return the time.

    Raises RowDamaged when what is kept can no longer be read.
    """
    row = _row(db, reflection.session_id)
    if reflection.is_empty and reflection.happened is None and not reflection.for_supervision:
        _forget(db, row, at)
        return at
    begun = row is None
    row = row or ReflectionRow(
        session_id=reflection.session_id, client_id=reflection.client_id, begun_at=at
    )
    if row.damaged:
        raise RowDamaged("reflection", row.id)
    row.free = reflection.free
    row.next_time = reflection.next_time
    row.happened = reflection.happened
    row.in_the_way = reflection.in_the_way
    row.for_supervision = int(reflection.for_supervision)
    row.saved_at = at
    rows.keep(db, row)
    _set_entries(db, row, reflection.entries)
    if begun:
        audit.append(db, "begin", row, at)
    return at


def _row(db: Db, session_id: SessionId) -> ReflectionRow | None:
    return db.scalars(select(ReflectionRow).where(ReflectionRow.session_id == session_id)).first()


def _entries(db: Db, reflection_id: str) -> list[FacetEntryRow]:
    chosen = select(FacetEntryRow).where(FacetEntryRow.reflection_id == reflection_id)
    return list(db.scalars(chosen.order_by(FacetEntryRow.row)))


def _set_entries(db: Db, row: ReflectionRow, entries: Iterable[FacetEntry]) -> None:
    known = {entry.facet_id: entry for entry in _entries(db, row.id)}
    for entry in entries:
        if entry.is_empty and entry.facet_id not in known:
            continue
        kept = known.get(entry.facet_id)
        kept = kept or FacetEntryRow(reflection_id=row.id, facet_id=entry.facet_id)
        if kept.damaged:
            raise RowDamaged("facet_entry", kept.id)
        kept.noticed = entry.noticed
        kept.said_or_done = entry.said_or_done
        kept.my_part = entry.my_part
        kept.answer = entry.answer
        kept.rating = entry.rating
        rows.keep(db, kept)


def _forget(db: Db, row: ReflectionRow | None, at: datetime) -> None:
    if row is None:
        return
    for entry in _entries(db, row.id):
        db.delete(entry)
    db.flush()
    audit.append(db, "forget", row, at)
    db.delete(row)


def _value(db: Db, row: ReflectionRow) -> Reflection:
    entries = _entries(db, row.id)
    return Reflection(
        session_id=SessionId(row.session_id),
        client_id=ClientId(row.client_id),
        entries=tuple(
            FacetEntry(
                facet_id=entry.facet_id,
                noticed=entry.noticed,
                said_or_done=entry.said_or_done,
                my_part=entry.my_part,
                answer=entry.answer,
                rating=entry.rating,
            )
            for entry in entries
        ),
        free=row.free,
        next_time=row.next_time,
        happened=row.happened,
        in_the_way=row.in_the_way,
        for_supervision=bool(row.for_supervision),
        saved_at=row.saved_at,
        damaged=row.damaged or any(entry.damaged for entry in entries),
    )
