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
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Session
from practicenotes.records import cards, measures, sessions
from practicenotes.records.schema import AddendumRow, FrameEventRow, LetterRow, NoteRow
from practicenotes.vault import rows


class EntryKind(Enum):
    """What happened."""

    SESSION = "session"
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
    entries = [
        *_sessions(db, client_id),
        *_letters(db, client_id),
        *_measures(db, client_id),
        *_cards(db, client_id),
        *_frame(db, client_id),
    ]
    return tuple(sorted(entries, key=lambda entry: entry.at)[::-1])


def _sessions(db: Db, client_id: ClientId) -> Iterator[Entry]:
    heads = _heads(db, client_id)
    added = dict(
        db.execute(
            select(AddendumRow.note_id, func.count())
            .join(NoteRow, NoteRow.id == AddendumRow.note_id)
            .where(NoteRow.client_id == client_id)
            .group_by(AddendumRow.note_id)
        ).all()
    )
    for session in sessions.of_client(db, client_id):
        note = heads.get(session.id)
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


def _heads(db: Db, client_id: ClientId) -> dict[str, _Head]:
    """Return the notes of a client by session: of a thousand, only the heads, past the mapper."""
    stands = (NoteRow.client_id == client_id, NoteRow.state != NoteState.IN_ERROR)
    return {
        row.session_id: _Head(row.id, NoteState(row.state), row.summary, damaged=False)
        if fits
        else _Head(row.id, None, rows.DAMAGED, damaged=True)
        for row, fits in rows.as_stored(db, NoteRow, *stands)
    }


def _line(session: Session) -> str:
    if session.attendance.held:
        return f"{times.clock(session.starts_at)}, {session.modality.value}"
    return session.attendance.value


def _letters(db: Db, client_id: ClientId) -> Iterator[Entry]:
    for row in db.scalars(select(LetterRow).where(LetterRow.client_id == client_id)):
        yield Entry(
            kind=EntryKind.LETTER,
            id=row.id,
            at=datetime.combine(row.written_on, time(12)),
            title=row.kind_name,
            line=f"to {row.recipient}" if row.recipient else "no recipient yet",
            letter_state=row.state,
            damaged=row.damaged,
        )


def _measures(db: Db, client_id: ClientId) -> Iterator[Entry]:
    last: dict[str, str] = {}
    for result in measures.of_client(db, client_id):
        before = last.get(result.measure_id)
        said = f"total {result.total}" + (f", was {before}" if before else "")
        if result.damaged:
            said = ""
        elif result.total is None:
            said = "no total, answers are missing"
        else:
            last[result.measure_id] = f"{result.total} on {times.in_brief(result.taken_on)}"
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
