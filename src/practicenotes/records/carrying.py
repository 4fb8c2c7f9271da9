"""Former notes to take words over from, and what was taken over into a draft."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.carrying import Carried
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.notes import Note, NoteId, NoteState
from practicenotes.errors import NoteSigned, NotFound
from practicenotes.records import notes
from practicenotes.records.schema import CarriedRow, NoteRow, SessionRow
from practicenotes.vault import audit, rows


@dataclass(frozen=True, slots=True)
class Former:
    """One former note of the same client; `back` counts from 0, the one before, to `count` - 1."""

    note: Note
    on: date
    back: int
    count: int


def former(db: Db, note_id: NoteId, back: int = 0) -> Former | None:
    """Return the note that stands so many places before this one, or None where there is none.

    Notes stand in the order of the days that they are about. Raises NotFound.
    """
    days = _days(db, note_id)
    before = [each for each in days if (days[each], each) < (days[note_id], note_id)]
    before.sort(key=lambda each: (days[each], each), reverse=True)
    if not 0 <= back < len(before):
        return None
    chosen = before[back]
    return Former(notes.get(db, chosen), days[chosen].date(), back, len(before))


@writes(Changes.NOTES)
def take(db: Db, note_id: NoteId, carried: Carried, at: datetime) -> None:
    """Remember that words of a draft were carried; raises NoteSigned and NotFound.

    The words themselves are saved with the draft.
    """
    note = notes.get(db, note_id)
    if note.state is not NoteState.DRAFT:
        raise NoteSigned(note_id)
    if carried in of_note(db, note_id):
        return
    row = CarriedRow(
        note_id=note_id,
        key=carried.key,
        words=carried.words,
        from_id=carried.from_id,
        on=carried.on,
    )
    audit.append(db, "carry over", rows.keep(db, row), at)


def of_note(db: Db, note_id: NoteId) -> tuple[Carried, ...]:
    """Return what was ever taken over into a note, oldest first; what is damaged is left out."""
    chosen = select(CarriedRow).where(CarriedRow.note_id == note_id).order_by(CarriedRow.row)
    return tuple(
        Carried(row.key, row.words, NoteId(row.from_id), row.on)
        for row in db.scalars(chosen)
        if not row.damaged
    )


def _days(db: Db, note_id: NoteId) -> dict[NoteId, datetime]:
    """Return what day and time each standing note of the same client is about.

    A note that is damaged tells no day and is left out, unless it is the one that is written; one
    whose session is damaged stands on the day on which it was begun.
    """
    row = db.get(NoteRow, note_id)
    if row is None:
        raise NotFound("note", note_id)
    found = db.scalars(select(NoteRow).where(NoteRow.client_id == row.client_id))
    standing = [each for each in found if each.id == note_id or _stands(each)]
    held = db.scalars(select(SessionRow).where(SessionRow.client_id == row.client_id))
    starts = {each.id: each.starts_at for each in held if not each.damaged}
    return {
        NoteId(each.id): starts.get(each.session_id or "") or times.on_the_wall(each.begun_at)
        for each in standing
    }


def _stands(note: NoteRow) -> bool:
    return not note.damaged and note.state is not NoteState.IN_ERROR
