"""Results of questionnaires, as the client answered them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records.schema import MeasureResultRow
from practicenotes.vault import audit, rows


@writes(Changes.MEASURES)
def add(db: Db, result: MeasureResult, session_id: SessionId | None, at: datetime) -> str:
    """File a filled-in form; its own id is ignored; return the new one."""
    row = MeasureResultRow(
        client_id=result.client_id,
        session_id=session_id,
        measure_id=result.measure_id,
        name=result.name,
        taken_on=result.taken_on,
        answers=list(result.answers),
        total=result.total,
        scoring_version=result.scoring_version,
    )
    rows.keep(db, row)
    audit.append(db, "add", row, at)
    return row.id


def of_client(db: Db, client_id: ClientId) -> tuple[MeasureResult, ...]:
    """Return the results of a client, earliest first."""
    chosen = select(MeasureResultRow).where(MeasureResultRow.client_id == client_id)
    found = db.scalars(chosen.order_by(MeasureResultRow.taken_on, MeasureResultRow.row))
    return tuple(
        MeasureResult(
            id=row.id,
            client_id=client_id,
            measure_id=row.measure_id,
            name=row.name,
            taken_on=row.taken_on,
            total=row.total,
            answers=tuple(row.answers),
            scoring_version=row.scoring_version,
            damaged=row.damaged,
        )
        for row in found
    )
