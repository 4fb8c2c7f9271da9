"""What a day holds: who is expected, and what still waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session as Db
from sqlalchemy.orm import aliased

from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.letters import LetterId, LetterState
from practicenotes.domain.notes import NoteId, NoteState
from practicenotes.domain.people import ClientId, FileKind
from practicenotes.domain.record_requests import DueRequest
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records import client_consents, record_requests, sessions, settings
from practicenotes.records.client_consents import DueReview
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
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """How many days a draft may wait, as of a day; 0 is as long as it likes."""

    day: date
    allowed: int

    def beyond(self, since: date) -> int:
        """Return how many days a draft waits since a day, where that is longer than allowed."""
        days = (self.day - since).days
        return days if self.allowed and days > self.allowed else 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that is not finished: a note to sign, or a letter."""

    client_id: ClientId
    code_name: str
    session_id: SessionId | None = None
    note_id: NoteId | None = None  # of a note that stands for itself
    letter_id: LetterId | None = None
    on: date | None = None
    number: int | None = None
    what: str = ""
    waits: int = 0  # days that a draft waits where that is longer than the therapist allows


@dataclass(frozen=True, slots=True)
class Today:
    """The whole of one day."""

    day: date
    appointments: tuple[Appointment, ...]
    drafts: tuple[Waiting, ...]
    letters: tuple[Waiting, ...]
    more_drafts: int = 0  # how many wait behind these
    reviews: tuple[DueReview, ...] = ()  # consents to look at again, longest due first
    requests: tuple[DueRequest, ...] = ()  # records that were asked for, the nearest day first


RECENT = timedelta(days=14)
DRAFTS = 20  # at once: whoever never signs has thousands
_OLDER = aliased(NoteRow)
# A note of no session, or one beside the note that a session has.
_ALONE = NoteRow.session_id.is_(None) | exists(
    select(_OLDER.row).where(
        _OLDER.session_id == NoteRow.session_id,
        _OLDER.row < NoteRow.row,
        _OLDER.state != NoteState.IN_ERROR,
    )
)
_TO_THE_LAST = timedelta(days=1, microseconds=-1)
_HELD = tuple(attendance for attendance in Attendance if attendance.held)


def get(db: Db, day: date, most: int = DRAFTS) -> Today:
    """Return the sessions of a day in their order, and what waits: the first drafts of notes."""
    held = sessions.of_day(db, day)
    of_hours, alone = _unsigned_hours(day), _unsigned_alone()
    drafts = db.scalars(of_hours.limit(most)).all()
    besides = db.scalars(alone.limit(most - len(drafts))).all()
    letters = db.scalars(
        select(LetterRow)
        .where(LetterRow.state == LetterState.DRAFT)
        .order_by(LetterRow.written_on, LetterRow.row)
    ).all()
    about = {row.client_id for row in drafts} | {row.client_id for row in besides}
    about |= {row.client_id for row in letters} | {session.client_id for session in held}
    clients = {row.id: row for row in db.scalars(select(ClientRow).where(ClientRow.id.in_(about)))}
    heads = _heads(db, held)
    limit = Limit(day, int(settings.get(db, known.DRAFT_DAYS)))
    return Today(
        day=day,
        appointments=tuple(
            _appointment(db, session, clients[session.client_id], heads.get(session.id))
            for session in held
        ),
        drafts=(
            *(_waiting(db, session, clients[session.client_id], limit) for session in drafts),
            *(_waiting_alone(note, clients[note.client_id], limit) for note in besides),
        ),
        more_drafts=_count(db, of_hours) + _count(db, alone) - len(drafts) - len(besides),
        letters=tuple(_unsent(letter, clients[letter.client_id]) for letter in letters),
        reviews=client_consents.due(db, day),
        requests=record_requests.due(db, day),
    )


