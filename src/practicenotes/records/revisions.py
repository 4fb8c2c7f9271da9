"""What a note said before: kept while it is written and when it is signed, and only ever added."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.notes import NoteId, NoteSection, Revision, RevisionReason
from practicenotes.records import note_rows
from practicenotes.records.schema import NoteRevisionRow
from practicenotes.vault import audit, rows


@writes(Changes.NOTES)
def keep(db: Db, note_id: NoteId, reason: RevisionReason, at: datetime) -> int:
    """Add what the note says now to its revisions; return the number of the newest.

    Nothing is added when nothing has changed since.
    """
    note = note_rows.head(db, note_id)
    intact = note_rows.intact(note_rows.sections(db, note_id))
    now = [[s.key, s.label, s.prompt, s.body] for s in intact]
    chosen = select(NoteRevisionRow).where(NoteRevisionRow.note_id == note_id)
    last = db.scalars(chosen.order_by(NoteRevisionRow.number.desc()).limit(1)).first()
    if last and last.sections == now:
        return last.number
    number = last.number + 1 if last else 1
    revision = NoteRevisionRow(
        note_id=note.id, number=number, kept_at=at, reason=reason, sections=now
    )
    rows.keep(db, revision)
    audit.append(db, "keep revision", revision, at)
    return number


def of_note(db: Db, note_id: NoteId) -> tuple[Revision, ...]:
    """Return every revision of a note, oldest first."""
    chosen = select(NoteRevisionRow).where(NoteRevisionRow.note_id == note_id)
    return tuple(
        Revision(
            number=row.number,
            kept_at=row.kept_at,
            reason=row.reason,
            sections=tuple(NoteSection(*section) for section in row.sections),
            damaged=row.damaged,
        )
        for row in db.scalars(chosen.order_by(NoteRevisionRow.number))
    )
