"""Goals: what client and therapist agreed to work towards."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId, Goal
from practicenotes.errors import NotFound
from practicenotes.records import trash
from practicenotes.records.schema import GoalRow
from practicenotes.vault import audit, rows


@writes(Changes.GOALS)
def add(db: Db, client_id: ClientId, text: str, agreed_on: date, at: datetime) -> str:
    """Add a goal after those that are there; return its id."""
    last = db.scalar(select(func.max(GoalRow.number)).where(GoalRow.client_id == client_id))
    row = GoalRow(client_id=client_id, number=(last or 0) + 1, words=text, agreed_on=agreed_on)
    rows.keep(db, row)
    audit.append(db, "add", row, at)
    return row.id


@writes(Changes.GOALS)
def reach(db: Db, goal_id: str, on: date | None, at: datetime) -> None:
    """Say that a goal was reached, or with None that it is worked towards again.

    Raises NotFound.
    """
    row = _row(db, goal_id)
    row.reached_on = on
    audit.append(db, "change", row, at)


@writes(Changes.GOALS)
def change(db: Db, goal_id: str, text: str, at: datetime) -> None:
    """Put a goal into other words; raises NotFound."""
    row = _row(db, goal_id)
    row.words = text
    audit.append(db, "change", row, at)


@writes(Changes.GOALS)
def remove(db: Db, goal_id: str, at: datetime) -> None:
    """Take a goal out of the file and into the trash; raises NotFound and RowDamaged."""
    trash.put_goal(db, goal_id, at)


@writes(Changes.GOALS)
def restore(db: Db, goal: Goal, at: datetime) -> str:
    """Bring back a goal that was taken out, as it was; raises NotFound and RowDamaged."""
    return trash.restore_object(db, goal.id, at)


def of_client(db: Db, client_id: ClientId) -> tuple[Goal, ...]:
    """Return the goals of a client by their number."""
    chosen = select(GoalRow).where(GoalRow.client_id == client_id).order_by(GoalRow.number)
    return tuple(
        Goal(
            id=row.id,
            client_id=client_id,
            number=row.number,
            text=row.words,
            agreed_on=row.agreed_on,
            reached_on=row.reached_on,
            damaged=row.damaged,
        )
        for row in db.scalars(chosen)
    )


def _row(db: Db, goal_id: str) -> GoalRow:
    row = db.get(GoalRow, goal_id)
    if row is None:
        raise NotFound("goal", goal_id)
    return row
