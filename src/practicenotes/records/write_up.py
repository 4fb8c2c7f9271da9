"""All that a session is written up from, gathered in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain import settings as known
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.notes import Note
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.records import clients, notes, practice, sessions, settings


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a note: whom it is about, who signs, and what became of others.

    `people` are under the names by which they know themselves; `hours` is how long a signature can
    be withdrawn, 0 for not at all.
    """

    people: tuple[str, ...] = ()
    author: str = ""
    hours: int = 0
    in_error: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteUp:
    """One session with its note, the note before it, and the client's sessions before it."""

    session: Session
    code_name: str
    note: Note
    before: Note | None
    before_on: date | None
    earlier: tuple[Session, ...]  # oldest first
    around: Around = Around()


@writes(Changes.NOTES | Changes.SESSIONS)
def begin(
    db: Db, session_id: SessionId, templates: Sequence[NoteTemplate], at: datetime
) -> WriteUp:
    """Return a session to write up; if it has no note, one is begun in the form used last.

    `templates` are the forms to begin with, at least one. Raises NotFound.
    """
    last_used = settings.get(db, known.LAST_TEMPLATE)
    form = next((form for form in templates if form.id == last_used), templates[0])
    note = notes.begin(db, session_id, form, at)
    session = sessions.get(db, session_id)
    before = notes.before(db, session_id)
    of_client = sessions.of_client(db, session.client_id)
    earlier = of_client[: [each.id for each in of_client].index(session_id)]
    days = {each.id: each.starts_at.date() for each in earlier}
    return WriteUp(
        session=session,
        code_name=clients.get(db, session.client_id).code_name,
        note=note,
        before=before,
        before_on=days.get(before.session_id) if before and before.session_id else None,
        earlier=earlier,
        around=around(db, note),
    )


def around(db: Db, note: Note) -> Around:
    """Return what stands around a note."""
    people = clients.get(db, note.client_id).people
    return Around(
        people=tuple(person.name for person in people if person.name.strip()),
        author=practice.get(db).name,
        hours=int(settings.get(db, known.WITHDRAW_HOURS)),
        in_error=notes.in_error(db, note.session_id) if note.session_id else (),
    )
