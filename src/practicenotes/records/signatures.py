"""Signing a note, and what may be said once its words cannot change any more."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain import notes, times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.notes import AddendumKind, Note, NoteId, NoteState, RevisionReason
from practicenotes.errors import AnswerUnseen, NoteEmpty, NoteNotSigned, RowDamaged
from practicenotes.records import chains, measures, note_rows, practice, revisions
from practicenotes.records.schema import AddendumRow, SessionRow
from practicenotes.vault import audit, rows


@writes(Changes.NOTES)
def sign(db: Db, note_id: NoteId, at: datetime) -> Note:
    """Sign a draft: from now on its words cannot change.

    Raises NoteSigned, NoteEmpty, AnswerUnseen, NotFound and RowDamaged.
    """
    row = note_rows.draft(db, note_id)
    note = note_rows.get(db, note_id)
    if note.damaged:
        raise RowDamaged("note", note_id)
    if note.is_empty:
        raise NoteEmpty(note_id)
    if note.session_id:
        for _, result, flag in measures.unseen(db, note.session_id):
            raise AnswerUnseen(result.name, flag.item, result.id)
    revisions.keep(db, note_id, RevisionReason.SIGNED, at)
    session = db.get(SessionRow, row.session_id) if row.session_id else None
    row.state = NoteState.SIGNED
    row.signed_at = times.instant(at)
    row.signed_by = _author(db)
    row.signed_late = int(
        session is not None and notes.is_late(session.starts_at, times.on_the_wall(at))
    )
    row.previous_digest = chains.newest(db, row.client_id)
    signed = replace(note, signed_at=row.signed_at, signed_by=row.signed_by)
    row.digest = notes.digest(signed, row.previous_digest)
    audit.append(db, "sign", row, at)
    return note_rows.get(db, note_id)


@writes(Changes.NOTES)
def add_to(
    db: Db, note_id: NoteId, kind: AddendumKind, reason: str, text: str, at: datetime
) -> Note:
    """Add to a signed note, which stays as it is.

    Raises NoteNotSigned, NoteEmpty, NotFound and RowDamaged.
    """
    note = note_rows.get(db, note_id)
    if note.damaged:
        raise RowDamaged("note", note_id)
    if note.state is NoteState.DRAFT:
        raise NoteNotSigned(note_id)
    if not text.strip():
        raise NoteEmpty(note_id)
    addendum = AddendumRow(
        note_id=note_id,
        kind=kind,
        reason=reason,
        body=text,
        signed_at=at,
        signed_by=_author(db),
    )
    rows.keep(db, addendum)
    audit.append(db, kind.value, addendum, at)
    return note_rows.get(db, note_id)


def _author(db: Db) -> str:
    """Return the name to sign with."""
    practitioner = practice.get(db)
    if practitioner.damaged:
        raise RowDamaged("practitioner", "")
    return practitioner.name