def recent(db: Db, day: date) -> tuple[Waiting, ...]:
    """Return the sessions that were held in the fortnight before a day, latest first."""
    midnight = datetime.combine(day, time())
    chosen = (
        select(SessionRow, ClientRow)
        .join(ClientRow, ClientRow.id == SessionRow.client_id)
        .where(
            SessionRow.starts_at >= midnight - RECENT,
            SessionRow.starts_at < midnight,
            SessionRow.attendance.in_(_HELD),
        )
        .order_by(SessionRow.starts_at.desc(), SessionRow.row.desc())
    )
    return tuple(
        Waiting(
            client_id=ClientId(row.client_id),
            code_name=client.code_name,
            session_id=SessionId(row.id),
            on=row.starts_at.date(),
        )
        for row, client in db.execute(chosen)
    )


def _unsigned_hours(day: date) -> Select[SessionRow]:
    """Choose the sessions of other days whose note is a draft; today's stand as appointments."""
    midnight = datetime.combine(day, time())
    unsigned = select(NoteRow.session_id).where(~_ALONE, NoteRow.state == NoteState.DRAFT)
    today = SessionRow.starts_at.between(midnight, midnight + _TO_THE_LAST)
    chosen = select(SessionRow).where(SessionRow.id.in_(unsigned), ~today)
    return chosen.order_by(SessionRow.starts_at, SessionRow.row)


def _unsigned_alone() -> Select[NoteRow]:
    """Choose the drafts that stand for themselves."""
    chosen = select(NoteRow).where(_ALONE, NoteRow.state == NoteState.DRAFT)
    return chosen.order_by(NoteRow.row)


def _count(db: Db, chosen: Select[Any]) -> int:
    counted = chosen.with_only_columns(func.count()).order_by(None)
    return db.scalar(counted) or 0


def _heads(db: Db, held: Iterable[Session]) -> dict[str | None, NoteRow]:
    """Return the heads of the notes on these sessions, by session: a day needs no more of them."""
    chosen = select(NoteRow).where(
        NoteRow.session_id.in_([session.id for session in held]),
        NoteRow.state != NoteState.IN_ERROR,
    )
    return {row.session_id: row for row in db.scalars(chosen.order_by(NoteRow.row.desc()))}


def _appointment(db: Db, session: Session, client: ClientRow, note: NoteRow | None) -> Appointment:
    return Appointment(
        session=session,
        code_name=client.code_name,
        kind=client.kind,
        number=session.number or sessions.number_of(db, session.id),
        has_consent=_has_consent(db, client),
        note_id=NoteId(note.id) if note else None,
        note_state=note.state if note else None,
        signed_at=note.signed_at if note else None,
    )


def _has_consent(db: Db, client: ClientRow) -> bool:
    """Say whether the file or the register tells of any consent; a damaged file tells nothing."""
    noted = bool(client.consent.strip()) or client_consents.stands_for(db, ClientId(client.id))
    return noted and not client.damaged


def _waiting(db: Db, session: SessionRow, client: ClientRow, limit: Limit) -> Waiting:
    return Waiting(
        client_id=ClientId(client.id),
        code_name=client.code_name,
        session_id=SessionId(session.id),
        on=session.starts_at.date(),
        number=sessions.get(db, SessionId(session.id)).number,
        waits=limit.beyond(session.starts_at.date()),
    )


def _waiting_alone(note: NoteRow, client: ClientRow, limit: Limit) -> Waiting:
    begun_on = times.on_the_wall(note.begun_at).date()
    return Waiting(
        client_id=ClientId(client.id),
        code_name=client.code_name,
        note_id=NoteId(note.id),
        on=begun_on,
        what=note.template_name,
        waits=limit.beyond(begun_on),
    )


def _unsent(letter: LetterRow, client: ClientRow) -> Waiting:
    return Waiting(
        client_id=ClientId(client.id),
        code_name=client.code_name,
        letter_id=LetterId(letter.id),
        on=letter.written_on,
        what=letter.kind_name,
    )
