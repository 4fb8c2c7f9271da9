"""Gathers one client's whole record, to be handed over."""

from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.whole import WholeRecord
from practicenotes.errors import NotFound
from practicenotes.records import (
    attachments,
    cards,
    clients,
    goals,
    letters,
    measures,
    notes,
    practice,
    sessions,
)
from practicenotes.records.schema import ClientRow
from practicenotes.vault import audit


def of_client(db: Db, client_id: ClientId) -> WholeRecord:
    """Return everything that the record holds about a client; raises NotFound.

    A note that was entered in error stands in this file no more, and is not handed over.
    """
    return WholeRecord(
        practitioner=practice.get(db),
        client=clients.get(db, client_id),
        goals=goals.of_client(db, client_id),
        sessions=sessions.of_client(db, client_id),
        frame_events=sessions.frame_of(db, client_id),
        measures=measures.of_client(db, client_id),
        cards=cards.of_client(db, client_id),
        notes=notes.standing(db, client_id),
        letters=letters.of_client(db, client_id),
        attachments=attachments.of_client(db, client_id),
    )


@writes(Changes.NONE)
def told_of_export(db: Db, client_id: ClientId, at: datetime) -> None:
    """Enter in the audit trail that a client's record was written outside the vault."""
    row = db.get(ClientRow, client_id)
    if row is None:
        raise NotFound("client", client_id)
    audit.append(db, "export", row, at)
