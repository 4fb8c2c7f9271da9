"""What was entered in error: it stays where it is, and is counted, drawn and handed out no longer.

The trail tells of both ways. A letter that quoted it is a document of its own and stays as it is.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.people import ClientId
from practicenotes.records.schema import WithdrawnRow
from practicenotes.vault import audit, rows


def withdraw(db: Db, row: Any, at: datetime) -> None:
    """Say that a row was entered in error; said twice, it is said once."""
    if row.id not in of_client(db, ClientId(row.client_id)):
        said = WithdrawnRow(
            client_id=row.client_id, object_table=row.__tablename__, object_id=row.id, at=at
        )
        rows.keep(db, said)
        audit.append(db, "entered in error", row, at)


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
