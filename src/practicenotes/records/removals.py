"""The passages that are taken out of what is handed over, and the log of why."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_requests import RequestId
from practicenotes.domain.redaction import Removal, RemovalId
from practicenotes.errors import NotFound
from practicenotes.records.request_tables import RecordRequestRow, RemovalRow
from practicenotes.records.schema import ClientRow
from practicenotes.vault import audit, rows


def of_client(
    db: Db, client_id: ClientId, request_id: RequestId | None = None
) -> tuple[Removal, ...]:
    """Return what goes out of every paper of a record, and out of the pack of one request."""
    chosen = select(RemovalRow).where(
        RemovalRow.client_id == client_id,
        RemovalRow.request_id.is_(None) | (RemovalRow.request_id == request_id),
    )
    return tuple(_value(row) for row in db.scalars(chosen.order_by(RemovalRow.row)))


@writes(Changes.RECORD_REQUESTS)
def add(
    db: Db, client_id: ClientId, request_id: RequestId | None, removal: Removal, at: datetime
) -> RemovalId:
    """Mark a passage for removal; its own id is ignored. Raises NotFound."""
    if db.get(ClientRow, client_id) is None:
        raise NotFound("client", client_id)
    if request_id:
        request = db.get(RecordRequestRow, request_id)
        if request is None or request.client_id != client_id or request.sent_at:
            raise NotFound("request", request_id)
    row = RemovalRow(
        client_id=client_id,
        request_id=request_id,
        item=removal.item,
        field=removal.field,
        start=removal.start,
        words=removal.words,
        reason=removal.reason,
        remark=removal.remark,
        at=at,
    )
    audit.append(db, "mark for removal", rows.keep(db, row), at)
    return RemovalId(row.id)


@writes(Changes.RECORD_REQUESTS)
def take_back(db: Db, removal_id: RemovalId, at: datetime) -> Removal:
    """Let a passage stand after all; return it as it was. Raises NotFound.

    What was handed over stays as it was, and its log with it.
    """
    row = db.get(RemovalRow, removal_id)
    request = db.get(RecordRequestRow, row.request_id) if row and row.request_id else None
    if row is None or (request and request.sent_at):
        raise NotFound("passage", removal_id)
    was = _value(row)
    db.delete(row)
    audit.append(db, "take back a removal", row, at)
    return was


def _value(row: RemovalRow) -> Removal:
    return Removal(
        id=RemovalId(row.id),
        item=row.item,
        field=row.field,
        start=row.start,
        words=row.words,
        reason=row.reason,
        remark=row.remark,
        at=row.at,
        damaged=row.damaged,
    )
