"""One client's timeline: sessions, letters, measures, cards and the frame, in one order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import Enum

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.cards import ClientCard
from practicenotes.domain.letters import LetterState
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId, for_a_screen
from practicenotes.domain.sessions import Session
from practicenotes.records import cards, clients, measures, sessions
from practicenotes.records.schema import AddendumRow, FrameEventRow, LetterRow, NoteRow
from practicenotes.vault import rows
from practicenotes.vault.rows import WallClock


class EntryKind(Enum):
    """What happened."""

    SESSION = "session"
    NOTE = "note"  # of no session, or beside the one that a session has
    LETTER = "letter"
    MEASURE = "measure"
    CARD = "card"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the timeline; `id` is that of the session, letter, result, card or event."""

    kind: EntryKind
    id: str
    at: datetime  # the clock on the wall
    title: str
    line: str
    session: Session | None = None
    note_id: str | None = None
    note_state: NoteState | None = None
    addenda: int = 0
    letter_state: LetterState | None = None
    finished: bool = True  # whether a card was given back
    damaged: bool = False


def of_client(db: Db, client_id: ClientId) -> tuple[Entry, ...]:
    """Return the whole timeline of a client, latest first."""
    heads = _heads(db, client_id)
    entries = [
        *_sessions(db, client_id, heads),
        *_others(heads),
        *_letters(db, client_id),
        *_measures(db, client_id),
        *_cards(db, client_id),
        *_frame(db, client_id),
    ]
    return tuple(sorted(entries, key=lambda entry: entry.at)[::-1])


def _sessions(db: Db, client_id: ClientId, heads: "_Heads") -> Iterator[Entry]:
    added = dict(
        db.execute(
            select(AddendumRow.note_id, func.count())
            .join(NoteRow, NoteRow.id == AddendumRow.note_id)
            .where(NoteRow.client_id == client_id)
            .group_by(AddendumRow.note_id)
        ).all()
    )
    for session in sessions.of_client(db, client_id):
        note = heads.of_session.get(session.id)
        yield Entry(
            kind=EntryKind.SESSION,
            id=session.id,
            at=session.starts_at,
            title=f"Session {session.number}" if session.number else "Session",
            line=note.line if note else _line(session),
            session=session,
            note_id=note.id if note else None,
            note_state=note.state if note else None,
            addenda=added.get(note.id, 0) if note else 0,
            damaged=session.damaged or (note is not None and note.damaged),
        )


@dataclass(frozen=True, slots=True)
class _Head:
    """What the timeline needs of a note."""

    id: str
    state: NoteState | None
    line: str
    damaged: bool
    name: str = ""
    begun_at: str = ""


@dataclass(frozen=True, slots=True)
class _Heads:
    """The notes of a client: the first of each session, and the others."""

    of_session: dict[str, _Head]
    others: list[_Head]


def _heads(db: Db, client_id: ClientId) -> _Heads:
    """Return the notes of a client: of a thousand, only the heads, past the mapper."""
    stands = (NoteRow.client_id == client_id, NoteRow.state != NoteState.IN_ERROR)
    found = _Heads({}, [])
    for row, fits in rows.as_stored(db, NoteRow, *stands):
        told = (row.template_name, row.begun_at)
        head = _Head(row.id, None, rows.DAMAGED, True, rows.DAMAGED)
        if fits:
            head = _Head(row.id, NoteState(row.state), row.summary, False, *told)
        if row.session_id and row.session_id not in found.of_session:
            found.of_session[row.session_id] = head
        else:
            found.others.append(head)
    return found


def _others(heads: _Heads) -> Iterator[Entry]:
    """Yield the notes that stand for themselves; a damaged one, whose day is lost, comes last."""
    lost = WallClock.stand_in
    for head in heads.others:
        begun = datetime.fromisoformat(head.begun_at) if head.begun_at else None
        yield Entry(
            kind=EntryKind.NOTE,
            id=head.id,
            at=times.on_the_wall(begun) if begun else lost,
            title=head.name,
            line=head.line,
            note_id=head.id,
            note_state=head.state,
            damaged=head.damaged,
        )


def _line(session: Session) -> str:
    if session.attendance.held:
        return f"{times.clock(session.starts_at)}, {session.modality.value}"
    return session.attendance.value


def _letters(db: Db, client_id: ClientId) -> Iterator[Entry]:
    client = clients.get(db, client_id)
    for row in db.scalars(select(LetterRow).where(LetterRow.client_id == client_id)):
        reader = for_a_screen(row.recipient.strip(), client.code_name, client.people)
        yield Entry(
            kind=EntryKind.LETTER,
            id=row.id,
            at=datetime.combine(row.written_on, time(12)),
            title=row.kind_name,
            line=f"to {reader}" if reader else "no recipient yet",
            letter_state=row.state,
            damaged=row.damaged,
        )


def _measures(db: Db, client_id: ClientId) -> Iterator[Entry]:
    last: dict[str, MeasureResult] = {}
    for result in measures.of_client(db, client_id):
        before = last.get(result.measure_id)
        said = f"total {result.total}"
        if before:
            day = times.in_brief(before.taken_on, result.taken_on)
            said += f", was {before.total} on {day}"
        if result.damaged:
            said = ""
        elif result.total is None:
            said = "no total, answers are missing"
        else:
            last[result.measure_id] = result
        yield Entry(
            kind=EntryKind.MEASURE,
            id=result.id,
            at=datetime.combine(result.taken_on, time(12)),
            title=result.name,
            line=said,
            damaged=result.damaged,
        )


def _cards(db: Db, client_id: ClientId) -> Iterator[Entry]:
    """Yield that a card was filled in, never what it says: it is read when it is opened."""
    for card in cards.every(db, client_id):
        yield Entry(
            kind=EntryKind.CARD,
            id=card.id,
            at=datetime.combine(card.taken_on, time(12)),
            title="Client card",
            line="" if card.damaged else _how_far(card),
            finished=card.finished_at is not None or card.damaged,
            damaged=card.damaged,
        )


def _how_far(card: ClientCard) -> str:
    if card.withdrawn:
        return "entered in error"
    lines = f"{card.answered} of {len(card.lines)} lines"
    said = [f"filled in {card.given.value}", lines, "words added" if card.comment.strip() else ""]
    return ", ".join(part for part in said if part)


def _frame(db: Db, client_id: ClientId) -> Iterator[Entry]:
    """Yield what was noted about the frame; what sessions say themselves stands there already."""
    for row in db.scalars(select(FrameEventRow).where(FrameEventRow.client_id == client_id)):
        yield Entry(
            kind=EntryKind.FRAME,
            id=row.id,
            at=datetime.combine(row.on, time()),
            title=row.kind.value.capitalize(),
            line=row.words,
            damaged=row.damaged,
        )
