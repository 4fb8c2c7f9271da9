"""Files of a client or a session: added, described, read, retired and brought back."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.attachments import Attachment, AttachmentId, NewAttachment
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.records.schema import (
    AttachmentRow,
    ClientConsentRow,
    ClientRow,
    FileRow,
    SessionRow,
)
from practicenotes.vault import audit, rows


KEPT = timedelta(days=30)  # what was taken out, until it is removed for good


@writes(Changes.ATTACHMENTS)
def add(db: Db, new: NewAttachment, at: datetime) -> AttachmentId:
    """Keep a file; raises NotFound where there is no such client, or no such session of theirs."""
    if db.get(ClientRow, new.client_id) is None:
        raise NotFound("client", new.client_id)
    if new.session_id:
        session = db.get(SessionRow, new.session_id)
        if session is None or session.client_id != new.client_id:
            raise NotFound("session", new.session_id)
    kept = FileRow(
        client_id=new.client_id,
        name=new.name,
        media_type=new.media_type,
        digest=hashlib.sha256(new.content).hexdigest(),
        content=new.content,
        added_at=at,
    )
    rows.keep(db, kept)
    row = AttachmentRow(
        client_id=new.client_id,
        session_id=new.session_id,
        file_id=kept.id,
        kind=new.kind,
        name=new.name,
        media_type=new.media_type,
        size=len(new.content),
        digest=kept.digest,
        words=new.words,
        received_on=new.received_on,
        added_at=at,
    )
    audit.append(db, "add", rows.keep(db, row), at)
    return AttachmentId(row.id)


@writes(Changes.ATTACHMENTS)
def change(db: Db, attachment: Attachment, at: datetime) -> None:
    """Keep what is said about a file from now on; the file itself stays. Raises NotFound."""
    row = _row(db, attachment.id)
    row.kind = attachment.kind
    row.name = attachment.name
    row.words = attachment.words
    row.received_on = attachment.received_on
    audit.append(db, "change", row, at)


def get(db: Db, attachment_id: AttachmentId) -> Attachment:
    """Return what is said about a file; raises NotFound."""
    return _value(_row(db, attachment_id))


def of_client(db: Db, client_id: ClientId) -> tuple[Attachment, ...]:
    """Return the files of a client, received last first; those of sessions are among them."""
    return _find(db, AttachmentRow.client_id == client_id, AttachmentRow.retired_at.is_(None))


def of_session(db: Db, session_id: SessionId) -> tuple[Attachment, ...]:
    """Return the files of a session, received last first."""
    return _find(db, AttachmentRow.session_id == session_id, AttachmentRow.retired_at.is_(None))


def retired(db: Db, client_id: ClientId) -> tuple[Attachment, ...]:
    """Return the files of a client that were taken out and can be brought back."""
    return _find(db, AttachmentRow.client_id == client_id, AttachmentRow.retired_at.is_not(None))


def content(db: Db, attachment_id: AttachmentId) -> bytes:
    """Return a file as it was kept; raises NotFound and RowDamaged."""
    row = _row(db, attachment_id)
    kept = db.get(FileRow, row.file_id)
    if kept is None:
        raise NotFound("file", attachment_id)
    if row.damaged or kept.damaged or hashlib.sha256(kept.content).hexdigest() != row.digest:
        raise RowDamaged("file", kept.id)
    return kept.content


@writes(Changes.ATTACHMENTS)
def retire(db: Db, attachment_id: AttachmentId, at: datetime) -> Attachment:
    """Take a file out of every list; return it as it was. Raises NotFound."""
    row = _row(db, attachment_id)
    was = _value(row)
    row.retired_at = at
    audit.append(db, "retire", row, at)
    return was


@writes(Changes.ATTACHMENTS)
def bring_back(db: Db, attachment_id: AttachmentId, at: datetime) -> None:
    """Put a file back where it was; raises NotFound."""
    row = _row(db, attachment_id)
    row.retired_at = None
    audit.append(db, "bring back", row, at)


@writes(Changes.ATTACHMENTS | Changes.CONSENTS)
def remove(db: Db, attachment_id: AttachmentId, at: datetime) -> None:
    """Remove a file for good, content and all; what it was the signed form of stays.

    Raises NotFound and RowDamaged.
    """
    _remove(db, _row(db, attachment_id), "remove for good", at)


@writes(Changes.NONE)
def empty(db: Db, at: datetime) -> int:
    """Remove for good what was taken out thirty days ago; return how many files that was."""
    before = times.instant(at) - KEPT
    found = db.scalars(select(AttachmentRow).where(AttachmentRow.retired_at < before)).all()
    old = [row for row in found if not row.damaged]
    for row in old:
        _remove(db, row, "remove after thirty days", at, audit.PROGRAM)
    return len(old)


@writes(Changes.NONE)
def told_of_saving(db: Db, attachment_id: AttachmentId, at: datetime) -> None:
    """Enter in the audit trail that a copy was saved outside the vault; raises NotFound."""
    audit.append(db, "save a copy", _row(db, attachment_id), at)


def _remove(
    db: Db, row: AttachmentRow, act: str, at: datetime, actor: str = audit.THERAPIST
) -> None:
    chosen = select(ClientConsentRow).where(ClientConsentRow.attachment_id == row.id)
    for consent in db.scalars(chosen).all():
        consent.attachment_id = None
        audit.append(db, "change", consent, at, actor=actor)
    kept = db.get(FileRow, row.file_id)
    db.delete(row)
    audit.append(db, act, row, at, actor=actor)
    if kept is not None:
        db.delete(kept)


def _find(db: Db, *which: ColumnElement[bool]) -> tuple[Attachment, ...]:
    chosen = select(AttachmentRow).where(*which)
    latest_first = chosen.order_by(AttachmentRow.received_on.desc(), AttachmentRow.row.desc())
    return tuple(_value(row) for row in db.scalars(latest_first))


def _row(db: Db, attachment_id: AttachmentId) -> AttachmentRow:
    row = db.get(AttachmentRow, attachment_id)
    if row is None:
        raise NotFound("file", attachment_id)
    return row


def _value(row: AttachmentRow) -> Attachment:
    return Attachment(
        id=AttachmentId(row.id),
        client_id=ClientId(row.client_id),
        kind=row.kind,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        digest=row.digest,
        words=row.words,
        received_on=row.received_on,
        added_at=row.added_at,
        session_id=SessionId(row.session_id) if row.session_id else None,
        retired_at=row.retired_at,
        damaged=row.damaged,
    )
