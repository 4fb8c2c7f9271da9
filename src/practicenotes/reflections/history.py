"""The history of reflections: off until it is asked for, and erased on its own."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import former
from practicenotes.domain.reflections.former import FormerReflection
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.reflections import reflections
from practicenotes.reflections.schema import ReflectionRevisionRow, SettingRow
from practicenotes.vault import audit, rows


SETTING = "history"


def is_kept(db: Db) -> bool:
    """Say whether former wordings are kept; they are not until the therapist says so."""
    row = _setting(db)
    return bool(row and not row.damaged and row.value and row.value[0] is True)


@writes(Changes.NONE)
def turn(db: Db, at: datetime, *, on: bool) -> None:
    """Keep former wordings from now on, or keep no more of them; what is there stays."""
    row = _setting(db) or SettingRow(name=SETTING)
    row.value = [on]
    rows.keep(db, row)
    audit.append(db, "keep history" if on else "keep no history", row, at)


@writes(Changes.NONE)
def keep(
    db: Db, session_id: SessionId, client_id: ClientId, book: FacetBook, at: datetime
) -> int | None:
    """Add what a reflection says now; return its number, or None where nothing was to be kept."""
    if not is_kept(db):
        return None
    found = reflections.get(db, session_id, client_id)
    now = [list(each) for each in former.passages(found, book)]
    last = _last(db, session_id)
    if found.damaged or (last.passages == now if last else not now):
        return None
    row = ReflectionRevisionRow(
        session_id=session_id,
        client_id=client_id,
        number=last.number + 1 if last else 1,
        kept_at=at,
        passages=now,
    )
    rows.keep(db, row)
    audit.append(db, "keep revision", row, at)
    return row.number


def of_session(db: Db, session_id: SessionId) -> tuple[FormerReflection, ...]:
    """Return the former wordings of a reflection, oldest first."""
    chosen = select(ReflectionRevisionRow).where(ReflectionRevisionRow.session_id == session_id)
    return tuple(_value(row) for row in db.scalars(chosen.order_by(ReflectionRevisionRow.number)))


@writes(Changes.REFLECTIONS)
def take_back(
    db: Db,
    session_id: SessionId,
    client_id: ClientId,
    number: int,
    book: FacetBook,
    at: datetime,
) -> None:
    """Let a reflection say again what it said then; what it says now is kept first.

    Raises NotFound and RowDamaged.
    """
    found = next((each for each in of_session(db, session_id) if each.number == number), None)
    if found is None:
        raise NotFound("wording", str(number))
    if found.damaged:
        raise RowDamaged("reflection_revision", str(number))
    keep(db, session_id, client_id, book, at)
    standing = reflections.get(db, session_id, client_id)
    words = {key: text for key, _, text in found.passages}
    reflections.save(db, former.with_words(standing, words), at)


@writes(Changes.NONE)
def erase(db: Db, at: datetime) -> int:
    """Erase every former wording of every reflection; return how many there were.

    What is damaged stays, so that it can still be looked into.
    """
    found = [row for row in db.scalars(select(ReflectionRevisionRow)) if not row.damaged]
    for row in found:
        db.delete(row)
        audit.append(db, "erase", row, at)
    audit.append(db, "erase history", "reflections", at)
    return len(found)


def _setting(db: Db) -> SettingRow | None:
    return db.scalars(select(SettingRow).where(SettingRow.name == SETTING)).first()


def _last(db: Db, session_id: SessionId) -> ReflectionRevisionRow | None:
    chosen = select(ReflectionRevisionRow).where(ReflectionRevisionRow.session_id == session_id)
    return db.scalars(chosen.order_by(ReflectionRevisionRow.number.desc()).limit(1)).first()


def _value(row: ReflectionRevisionRow) -> FormerReflection:
    passages = tuple((key, label, text) for key, label, text in row.passages)
    return FormerReflection(row.number, row.kept_at, passages, damaged=row.damaged)
