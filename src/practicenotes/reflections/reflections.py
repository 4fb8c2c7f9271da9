"""Reflections: the private side of each session, kept as it is written."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, Carried, FacetEntry, Reflection
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import RowDamaged
from practicenotes.reflections import private_sections
from practicenotes.reflections.schema import FacetEntryRow, ReflectionRow
from practicenotes.vault import audit, rows


def get(db: Db, session_id: SessionId, client_id: ClientId) -> Reflection:
    """Return the reflection on a session; an empty one when there is none."""
    found = _find(db, ReflectionRow.session_id == session_id)
    return found[0] if found else Reflection(session_id, client_id)


def of_client(db: Db, client_id: ClientId) -> tuple[Reflection, ...]:
    """Return every reflection on the sessions of a client, in the order of their beginning."""
    return _find(db, ReflectionRow.client_id == client_id)


def of_sessions(db: Db, session_ids: Iterable[SessionId]) -> tuple[Reflection, ...]:
    """Return the reflections on these sessions, in the order of their beginning."""
    return _find(db, ReflectionRow.session_id.in_(list(session_ids)))


def reflected(db: Db, client_id: ClientId) -> frozenset[SessionId]:
    """Return the sessions of a client that were reflected on."""
    chosen = select(ReflectionRow.session_id).where(ReflectionRow.client_id == client_id)
    return frozenset(SessionId(session_id) for session_id in db.scalars(chosen))


def carried(db: Db, earlier: Iterable[SessionId]) -> Carried:
    """Return the intention that was carried over; `earlier` are the sessions before, latest first.

    Only the reflection before this one counts: what was left before it has had its day. A session
    that did not take place, or was not reflected on, lets an intention stand.
    """
    order = list(earlier)
    chosen = select(ReflectionRow.session_id).where(ReflectionRow.session_id.in_(order))
    reflected_on = set(db.scalars(chosen))
    last = next((session_id for session_id in order if session_id in reflected_on), None)
    if last is None:
        return Carried()
    (found,) = _find(db, ReflectionRow.session_id == last)
    if found.damaged:
        return Carried()
    return Carried(found.next_time, last, found.first_written)


def lines_left(db: Db, client_ids: Iterable[ClientId]) -> frozenset[ClientId]:
    """Return those clients in whose last reflection a line was left; never the line itself."""
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
    if reflection.is_empty:
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
    private_sections.put(db, row.id, reflection.sections)
    if begun:
        audit.append(db, "begin", row, at)
    return at


def _row(db: Db, session_id: SessionId) -> ReflectionRow | None:
    return db.scalars(select(ReflectionRow).where(ReflectionRow.session_id == session_id)).first()


def _entries(db: Db, reflection_id: str) -> list[FacetEntryRow]:
    chosen = select(FacetEntryRow).where(FacetEntryRow.reflection_id == reflection_id)
    return list(db.scalars(chosen.order_by(FacetEntryRow.row)))


def _set_entries(db: Db, row: ReflectionRow, entries: Iterable[FacetEntry]) -> None:
    """Write what stands on each facet; one that says nothing any more is gone."""
    known = {entry.facet_id: entry for entry in _entries(db, row.id)}
    written = [entry for entry in entries if not entry.is_empty]
    for facet_id in known.keys() - {entry.facet_id for entry in written}:
        db.delete(known[facet_id])
    for entry in written:
        kept = known.get(entry.facet_id)
        kept = kept or FacetEntryRow(reflection_id=row.id, facet_id=entry.facet_id)
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
    private_sections.put(db, row.id, ())
    db.flush()
    db.delete(row)
    audit.append(db, "forget", row, at)


def _find(db: Db, which: ColumnElement[bool]) -> tuple[Reflection, ...]:
    """Return these reflections in the order of their beginning, with few questions to the store."""
    found = db.scalars(select(ReflectionRow).where(which).order_by(ReflectionRow.row)).all()
    chosen = select(FacetEntryRow).join(
        ReflectionRow, ReflectionRow.id == FacetEntryRow.reflection_id
    )
    entries: defaultdict[str, list[FacetEntryRow]] = defaultdict(list)
    for entry in db.scalars(chosen.where(which).order_by(FacetEntryRow.row)):
        entries[entry.reflection_id].append(entry)
    sections = private_sections.find(db, which)
    return tuple(
        _value(row, entries[row.id], sections.get(row.id, private_sections.Found()))
        for row in found
    )


def _value(
    row: ReflectionRow, entries: Sequence[FacetEntryRow], sections: private_sections.Found
) -> Reflection:
    return Reflection(
        session_id=SessionId(row.session_id),
        client_id=ClientId(row.client_id),
        entries=tuple(_entry(entry) for entry in entries),
        free=row.free,
        next_time=row.next_time,
        happened=row.happened,
        in_the_way=row.in_the_way,
        for_supervision=bool(row.for_supervision),
        saved_at=row.saved_at,
        damaged=row.damaged or sections.damaged or any(entry.damaged for entry in entries),
        sections=sections.sections,
    )


def _entry(row: FacetEntryRow) -> FacetEntry:
    """Return an entry; of a damaged one not even the rating."""
    return FacetEntry(
        facet_id=row.facet_id,
        noticed=row.noticed,
        said_or_done=row.said_or_done,
        my_part=row.my_part,
        answer=Answer.OPEN if row.damaged else row.answer,
        rating=None if row.damaged else row.rating,
    )
