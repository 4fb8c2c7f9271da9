"""Sessions: planning them, saying what became of them, and what happened to the frame."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import count

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId, PersonId
from practicenotes.domain.sessions import (
    Attendance,
    Course,
    FrameEvent,
    FrameKind,
    Session,
    SessionId,
)
from practicenotes.errors import NotFound
from practicenotes.records import trash
from practicenotes.records.schema import ClientRow, FrameEventRow, NoteRow, SessionRow
from practicenotes.vault import audit, rows


_HELD = tuple(attendance for attendance in Attendance if attendance.held)
_OPEN = (Attendance.PLANNED, *_HELD)


@writes(Changes.SESSIONS)
def add(db: Db, session: Session, at: datetime) -> SessionId:
    """Put a session into the diary; its own id and number are ignored; raises NotFound."""
    if db.get(ClientRow, session.client_id) is None:
        raise NotFound("client", session.client_id)
    row = SessionRow(client_id=session.client_id)
    _fill(row, session, at)
    rows.keep(db, row)
    audit.append(db, "add", row, at)
    return SessionId(row.id)


@writes(Changes.SESSIONS)
def change(db: Db, session: Session, at: datetime) -> None:
    """Keep these facts of a session from now on; raises NotFound."""
    row = _row(db, session.id)
    _fill(row, session, at)
    audit.append(db, "change", row, at)


@writes(Changes.SESSIONS)
def say_present(db: Db, session_id: SessionId, present: Iterable[PersonId], at: datetime) -> None:
    """Keep who was there; the other facts of the session stay. Raises NotFound."""
    row = _row(db, session_id)
    row.present = list(present)
    row.changed_at = at
    audit.append(db, "change", row, at)


@writes(Changes.SESSIONS)
def begin_now(db: Db, client_id: ClientId, now: datetime, at: datetime) -> SessionId:
    """Return the client's session of today that still has to be written up, or a new one.

    `now` is the clock on the wall. A new session begins at the last full hour.
    """
    waiting = [
        session
        for session in of_day(db, now.date())
        if session.client_id == client_id
        and session.attendance in _OPEN
        and not _written_up(db, session)
    ]
    if waiting:
        return waiting[0].id
    starts_at = now.replace(minute=0, second=0, microsecond=0)
    new = Session(SessionId(""), client_id, starts_at, attendance=Attendance.ATTENDED)
    return add(db, new, at)


def get(db: Db, session_id: SessionId) -> Session:
    """Return one session with its number; raises NotFound."""
    return _numbered(db, _row(db, session_id))


def number_of(db: Db, session_id: SessionId) -> int:
    """Return the number of a session, or the one it would have if it were held; raises NotFound."""
    return _place(db, _row(db, session_id))


def of_client(db: Db, client_id: ClientId) -> tuple[Session, ...]:
    """Return every session of a client, earliest first, those that were held numbered from 1."""
    chosen = select(SessionRow).where(SessionRow.client_id == client_id)
    found = db.scalars(chosen.order_by(SessionRow.starts_at, SessionRow.row))
    number = count(1)
    return tuple(_value(row, next(number) if row.attendance.held else None) for row in found)


def days(db: Db, session_ids: Iterable[SessionId]) -> dict[SessionId, date]:
    """Return the day of each of these sessions; one that is not there or damaged has none."""
    chosen = select(SessionRow).where(SessionRow.id.in_(list(session_ids)))
    found = [row for row in db.scalars(chosen) if not row.damaged]
    return {SessionId(row.id): row.starts_at.date() for row in found}


def of_day(db: Db, day: date) -> tuple[Session, ...]:
    """Return the sessions of one day, earliest first."""
    midnight = datetime.combine(day, time())
    chosen = select(SessionRow).where(
        SessionRow.starts_at >= midnight, SessionRow.starts_at < midnight + timedelta(days=1)
    )
    found = db.scalars(chosen.order_by(SessionRow.starts_at, SessionRow.row))
    return tuple(_numbered(db, row) for row in found)


def lately(
    db: Db,
    client_id: ClientId,
    which: Iterable[Attendance] = _HELD,
    *,
    most: int,
    since: datetime | None = None,
) -> tuple[Session, ...]:
    """Return the latest sessions of a client that took this turn, latest first and unnumbered.

    The index leads to each turn by itself, so that a long history is not read to find its end.
    """
    found: list[SessionRow] = []
    for attendance in which:
        chosen = select(SessionRow).where(*_turned(client_id, attendance, since))
        latest_first = chosen.order_by(SessionRow.starts_at.desc(), SessionRow.row.desc())
        found += db.scalars(latest_first.limit(most))
    latest = sorted(found, key=lambda row: (row.starts_at, row.row), reverse=True)
    return tuple(_value(row) for row in latest[:most])


def coming(db: Db, client_id: ClientId, since: datetime, most: int) -> tuple[Session, ...]:
    """Return the planned sessions of a client from a time on, earliest first."""
    chosen = select(SessionRow).where(*_turned(client_id, Attendance.PLANNED, since))
    found = db.scalars(chosen.order_by(SessionRow.starts_at, SessionRow.row).limit(most))
    return tuple(_value(row) for row in found)


def days_before(
    db: Db, client_id: ClientId, at: datetime | None, most: int
) -> tuple[tuple[SessionId, date], ...]:
    """Return the latest sessions of a client before a time with their days, latest first.

    None stands for the end of time. The days come from the index; marks are checked where
    the sessions themselves are shown.
    """
    found: list[tuple[datetime, int, str]] = []
    for attendance in Attendance:
        chosen = select(SessionRow.starts_at, SessionRow.row, SessionRow.id)
        chosen = chosen.where(*_turned(client_id, attendance))
        chosen = chosen.where(SessionRow.starts_at < at) if at else chosen
        latest_first = chosen.order_by(SessionRow.starts_at.desc(), SessionRow.row.desc())
        for starts_at, row, session_id in db.execute(latest_first.limit(most)):
            if isinstance(starts_at, datetime):  # that of a damaged session may be none
                found.append((starts_at, row, session_id))
    latest = sorted(found, reverse=True)[:most]
    return tuple((SessionId(session_id), starts_at.date()) for starts_at, _, session_id in latest)


def _turned(
    client_id: ClientId, attendance: Attendance, since: datetime | None = None
) -> tuple[ColumnElement[bool], ...]:
    turned = SessionRow.client_id == client_id, SessionRow.attendance == attendance
    return (*turned, SessionRow.starts_at >= since) if since else turned


def before(row: SessionRow) -> ColumnElement[bool]:
    """Return the condition that a session is of the same client and lies before this one."""
    earlier = SessionRow.starts_at < row.starts_at
    twin = (SessionRow.starts_at == row.starts_at) & (SessionRow.row < row.row)
    return (SessionRow.client_id == row.client_id) & (earlier | twin)


@writes(Changes.SESSIONS)
def note_frame(db: Db, event: FrameEvent, at: datetime) -> str:
    """Keep something that happened to the frame; its own id is ignored; return its id."""
    row = FrameEventRow(client_id=event.client_id, session_id=event.session_id)
    _fill_event(row, event)
    rows.keep(db, row)
    audit.append(db, "add", row, at)
    return row.id


@writes(Changes.SESSIONS)
def change_frame(db: Db, event: FrameEvent, at: datetime) -> None:
    """Keep what happened to the frame as it is told now; raises NotFound."""
    row = _event_row(db, event.id)
    _fill_event(row, event)
    audit.append(db, "change", row, at)


@writes(Changes.SESSIONS)
def remove_frame(db: Db, event_id: str, at: datetime) -> FrameEvent:
    """Put what was noted about the frame into the trash; return it as it was.

    Raises NotFound and RowDamaged.
    """
    event = frame_event(db, event_id)
    trash.put_frame_event(db, event_id, at)
    return event


@writes(Changes.SESSIONS)
def restore_frame(db: Db, event: FrameEvent, at: datetime) -> str:
    """Bring back what was taken out, as it was; raises NotFound and RowDamaged."""
    return trash.restore_object(db, event.id, at)


def frame_event(db: Db, event_id: str) -> FrameEvent:
    """Return one thing that was noted about the frame; raises NotFound."""
    return _event(_event_row(db, event_id))


def frame_of(db: Db, client_id: ClientId) -> tuple[FrameEvent, ...]:
    """Return what happened to the frame with one client, earliest first.

    Lateness, cancellations and missed sessions need no entry of their own: the sessions say them.
    """
    return course_of(db, client_id).frame


def course_of(db: Db, client_id: ClientId) -> Course:
    """Return every session of a client and what happened to the frame, each earliest first."""
    every = of_client(db, client_id)
    chosen = select(FrameEventRow).where(FrameEventRow.client_id == client_id)
    noted = [_event(row) for row in db.scalars(chosen)]
    events = noted + [event for session in every if (event := _told(session))]
    return Course(every, tuple(sorted(events, key=lambda event: event.on)))


def frame_since(db: Db, client_id: ClientId, day: date, most: int) -> tuple[FrameEvent, ...]:
    """Return what happened to the frame from a day on, and what is known to come, earliest first.

    Of each kind that the sessions tell themselves, the latest `most` are looked at.
    """
    chosen = select(FrameEventRow).where(
        FrameEventRow.client_id == client_id, FrameEventRow.on >= day
    )
    noted = [_event(row) for row in db.scalars(chosen)]
    since = datetime.combine(day, time())
    told = [_told(session) for session in lately(db, client_id, _TOLD, most=most, since=since)]
    events = noted + [event for event in told if event]
    return tuple(sorted(events, key=lambda event: event.on))


_TOLD = {
    Attendance.LATE: FrameKind.LATE,
    Attendance.CANCELLED_BY_CLIENT: FrameKind.CANCELLED,
    Attendance.CANCELLED_BY_THERAPIST: FrameKind.ABSENCE,
    Attendance.MISSED: FrameKind.MISSED,
}


def _told(session: Session) -> FrameEvent | None:
    kind = _TOLD.get(session.attendance)
    if kind is None:
        return None
    return FrameEvent(
        id=session.id,
        client_id=session.client_id,
        on=session.starts_at.date(),
        kind=kind,
        words=session.attendance.value,
        session_id=session.id,
        damaged=session.damaged,
    )


def _written_up(db: Db, session: Session) -> bool:
    signed = (NoteRow.session_id == session.id) & (NoteRow.state == NoteState.SIGNED)
    return db.scalars(select(NoteRow.id).where(signed)).first() is not None


def _place(db: Db, row: SessionRow) -> int:
    """Count the sessions that were held up to this one, without reading them."""
    held = select(func.count()).where(before(row), SessionRow.attendance.in_(_HELD))
    return (db.scalar(held) or 0) + 1


def _numbered(db: Db, row: SessionRow) -> Session:
    return _value(row, _place(db, row) if row.attendance.held else None)


def _row(db: Db, session_id: SessionId) -> SessionRow:
    row = db.get(SessionRow, session_id)
    if row is None:
        raise NotFound("session", session_id)
    return row


def _event_row(db: Db, event_id: str) -> FrameEventRow:
    row = db.get(FrameEventRow, event_id)
    if row is None:
        raise NotFound("frame event", event_id)
    return row


def _fill_event(row: FrameEventRow, event: FrameEvent) -> None:
    row.on = event.on
    row.kind = event.kind
    row.words = event.words


def _fill(row: SessionRow, session: Session, at: datetime) -> None:
    row.starts_at = session.starts_at
    row.minutes = session.minutes
    row.modality = session.modality
    row.attendance = session.attendance
    row.risk = session.risk
    row.place = session.place
    row.present = list(session.present)
    row.changed_at = at


def _value(row: SessionRow, number: int | None = None) -> Session:
    return Session(
        id=SessionId(row.id),
        client_id=ClientId(row.client_id),
        starts_at=row.starts_at,
        minutes=row.minutes,
        modality=row.modality,
        attendance=row.attendance,
        risk=row.risk,
        place=row.place,
        present=tuple(PersonId(person) for person in row.present),
        number=number,
        damaged=row.damaged,
    )


def _event(row: FrameEventRow) -> FrameEvent:
    return FrameEvent(
        id=row.id,
        client_id=ClientId(row.client_id),
        on=row.on,
        kind=row.kind,
        words=row.words,
        session_id=SessionId(row.session_id) if row.session_id else None,
        damaged=row.damaged,
    )
