"""Signing in one step: what was asked before the signature is answered, and then it is put."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.notes import Note, NoteId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import measures, note_rows, practice, signatures
from practicenotes.records.schema import SessionRow
from practicenotes.records.signed_tables import RiskSeenRow
from practicenotes.vault import audit, rows


@writes(Changes.NOTES)
def sign(
    db: Db, note_id: NoteId, why_late: str, risk: Iterable[tuple[str, str]], at: datetime
) -> Note:
    """Sign a draft, and keep why it is late and that what it says of risk was seen.

    That a risk was seen says nothing of what became of it. Raises what `signatures.sign` raises.
    """
    if why_late.strip():
        signatures.say_why_late(db, note_id, why_late, at)
    for place, said in risk:
        note_rows.draft(db, note_id)
        by = practice.get(db).name
        seen = RiskSeenRow(note_id=note_id, said=f"{place}: {said}", at=at, by=by)
        rows.keep(db, seen)
        audit.append(db, "acknowledge risk", seen, at)
    return signatures.sign(db, note_id, at)


@writes(Changes.MEASURES | Changes.SESSIONS)
def acknowledge(
    db: Db, result_id: str, item: int, words: str, line_of: SessionId | None, at: datetime
) -> None:
    """Say that an answer was seen; with `line_of`, what was asked is that session's risk line too.

    A line that is there already stays. Raises NotFound and RowDamaged.
    """
    measures.acknowledge(db, result_id, item, words, at)
    row = db.get(SessionRow, line_of) if line_of else None
    if row is not None and not row.risk.strip():
        name = measures.get(db, result_id).name
        row.risk = " ".join(words.split()) or f"{name}, question {item}: seen"
        row.changed_at = at
        audit.append(db, "change", row, at)
