"""The chain of signed notes of a client: each names the one that was signed before it."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.people import ClientId
from practicenotes.records import note_rows
from practicenotes.records.schema import NoteRow


def newest(db: Db, client_id: str) -> str:
    """Return the digest of the note signed last for a client: the one that no other names."""
    theirs = NoteRow.client_id == client_id
    named = select(NoteRow.previous_digest).where(theirs)
    chosen = select(NoteRow.digest).where(
        theirs, NoteRow.digest != "", NoteRow.digest.not_in(named)
    )
    return db.scalars(chosen.order_by(NoteRow.signed_at.desc()).limit(1)).first() or ""


def is_unbroken(db: Db, client_id: ClientId) -> bool:
    """Say whether every signed note of a client still is what was signed, with none left out.

    That the newest one was taken away, no other note can tell: the audit trail does.
    """
    found = note_rows.find(db, NoteRow.client_id == client_id)
    signed = [note for note in found if note.damaged or note.signed_at]
    digests = {note.digest for note in signed}
    named = [note.previous_digest for note in signed]
    chained = len(set(named)) == len(named) and set(named) <= digests | {""}
    return chained and not any(note.damaged for note in signed)


def of_practice(db: Db) -> tuple[int, tuple[ClientId, ...]]:
    """Return how many clients have signed notes, and those of them whose chain is broken."""
    chosen = select(NoteRow.client_id).where(NoteRow.digest != "").distinct()
    signed = [ClientId(client_id) for client_id in sorted(db.scalars(chosen))]
    broken = tuple(client_id for client_id in signed if not is_unbroken(db, client_id))
    return len(signed), broken
