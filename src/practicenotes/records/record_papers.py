"""A client's record with all that its paper needs, and the entry that it went out."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import RecordPaper
from practicenotes.errors import NotFound
from practicenotes.records import (
    client_consents,
    letterheads,
    measure_forms,
    notes,
    removals,
    whole,
)
from practicenotes.records.schema import ClientRow
from practicenotes.vault import audit


def gather(db: Db, client_id: ClientId) -> RecordPaper:
    """Return a record to print; raises NotFound."""
    held = whole.of_client(db, client_id)
    return RecordPaper(
        whole=replace(held, notes=notes.of_client(db, client_id)),
        consents=tuple(reversed(client_consents.of_client(db, client_id))),
        known=measure_forms.known(db),
        removals=removals.of_client(db, client_id),
        letterhead=letterheads.get(db),
    )


@writes(Changes.NONE)
def told_of_printing(db: Db, client_id: ClientId, how: str, at: datetime) -> None:
    """Enter in the audit trail that a record was printed or saved outside the vault."""
    row = db.get(ClientRow, client_id)
    if row is None:
        raise NotFound("client", client_id)
    audit.append(db, how, row, at)
