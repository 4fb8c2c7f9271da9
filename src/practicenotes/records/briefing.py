"""What the record says before a session, read in one transaction and never a whole history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import briefing
from practicenotes.domain import settings as known
from practicenotes.domain.client_consents import ClientConsent
from practicenotes.domain.letters import LetterState
from practicenotes.domain.notes import Note, NoteState
from practicenotes.domain.people import Client, ClientId, Goal
from practicenotes.domain.sessions import FrameEvent, Session, SessionId
from practicenotes.records import (
    client_consents,
    clients,
    goals,
    measures,
    notes,
    sessions,
    settings,
)
from practicenotes.records.schema import LetterRow, NoteRow


LOOKED_BACK = 8  # sessions that were held; what lies further back is on the timeline
EARLIER = 100  # sessions that an intention may wait through, held or not
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both agreed, and in which session."""

    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Briefing:
    """The record's side of the page before a session.

    `ahead` is the session that is on or comes next, None when none is planned; `number` is the one
    it has or will have. `last` is the session before it that was held. `held` and `frame` go back
    no further than LOOKED_BACK, and `frame` no further than to the day of the last session.
    """

    client: Client
    ahead: Session | None
    number: int
    last: Session | None = None
    note: Note | None = None  # on the last session
    agreed: Agreed | None = None
    held: tuple[Session, ...] = ()  # latest first
    unsigned: tuple[date, ...] = ()
    unwritten: tuple[date, ...] = ()
    frame: tuple[FrameEvent, ...] = ()  # earliest first, with what is known to come
    goals: tuple[Goal, ...] = ()  # not reached yet
    due: tuple[str, ...] = ()  # questionnaires whose turn it is, by name
    consents: tuple[ClientConsent, ...] = ()  # given last first
    letters: tuple[str, ...] = ()  # begun and not finished, by the name of their kind
    earlier: tuple[tuple[SessionId, date], ...] = ()  # latest first
    folded: bool = False  # whether the private card is to stay folded


def of_client(db: Db, client_id: ClientId, now: datetime) -> Briefing:
    """Return what the record says before a client's next session; raises NotFound.

    `now` is the clock on the wall.
    """
    client = clients.get(db, client_id)
    latest = sessions.lately(db, client_id, most=LOOKED_BACK + 1)
    ahead = _ahead(db, client_id, latest, now)
    held = tuple(each for each in latest if ahead is None or each.id != ahead.id)[:LOOKED_BACK]
    last = replace(held[0], number=sessions.number_of(db, held[0].id)) if held else None
    heads = _heads(db, held)
    return Briefing(
        client=client,
        ahead=ahead,
        number=(last.number or 0) + 1 if last else 1,
        last=last,
        note=notes.of_session(db, last.id) if last else None,
        agreed=_agreed(db, held),
        held=held,
        unsigned=_days(each for each in held if heads.get(each.id) is NoteState.DRAFT),
        unwritten=_days(each for each in held if each.id not in heads),
        frame=sessions.frame_since(db, client_id, _since(last), LOOKED_BACK),
        goals=tuple(g for g in goals.of_client(db, client_id) if g.reached_on is None),
        due=tuple(each.name for each in measures.due(db, client_id, now)),
        consents=client_consents.of_client(db, client_id),
        letters=_letters(db, client_id),
        earlier=sessions.days_before(db, client_id, ahead.starts_at if ahead else None, EARLIER),
        folded=bool(settings.get(db, known.BEFORE_FOLDED)),
    )


def _ahead(db: Db, client_id: ClientId, latest: Sequence[Session], now: datetime) -> Session | None:
    """Return the session that is on or comes next; one that is written about early counts too."""
    planned = sessions.coming(db, client_id, now - DAY, LOOKED_BACK)
    open_still = [each for each in (*latest[:1], *planned) if briefing.ends_at(each) >= now]
    return min(open_still, key=lambda each: each.starts_at, default=None)


def _days(held: Iterable[Session]) -> tuple[date, ...]:
    return tuple(session.starts_at.date() for session in held)


def _since(last: Session | None) -> date:
    return last.starts_at.date() if last else date.min


def _heads(db: Db, held: Sequence[Session]) -> dict[str | None, NoteState]:
    """Return the state of the notes on these sessions."""
    chosen = select(NoteRow).where(
        NoteRow.session_id.in_([each.id for each in held]), NoteRow.state != NoteState.IN_ERROR
    )
    return {row.session_id: row.state for row in db.scalars(chosen)}


def _agreed(db: Db, held: Sequence[Session]) -> Agreed | None:
    """Return the newest plan: that of last time, or where it was left blank one before."""
    for session in held:
        note = notes.of_session(db, session.id)
        if note and briefing.agreed_in(note):
            return Agreed(briefing.agreed_in(note), session.starts_at.date())
    return None


def _letters(db: Db, client_id: ClientId) -> tuple[str, ...]:
    chosen = select(LetterRow).where(
        LetterRow.client_id == client_id, LetterRow.state == LetterState.DRAFT
    )
    return tuple(row.kind_name for row in db.scalars(chosen.order_by(LetterRow.row)))
