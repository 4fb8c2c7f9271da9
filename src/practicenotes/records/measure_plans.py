"""How often a client is asked for a questionnaire, and when it is the turn of one."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.measures import Due, Plan
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance
from practicenotes.records import measure_forms, withdrawals
from practicenotes.records.schema import MeasurePlanRow, MeasureResultRow, SessionRow
from practicenotes.vault import audit, rows


@writes(Changes.MEASURES)
def plan(
    db: Db, client_id: ClientId, measure_id: str, every: int, since: date, at: datetime
) -> None:
    """Ask for a questionnaire every so many sessions from a day on; 0 asks no longer."""
    row = db.scalars(_plans(client_id).where(MeasurePlanRow.measure_id == measure_id)).first()
    if every == 0:
        if row:
            db.delete(row)
            audit.append(db, "remove", row, at)
        return
    row = row or MeasurePlanRow(client_id=client_id, measure_id=measure_id)
    row.every, row.since, row.changed_at = every, since, at
    rows.keep(db, row)
    audit.append(db, "plan", row, at)


def plans(db: Db, client_id: ClientId) -> tuple[Plan, ...]:
    """Return how often which questionnaire is asked for, in the order of deciding it."""
    found = db.scalars(_plans(client_id).order_by(MeasurePlanRow.row))
    return tuple(Plan(row.measure_id, row.every, row.since) for row in found if not row.damaged)


def due(db: Db, client_id: ClientId, now: datetime) -> tuple[Due, ...]:
    """Return the questionnaires whose turn it is at the next session; `now` is the wall clock.

    One that is asked for every fourth session is due again at the fourth session after a form.
    """
    decided = plans(db, client_id)
    if not decided:
        return ()
    offered = {measure.id: measure for measure in measure_forms.offered(db)}
    latest = _latest(db, client_id)
    return tuple(
        Due(each.measure_id, offered[each.measure_id].short, each.every, last)
        for each in decided
        if each.measure_id in offered and each.since <= now.date()
        if (last := latest.get(each.measure_id)) is None
        or (last < now.date() and _held_after(db, client_id, last, now) + 1 >= each.every)
    )


def _latest(db: Db, client_id: ClientId) -> dict[str, date]:
    """Return the day of the last form of every questionnaire that was filled in."""
    found: dict[str, date] = {}
    gone = withdrawals.of_client(db, client_id)
    chosen = select(MeasureResultRow).where(MeasureResultRow.client_id == client_id)
    for row in db.scalars(chosen.order_by(MeasureResultRow.taken_on)):
        if not row.damaged and row.id not in gone:
            found[row.measure_id] = row.taken_on
    return found


def _held_after(db: Db, client_id: ClientId, day: date, now: datetime) -> int:
    """Count the sessions that were held after a day and before today."""
    counted = select(func.count()).where(
        SessionRow.client_id == client_id,
        SessionRow.attendance.in_([each for each in Attendance if each.held]),
        SessionRow.starts_at >= _midnight(day + timedelta(days=1)),
        SessionRow.starts_at < _midnight(now.date()),
    )
    return db.scalar(counted) or 0


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _plans(client_id: ClientId) -> Select[MeasurePlanRow]:
    return select(MeasurePlanRow).where(MeasurePlanRow.client_id == client_id)
