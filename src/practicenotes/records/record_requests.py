"""Requests for a record: received, put together, handed over once and then frozen."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import Choice, Part, RecordPaper
from practicenotes.domain.record_requests import (
    NEAR,
    DueRequest,
    Omission,
    RecordRequest,
    RequestId,
)
from practicenotes.domain.redaction import Removal
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.records import record_papers, removals
from practicenotes.records.request_tables import RecordRequestRow, RemovalRow
from practicenotes.records.schema import ClientRow, DisclosureRow, FileRow
from practicenotes.vault import audit, rows


WHAT = "Copy of the record, on request"
_PDF = "application/pdf"
_LET_IN = ("drafts", "addenda", "in_error", "third_party", "reasons")


@dataclass(frozen=True, slots=True)
class Removed:
    """A request that was taken out, with the passages that were marked for it."""

    request: RecordRequest
    passages: tuple[Removal, ...] = ()


@writes(Changes.RECORD_REQUESTS)
def add(db: Db, request: RecordRequest, at: datetime) -> RequestId:
    """Enter a request; its own id is ignored. Raises NotFound."""
    if db.get(ClientRow, request.client_id) is None:
        raise NotFound("client", request.client_id)
    row = RecordRequestRow(client_id=request.client_id, recipient="", digest="")
    _fill(row, request, at)
    audit.append(db, "receive", rows.keep(db, row), at)
    return RequestId(row.id)


@writes(Changes.RECORD_REQUESTS)
def change(db: Db, request: RecordRequest, at: datetime) -> None:
    """Keep an open request as it stands now; raises NotFound, also once it was handed over."""
    row = _open(db, request.id)
    _fill(row, request, at)
    audit.append(db, "change", row, at)


@writes(Changes.RECORD_REQUESTS)
def remove(db: Db, request_id: RequestId, at: datetime) -> Removed:
    """Take out a request that was entered in error; return it. Raises NotFound once handed over."""
    row = _open(db, request_id)
    marked = removals.of_client(db, ClientId(row.client_id), request_id)
    own = set(marked) - set(removals.of_client(db, ClientId(row.client_id)))
    was = Removed(_value(row), tuple(each for each in marked if each in own))
    for passage in db.scalars(select(RemovalRow).where(RemovalRow.request_id == row.id)).all():
        db.delete(passage)
    db.flush()
    db.delete(row)
    audit.append(db, "remove", row, at)
    return was


@writes(Changes.RECORD_REQUESTS)
def bring_back(db: Db, removed: Removed, at: datetime) -> RequestId:
    """Enter a request again with the passages that were marked for it; raises NotFound."""
    request_id = add(db, removed.request, at)
    for passage in removed.passages:
        removals.add(db, removed.request.client_id, request_id, passage, at)
    return request_id


@writes(Changes.RECORD_REQUESTS)
def close(db: Db, request_id: RequestId, on: date, at: datetime) -> None:
    """Say that a request needs no pack: it was withdrawn, or answered another way."""
    row = _open(db, request_id)
    row.closed_on = on
    audit.append(db, "close", row, at)


@writes(Changes.RECORD_REQUESTS)
def open_again(db: Db, request_id: RequestId, at: datetime) -> None:
    """Say that a request that was closed without a pack waits after all; raises NotFound."""
    row = _row(db, request_id)
    if row.sent_at:
        raise NotFound("request", request_id)
    row.closed_on = None
    audit.append(db, "open again", row, at)


def get(db: Db, request_id: RequestId) -> RecordRequest:
    """Return one request; raises NotFound."""
    return _value(_row(db, request_id))


def of_client(db: Db, client_id: ClientId) -> tuple[RecordRequest, ...]:
    """Return the requests for a client's record, received last first."""
    chosen = select(RecordRequestRow).where(RecordRequestRow.client_id == client_id)
    latest_first = chosen.order_by(RecordRequestRow.received_on.desc(), RecordRequestRow.row.desc())
    return tuple(_value(row) for row in db.scalars(latest_first))


def gather(db: Db, request_id: RequestId) -> tuple[RecordRequest, RecordPaper]:
    """Return a request with the record that it is about and what is removed; raises NotFound."""
    request = get(db, request_id)
    paper = record_papers.gather(db, request.client_id)
    marked = removals.of_client(db, request.client_id, request_id)
    return request, replace(paper, removals=marked)


def gather_with_files(db: Db, request_id: RequestId) -> tuple[RecordRequest, RecordPaper]:
    """Return the same, with the content of the files that go into the pack as pages."""
    request, paper = gather(db, request_id)
    return request, record_papers.with_files(db, paper, request.choice)


