"""Second looks: an hour reflected on again days later, and only then laid beside the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, FacetEntry, Reflection
from practicenotes.domain.reflections import looking_back as rules
from practicenotes.domain.reflections.looking_back import SecondLook
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import AlreadyCompared, RowDamaged
from practicenotes.reflections import reflections
from practicenotes.reflections.schema import ReflectionRow, SecondLookRow
from practicenotes.vault import audit, rows


@dataclass(frozen=True, slots=True)
class Laid:
    """The page of a second look: which facets it takes up, never what the first said of them."""

    look: SecondLook
    facets: tuple[str, ...]
    reflected_on: date | None  # None: there is no first look


@dataclass(frozen=True, slots=True)
class Compared:
    """Both looks at one hour."""

    first: Reflection
    second: SecondLook


def get(db: Db, session_id: SessionId, client_id: ClientId) -> SecondLook:
    """Return the second look at an hour; an empty one when there is none."""
    row = _row(db, session_id)
    return _value(row) if row else SecondLook(session_id, client_id)


def lay(db: Db, session_id: SessionId, client_id: ClientId) -> Laid:
    """Lay out the page of a second look without a word of the first."""
    first = reflections.get(db, session_id, client_id)
    begun = db.scalars(
        select(ReflectionRow.begun_at).where(ReflectionRow.session_id == session_id)
    ).first()
    look = get(db, session_id, client_id)
    begun_on = (entry.facet_id for entry in look.entries if not entry.is_empty)
    return Laid(
        look=look,
        facets=tuple(dict.fromkeys([*begun_on, *rules.facets_again(first.entries)])),
        reflected_on=times.on_the_wall(begun).date() if begun else None,
    )


@writes(Changes.REFLECTIONS)
def save(db: Db, look: SecondLook, at: datetime) -> datetime:
    """Keep a second look as it stands; one that was emptied again is gone; return the time.

    Raises AlreadyCompared once it was laid beside the first, and RowDamaged.
    """
    row = _row(db, look.session_id)
    if row and row.compared_at:
        raise AlreadyCompared("second look")
    if look.is_empty:
        if row:
            db.delete(row)
            audit.append(db, "forget", row, at)
        return at
    begun = row is None
    row = row or SecondLookRow(
        session_id=look.session_id, client_id=look.client_id, begun_at=at, compared_at=None
    )
    if row.damaged:
        raise RowDamaged("second look", row.id)
    row.words = look.words
    row.entries = [
        [entry.facet_id, entry.noticed, entry.answer.value, entry.rating]
        for entry in look.entries
        if not entry.is_empty
    ]
    row.saved_at = at
    rows.keep(db, row)
    if begun:
        audit.append(db, "begin", row, at)
    return at


@writes(Changes.REFLECTIONS)
def compare(db: Db, session_id: SessionId, client_id: ClientId, at: datetime) -> Compared:
    """Return both looks; from now on the second stays as it is."""
    row = _row(db, session_id)
    if row and not row.compared_at and not row.damaged:
        row.compared_at = at
        audit.append(db, "compare", row, at)
    return Compared(
        first=reflections.get(db, session_id, client_id),
        second=get(db, session_id, client_id),
    )


def due(db: Db, recent: Iterable[SessionId], today: date) -> frozenset[SessionId]:
    """Return those of these sessions at which a second look may be taken today."""
    ids = list(recent)
    begun = select(ReflectionRow.session_id, ReflectionRow.begun_at).where(
        ReflectionRow.session_id.in_(ids)
    )
    compared = select(SecondLookRow.session_id).where(
        SecondLookRow.session_id.in_(ids), SecondLookRow.compared_at.is_not(None)
    )
    done = set(db.scalars(compared))
    return frozenset(
        SessionId(session_id)
        for session_id, begun_at in db.execute(begun)
        if session_id not in done
        and isinstance(begun_at, datetime)
        and rules.is_time_to_look_again(times.on_the_wall(begun_at).date(), today)
    )


def _row(db: Db, session_id: SessionId) -> SecondLookRow | None:
    return db.scalars(select(SecondLookRow).where(SecondLookRow.session_id == session_id)).first()


def _value(row: SecondLookRow) -> SecondLook:
    return SecondLook(
        session_id=SessionId(row.session_id),
        client_id=ClientId(row.client_id),
        entries=tuple(_entry(*entry) for entry in row.entries),  # type: ignore[arg-type]
        words=row.words,
        begun_at=row.begun_at,
        saved_at=row.saved_at,
        compared_at=row.compared_at,
        damaged=row.damaged,
    )


def _entry(facet_id: str, noticed: str, answer: str, rating: int | None) -> FacetEntry:
    return FacetEntry(facet_id, noticed=noticed, answer=Answer(answer), rating=rating)
