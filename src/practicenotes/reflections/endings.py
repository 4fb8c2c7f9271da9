"""The arc of a therapy that ends, one page for each client."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.endings import Ending
from practicenotes.errors import RowDamaged
from practicenotes.reflections.schema import EndingRow
from practicenotes.vault import audit, rows


@writes(Changes.CASELOAD)
def save(db: Db, ending: Ending, at: datetime) -> datetime:
    """Keep an ending as it stands; one that was emptied is gone; return the time.

    Raises RowDamaged when what is kept can no longer be read.
    """
    row = _row(db, ending.client_id)
    if ending.is_empty:
        if row:
            db.delete(row)
            audit.append(db, "forget", row, at)
        return at
    begun = row is None
    row = row or EndingRow(client_id=ending.client_id, begun_at=at)
    if row.damaged:
        raise RowDamaged("ending", row.id)
    row.turning_points = ending.turning_points
    row.ruptures_mended = ending.ruptures_mended
    row.new_experiences = ending.new_experiences
    row.never_spoken = ending.never_spoken
    row.saved_at = at
    rows.keep(db, row)
    if begun:
        audit.append(db, "begin", row, at)
    return at


def of_client(db: Db, client_id: ClientId) -> Ending:
    """Return what was written towards the ending with a client; empty when nothing was."""
    row = _row(db, client_id)
    if row is None:
        return Ending(client_id)
    return Ending(
        client_id=client_id,
        turning_points=row.turning_points,
        ruptures_mended=row.ruptures_mended,
        new_experiences=row.new_experiences,
        never_spoken=row.never_spoken,
        saved_at=row.saved_at,
        damaged=row.damaged,
    )


def _row(db: Db, client_id: ClientId) -> EndingRow | None:
    return db.scalars(select(EndingRow).where(EndingRow.client_id == client_id)).first()
