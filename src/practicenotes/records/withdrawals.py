"""What was entered in error: it stays where it is, and is counted, drawn and handed out no longer.

Each time a reason is given, which stays in the record for good. The trail tells of both ways. A
letter that quoted it is a document of its own and stays as it is.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.people import ClientId
from practicenotes.errors import ReasonMissing
from practicenotes.records.schema import WithdrawnRow
from practicenotes.records.withdrawn_tables import WithdrawnWhyRow
from practicenotes.vault import audit, rows


def withdraw(db: Db, row: Any, reason: str, at: datetime) -> None:
    """Say that a row was entered in error, and why; said twice, it is said once.

    Raises ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    if row.id not in of_client(db, ClientId(row.client_id)):
        about = {"client_id": row.client_id, "object_table": row.__tablename__, "object_id": row.id}
        rows.keep(db, WithdrawnRow(**about, at=at))
        why = WithdrawnWhyRow(**about, reason=reason.strip(), at=at)
        rows.keep(db, why)
        audit.append(db, "entered in error", row, at)
        audit.append(db, "add", why, at)


def bring_back(db: Db, row: Any, at: datetime) -> None:
    """Say that a row was right after all."""
    chosen = select(WithdrawnRow).where(WithdrawnRow.object_id == row.id)
    for said in db.scalars(chosen).all():
        if not said.damaged:
            db.delete(said)
            audit.append(db, "not entered in error", row, at)


def of_client(db: Db, client_id: ClientId) -> frozenset[str]:
    """Return the ids of what was entered in error about a client; a damaged line says nothing."""
    found = db.scalars(select(WithdrawnRow).where(WithdrawnRow.client_id == client_id))
    return frozenset(row.object_id for row in found if not row.damaged)


def reasons(db: Db, client_id: ClientId) -> dict[str, str]:
    """Return the reason for which each thing is entered in error now; none where it is unknown.

    What was marked before reasons were asked for has none.
    """
    gone = of_client(db, client_id)
    chosen = select(WithdrawnWhyRow).where(WithdrawnWhyRow.client_id == client_id)
    told = db.scalars(chosen.order_by(WithdrawnWhyRow.row))
    return {row.object_id: row.reason for row in told if row.object_id in gone and not row.damaged}
