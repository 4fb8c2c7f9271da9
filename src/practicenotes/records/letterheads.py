"""The letterhead: kept whole, with its pictures as files of the record."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.letterhead import Letterhead
from practicenotes.records.letterhead_tables import LetterheadRow
from practicenotes.records.schema import FileRow
from practicenotes.vault import audit, rows


_PNG = "image/png"


def get(db: Db) -> Letterhead:
    """Return the letterhead, plain before anything was chosen.

    One that was changed from outside, or has lost a picture, is damaged.
    """
    row = _latest(db)
    if row is None:
        return Letterhead()
    if row.damaged:
        return Letterhead(damaged=True)
    logo, signature = _content(db, row.logo_id), _content(db, row.signature_id)
    if logo is None or signature is None:
        return Letterhead(damaged=True)
    return Letterhead(
        layout=row.layout,
        paper=row.paper,
        language=row.language,
        registrations=tuple(row.registrations),
        logo=logo,
        signature=signature,
    )


@writes(Changes.PRACTITIONER)
def save(db: Db, letterhead: Letterhead, at: datetime) -> None:
    """Keep a letterhead from now on; letters that were approved keep theirs.

    What was changed from outside stays to be looked into: a picture is replaced, and so is a
    letterhead, by one that is set anew.
    """
    row = _latest(db)
    if row is None or row.damaged:
        row = LetterheadRow()
    gone = [file_id for file_id in (row.logo_id, row.signature_id) if file_id]
    row.layout = letterhead.layout
    row.paper = letterhead.paper
    row.language = letterhead.language
    row.registrations = list(letterhead.registrations)
    row.logo_id = _kept(db, "Logo", letterhead.logo, at)
    row.signature_id = _kept(db, "Signature", letterhead.signature, at)
    row.changed_at = at
    rows.keep(db, row)
    db.flush()
    for file_id in gone:
        kept = db.get(FileRow, file_id)
        if kept is not None and not kept.damaged:
            db.delete(kept)
    audit.append(db, "change", row, at)


def _latest(db: Db) -> LetterheadRow | None:
    """Return the letterhead that was set last; any before it was damaged."""
    return db.scalars(select(LetterheadRow).order_by(LetterheadRow.row.desc())).first()


def _kept(db: Db, name: str, content: bytes, at: datetime) -> str | None:
    if not content:
        return None
    digest = hashlib.sha256(content).hexdigest()
    row = FileRow(name=f"{name}.png", media_type=_PNG, digest=digest, content=content, added_at=at)
    rows.keep(db, row)
    return row.id


def _content(db: Db, file_id: str | None) -> bytes | None:
    """Return a picture, empty where there is none; None for one that is lost or was changed."""
    if file_id is None:
        return b""
    kept = db.get(FileRow, file_id)
    if kept is None or kept.damaged or hashlib.sha256(kept.content).hexdigest() != kept.digest:
        return None
    return kept.content
