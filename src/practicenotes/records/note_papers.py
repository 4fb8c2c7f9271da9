"""A note with all that its page on paper needs, and the entry that it went out."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.letterhead import PLAIN, Letterhead
from practicenotes.domain.notes import Note, NoteId, NoteState
from practicenotes.domain.people import Practitioner
from practicenotes.domain.sessions import Session
from practicenotes.errors import NotFound
from practicenotes.records import clients, forms, letterheads, notes, practice, sessions
from practicenotes.records.schema import NoteRow
from practicenotes.vault import audit


@dataclass(frozen=True, slots=True)
class NotePaper:
    """A note, its form, and which of its kind it is for this client, counted from 1."""

    note: Note
    form: NoteTemplate
    session: Session | None
    code_name: str
    practitioner: Practitioner
    edition: int
    letterhead: Letterhead = PLAIN


def gather(db: Db, note_id: NoteId) -> NotePaper:
    """Return a note to print; raises NotFound."""
    note = notes.get(db, note_id)
    alike = [
        each.id
        for each in notes.of_client(db, note.client_id)
        if each.template_id == note.template_id and each.state is not NoteState.IN_ERROR
    ]
    return NotePaper(
        note=note,
        form=forms.of_note(db, note),
        session=sessions.get(db, note.session_id) if note.session_id else None,
        code_name=clients.get(db, note.client_id).code_name,
        practitioner=practice.get(db),
        edition=alike.index(note_id) + 1 if note_id in alike else len(alike) + 1,
        letterhead=letterheads.get(db),
    )


@writes(Changes.NONE)
def told_of_printing(db: Db, note_id: NoteId, how: str, at: datetime) -> None:
    """Enter in the audit trail that a note was printed or saved outside the vault."""
    row = db.get(NoteRow, note_id)
    if row is None:
        raise NotFound("note", note_id)
    audit.append(db, how, row, at)
