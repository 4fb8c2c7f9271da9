"""What each week taught."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.learnings import Learning
from practicenotes.errors import RowDamaged
from practicenotes.reflections.schema import LearningRow
from practicenotes.vault import audit, rows


@writes(Changes.CASELOAD)
def save(db: Db, learning: Learning, at: datetime) -> datetime:
    """Keep what a week taught as it stands; one that was emptied is gone; return the time.

    Raises RowDamaged when what is kept can no longer be read.
    """
    row = _row(db, learning.week_of)
    if learning.is_empty:
        if row:
            db.delete(row)
            audit.append(db, "forget", row, at)
        return at
    begun = row is None
    row = row or LearningRow(week_of=learning.week_of, begun_at=at)
    if row.damaged:
        raise RowDamaged("learning", row.id)
    row.words = learning.words
    row.clients = list(learning.clients)
    row.saved_at = at
    rows.keep(db, row)
    if begun:
        audit.append(db, "begin", row, at)
    return at


def of_week(db: Db, week_of: date) -> Learning:
    """Return what a week taught, by its Monday; empty when nothing was written."""
    row = _row(db, week_of)
    return _value(row) if row else Learning(week_of)


def latest(db: Db) -> tuple[Learning, ...]:
    """Return what every week taught, latest first."""
    found = db.scalars(select(LearningRow).order_by(LearningRow.week_of.desc()))
    return tuple(_value(row) for row in found)


def _row(db: Db, week_of: date) -> LearningRow | None:
    return db.scalars(select(LearningRow).where(LearningRow.week_of == week_of)).first()


def _value(row: LearningRow) -> Learning:
    return Learning(
        week_of=row.week_of,
        words=row.words,
        clients=tuple(ClientId(each) for each in row.clients),
        saved_at=row.saved_at,
        damaged=row.damaged,
    )
