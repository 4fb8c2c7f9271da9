"""What a new note can be: its forms, and the sessions that it may be about."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Session
from practicenotes.records import clients, forms, sessions


@dataclass(frozen=True, slots=True)
class NewNote:
    """The forms by name, those used last, and the sessions that were held, latest first."""

    client_id: ClientId
    code_name: str
    forms: tuple[NoteTemplate, ...]
    used_last: tuple[str, ...]
    held: tuple[Session, ...]


def offer(db: Db, client_id: ClientId, templates: Sequence[NoteTemplate]) -> NewNote:
    """Return what can be begun for a client; raises NotFound."""
    held = [s for s in sessions.of_client(db, client_id) if s.attendance.held and not s.damaged]
    return NewNote(
        client_id=client_id,
        code_name=clients.get(db, client_id).code_name,
        forms=forms.offered(db, templates),
        used_last=forms.used_last(db),
        held=tuple(reversed(held)),
    )
