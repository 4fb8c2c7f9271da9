"""What a day holds: who is expected, and what still waits."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.letters import LetterId, LetterState
from practicenotes.domain.notes import NoteId, NoteState
from practicenotes.domain.people import ClientId, FileKind
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.records import notes, sessions
from practicenotes.records.schema import ClientRow, LetterRow, NoteRow, SessionRow


@dataclass(frozen=True, slots=True)
class Appointment:
    """One session of the day, and the state of its note.

    `number` is that of the session, or the one it will have when it is held.
    """

    session: Session
    code_name: str
    kind: FileKind
    number: int
    has_consent: bool
    note_id: NoteId | None = None
    note_state: NoteState | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that is not finished: a note to sign, or a letter."""

    client_id: ClientId
    code_name: str
    session_id: SessionId | None = None
    letter_id: LetterId | None = None
    on: date | None = None
    number: int | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """The whole of one day."""

    day: date
    appointments: tuple[Appointment, ...]
    drafts: tuple[Waiting, ...]
    letters: tuple[Waiting, ...]


def get(db: Db, day: date) -> Today:
    """Return the sessions of a day in their order, and every draft of the practice."""
    code_names = dict(db.execute(select(ClientRow.id, ClientRow.code_name)).all())
    return Today(
        day=day,
        appointments=tuple(_appointment(db, session) for session in sessions.of_day(db, day)),
        drafts=_drafts(db, day, code_names),
        letters=_letters(db, code_names),
    )


def _appointment(db: Db, session: Session) -> Appointment:
    client = db.get_one(ClientRow, session.client_id)
    note = notes.of_session(db, session.id)
    held = [s for s in sessions.of_client(db, session.client_id) if s.number]
    earlier = [s for s in held if s.starts_at < session.starts_at]
    return Appointment(
        session=session,
        code_name=client.code_name,
        kind=client.kind,
        number=session.number or len(earlier) + 1,
        has_consent=bool(client.consent.strip()),
        note_id=note.id if note else None,
        note_state=note.state if note else None,
    )


def _drafts(db: Db, day: date, code_names: dict[str, str]) -> tuple[Waiting, ...]:
    """Return notes begun on earlier days and not signed; today's stand among the appointments."""
    chosen = (
        select(NoteRow, SessionRow)
        .join(SessionRow, SessionRow.id == NoteRow.session_id)
        .where(NoteRow.state == NoteState.DRAFT)
        .order_by(SessionRow.starts_at)
    )
    return tuple(
        Waiting(
            client_id=ClientId(note.client_id),
            code_name=code_names[note.client_id],
            session_id=SessionId(session.id),
            on=session.starts_at.date(),
            number=sessions.get(db, SessionId(session.id)).number,
        )
        for note, session in db.execute(chosen)
        if session.starts_at.date() != day
    )


def _letters(db: Db, code_names: dict[str, str]) -> tuple[Waiting, ...]:
    chosen = select(LetterRow).where(LetterRow.state == LetterState.DRAFT)
    return tuple(
        Waiting(
            client_id=ClientId(row.client_id),
            code_name=code_names[row.client_id],
            letter_id=LetterId(row.id),
            on=row.written_on,
            what=row.kind_name,
        )
        for row in db.scalars(chosen.order_by(LetterRow.written_on))
    )
