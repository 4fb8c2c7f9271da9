"""What became of the notes that a letter rests on, since they were quoted."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.letter_sources import Standing
from practicenotes.domain.notes import AddendumKind, Note, NoteId, NoteState, RemarkKind
from practicenotes.domain.people import ClientId
from practicenotes.records import note_rows
from practicenotes.records.schema import NoteRevisionRow, NoteRow


GONE = "the note is no longer in the record"
UNREADABLE = "the note can no longer be read"


def versions(db: Db, client_id: ClientId) -> Mapping[NoteId, int]:
    """Return the number of the newest wording that was kept of each note of a client."""
    of_client = select(NoteRow.id).where(NoteRow.client_id == client_id)
    return _versions(db, NoteRevisionRow.note_id.in_(of_client))


def standings(db: Db, note_ids: Collection[NoteId]) -> Mapping[NoteId, Standing]:
    """Return how each of these notes stands now."""
    wanted = list(note_ids)
    newest = _versions(db, NoteRevisionRow.note_id.in_(wanted))
    found = {note.id: note for note in note_rows.find(db, NoteRow.id.in_(wanted))}
    return {
        note_id: Standing(newest.get(note_id), _since(found[note_id]))
        if note_id in found
        else Standing(since=GONE)
        for note_id in wanted
    }


def _versions(db: Db, which: object) -> dict[NoteId, int]:
    number = func.max(NoteRevisionRow.number)
    chosen = select(NoteRevisionRow.note_id, number).where(which).group_by(NoteRevisionRow.note_id)  # type: ignore[arg-type]
    return {NoteId(note_id): int(newest) for note_id, newest in db.execute(chosen)}


def _since(note: Note) -> str:
    """Say what happened last to a note since it was signed, the gravest first."""
    if note.damaged:
        return UNREADABLE
    if note.state is NoteState.IN_ERROR:
        remark = note.remark(RemarkKind.IN_ERROR)
        return f"the note was entered in error{_on(remark.at if remark else None)}"
    if note.state is NoteState.DRAFT:
        last = note.withdrawals[-1].at if note.withdrawals else None
        return f"its signature was withdrawn{_on(last)}"
    amended = [added for added in note.addenda if added.kind is AddendumKind.AMENDMENT]
    return f"amended{_on(amended[-1].signed_at)}" if amended else ""


def _on(at: datetime | None) -> str:
    return f" on {times.in_full(times.on_the_wall(at).date())}" if at else ""
