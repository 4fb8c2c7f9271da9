"""The log of supervision and further training; removing a line can be undone."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.hours import Hour, HourId, HourLog
from practicenotes.errors import NotFound
from practicenotes.records.schema import HourRow
from practicenotes.vault import audit, rows


@writes(Changes.HOURS)
def add(db: Db, hour: Hour, at: datetime) -> HourId:
    """Add a line to the log; its own id is ignored; return its id."""
    row = HourRow()
    _fill(row, hour, at)
    rows.keep(db, row)
    audit.append(db, "add", row, at)
    return HourId(row.id)


@writes(Changes.HOURS)
def change(db: Db, hour: Hour, at: datetime) -> None:
    """Keep a line as it stands now; raises NotFound."""
    row = _row(db, hour.id)
    _fill(row, hour, at)
    audit.append(db, "change", row, at)


@writes(Changes.HOURS)
def remove(db: Db, hour_id: HourId, at: datetime) -> Hour:
    """Take a line out and return it, so that it can be added again; raises NotFound."""
    row = _row(db, hour_id)
    hour = _value(row)
    db.delete(row)
    audit.append(db, "remove", row, at)
    return hour


@writes(Changes.NONE)
def told_of_export(db: Db, at: datetime) -> None:
    """Enter in the audit trail that the log was written outside the vault."""
    audit.append(db, "export", "hours", at)


def of_year(db: Db, year: int | None = None, *, now: date | None = None) -> HourLog:
    """Return the log of a year: the one asked for, or that of `now`, or else the latest."""
    found = [_value(row) for row in db.scalars(select(HourRow).order_by(HourRow.on, HourRow.row))]
    years = sorted({hour.on.year for hour in found if not hour.damaged}, reverse=True)
    chosen = year or (now.year if now else 0) or (years[0] if years else 0)
    shown = tuple(hour for hour in found if hour.damaged or hour.on.year == chosen)
    return HourLog(chosen, shown, tuple(years))


def every(db: Db) -> tuple[Hour, ...]:
    """Return the whole log, earliest first."""
    return tuple(
        _value(row) for row in db.scalars(select(HourRow).order_by(HourRow.on, HourRow.row))
    )


def _row(db: Db, hour_id: HourId) -> HourRow:
    row = db.get(HourRow, hour_id)
    if row is None:
        raise NotFound("line", hour_id)
    return row


def _fill(row: HourRow, hour: Hour, at: datetime) -> None:
    row.on = hour.on
    row.kind = hour.kind
    row.minutes = hour.minutes
    row.with_whom = hour.with_whom
    row.topic = hour.topic
    row.changed_at = at


def _value(row: HourRow) -> Hour:
    return Hour(
        id=HourId(row.id),
        on=row.on,
        kind=row.kind,
        minutes=row.minutes,
        with_whom=row.with_whom,
        topic=row.topic,
        damaged=row.damaged,
    )