@writes(Changes.RECORD_REQUESTS | Changes.LETTERS)
def hand_over(
    db: Db, request_id: RequestId, pdf: bytes, recipient: str, at: datetime
) -> RecordRequest:
    """Freeze a pack: keep its exact pages, and enter it in the list of what left the practice.

    Raises NotFound, also where it was handed over before.
    """
    row = _open(db, request_id)
    request = _value(row)
    kept = FileRow(
        client_id=row.client_id,
        name=f"Record request, {times.in_full(request.received_on)}.pdf",
        media_type=_PDF,
        digest=hashlib.sha256(pdf).hexdigest(),
        content=pdf,
        added_at=at,
    )
    rows.keep(db, kept)
    row.file_id, row.digest = kept.id, kept.digest
    row.sent_at, row.recipient = at, recipient.strip() or request.asked_by
    asked = f"asked for by {request.asked_by} on {times.in_full(request.received_on)}"
    disclosure = DisclosureRow(
        client_id=row.client_id,
        letter_id=None,
        at=at,
        recipient=row.recipient,
        what=WHAT,
        basis=f"{asked}: {request.scope}" if request.scope.strip() else asked,
    )
    audit.append(db, "hand over", row, at)
    audit.append(db, "disclose", rows.keep(db, disclosure), at)
    return get(db, request_id)


def pages(db: Db, request_id: RequestId) -> bytes:
    """Return the exact pages (PDF) of a pack as it was handed over; NotFound and RowDamaged."""
    row = _row(db, request_id)
    kept = db.get(FileRow, row.file_id) if row.file_id else None
    if kept is None:
        raise NotFound("pack", request_id)
    if row.damaged or kept.damaged or hashlib.sha256(kept.content).hexdigest() != row.digest:
        raise RowDamaged("file", kept.id)
    return kept.content


@writes(Changes.NONE)
def told_of_printing(db: Db, request_id: RequestId, how: str, at: datetime) -> None:
    """Enter in the audit trail that a pack was printed or saved outside the vault."""
    audit.append(db, how, _row(db, request_id), at)


def due(db: Db, today: date) -> tuple[DueRequest, ...]:
    """Return the open requests of all clients whose day is near, the nearest first."""
    chosen = (
        select(RecordRequestRow, ClientRow)
        .join(ClientRow, ClientRow.id == RecordRequestRow.client_id)
        .where(
            RecordRequestRow.due_on <= today + NEAR,
            RecordRequestRow.sent_at.is_(None),
            RecordRequestRow.closed_on.is_(None),
        )
        .order_by(RecordRequestRow.due_on, RecordRequestRow.row)
    )
    return tuple(
        DueRequest(ClientId(client.id), client.code_name, row.due_on)
        for row, client in db.execute(chosen)
        if not row.damaged
    )


def _row(db: Db, request_id: RequestId) -> RecordRequestRow:
    row = db.get(RecordRequestRow, request_id)
    if row is None:
        raise NotFound("request", request_id)
    return row


def _open(db: Db, request_id: RequestId) -> RecordRequestRow:
    row = _row(db, request_id)
    if row.damaged:
        raise RowDamaged("request", request_id)
    if row.sent_at:
        raise NotFound("open request", request_id)
    return row


def _fill(row: RecordRequestRow, request: RecordRequest, at: datetime) -> None:
    choice = request.choice
    row.asked_by = request.asked_by
    row.received_on = request.received_on
    row.scope = request.scope
    row.clock = request.clock
    row.due_on = request.due
    row.remarks = request.remarks
    row.parts = [part.name for part in Part if part in choice.parts]
    row.since, row.until = choice.since, choice.until
    row.let_in = [name for name in _LET_IN if getattr(choice, name)]
    row.left_out = [[key, reason.name] for key, reason in request.left_out]
    row.changed_at = at
    row.closed_on = request.closed_on


def _value(row: RecordRequestRow) -> RecordRequest:
    left_out = tuple((key, Omission[reason]) for key, reason in row.left_out)
    choice = Choice(
        parts=frozenset(Part[name] for name in row.parts),
        since=row.since,
        until=row.until,
        left_out=frozenset(key for key, _ in left_out),
        **{name: name in row.let_in for name in _LET_IN},
    )
    return RecordRequest(
        id=RequestId(row.id),
        client_id=ClientId(row.client_id),
        asked_by=row.asked_by,
        received_on=row.received_on,
        scope=row.scope,
        clock=row.clock,
        due_on=row.due_on,
        remarks=row.remarks,
        choice=choice,
        left_out=left_out,
        sent_at=row.sent_at,
        recipient=row.recipient,
        digest=row.digest,
        closed_on=row.closed_on,
        damaged=row.damaged,
    )
