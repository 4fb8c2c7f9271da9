"""The trash of the record: what was deleted, whole, for thirty days.

What lies here is in no list, search, export, letter or chain, because it is in none of the tables
that those read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.letters import LetterId, LetterState
from practicenotes.domain.notes import NoteId, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.errors import LetterApproved, NoteSigned, NotFound, RowDamaged
from practicenotes.records import note_rows
from practicenotes.records.schema import (
    Base,
    ClientRow,
    FrameEventRow,
    GoalRow,
    LetterRow,
    NoteRow,
    SessionRow,
)
from practicenotes.records.signed_tables import TrashedRow
from practicenotes.vault import aside, audit, rows


KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Trashed:
    """One thing in the trash; `what` is note, goal, letter or frame event."""

    id: str
    client_id: ClientId
    code_name: str
    what: str
    words: str
    at: datetime
    until: datetime
    damaged: bool = False


@writes(Changes.NOTES)
def put_note(db: Db, note_id: NoteId, at: datetime) -> str:
    """Put a draft into the trash; return its id there.

    Raises NoteSigned (also where a signature was withdrawn), NotFound and RowDamaged.
    """
    row = note_rows.draft(db, note_id)
    note = note_rows.get(db, note_id)
    if note.damaged:
        raise RowDamaged("note", note_id)
    if note.was_signed:
        raise NoteSigned(note_id)
    session = db.get(SessionRow, row.session_id) if row.session_id else None
    on = session.starts_at.date() if session else times.on_the_wall(note.begun_at).date()
    words = f"{note.template_name}, {times.in_full(on)}"
    return _put(db, row, note.client_id, words, at)


@writes(Changes.GOALS)
def put_goal(db: Db, goal_id: str, at: datetime) -> str:
    """Put a goal into the trash; return its id there. Raises NotFound and RowDamaged."""
    row = db.get(GoalRow, goal_id)
    if row is None:
        raise NotFound("goal", goal_id)
    return _put(db, row, row.client_id, row.words, at)


@writes(Changes.SESSIONS)
def put_frame_event(db: Db, event_id: str, at: datetime) -> str:
    """Put what was noted about the frame into the trash; return its id there.

    Raises NotFound and RowDamaged.
    """
    row = db.get(FrameEventRow, event_id)
    if row is None:
        raise NotFound("frame event", event_id)
    said = (row.kind.value, times.in_full(row.on), row.words)
    return _put(db, row, row.client_id, ", ".join(part for part in said if part), at)


@writes(Changes.LETTERS)
def put_letter(db: Db, letter_id: LetterId, at: datetime) -> str:
    """Put a draft of a letter into the trash; return its id there.

    Raises LetterApproved, NotFound and RowDamaged.
    """
    row = db.get(LetterRow, letter_id)
    if row is None:
        raise NotFound("letter", letter_id)
    if row.damaged:
        raise RowDamaged("letter", letter_id)
    if row.state is not LetterState.DRAFT:
        raise LetterApproved(letter_id)
    words = f"{row.kind_name}, {times.in_full(row.written_on)}"
    return _put(db, row, row.client_id, words, at)


def find(db: Db) -> tuple[Trashed, ...]:
    """Return everything in the trash, deleted last first."""
    chosen = select(TrashedRow, ClientRow).join(ClientRow, ClientRow.id == TrashedRow.client_id)
    return tuple(
        Trashed(
            id=row.id,
            client_id=ClientId(client.id),
            code_name=client.code_name,
            what=_NAMES.get(row.object_table, "entry"),
            words=row.words,
            at=row.at,
            until=row.at + KEPT,
            damaged=row.damaged,
        )
        for row, client in db.execute(chosen.order_by(TrashedRow.row.desc()))
    )


@writes(Changes.NOTES | Changes.GOALS | Changes.SESSIONS | Changes.LETTERS)
def restore(db: Db, trashed_id: str, at: datetime) -> str:
    """Bring a thing back as it was; return its own id.

    A note stands beside any other that its session has by now. Raises NotFound and RowDamaged.
    """
    row = _row(db, trashed_id)
    if row.damaged:
        raise RowDamaged("trashed", trashed_id)
    if row.object_table == NoteRow.__tablename__:
        _make_way(db, row, at)
    back = aside.put_back(db, Base, row.kept, at)
    db.delete(row)
    audit.append(db, "restore", row, at)
    return back.id


@writes(Changes.NOTES | Changes.GOALS | Changes.SESSIONS | Changes.LETTERS)
def restore_object(db: Db, object_id: str, at: datetime) -> str:
    """Bring back the thing that had this id; raises what `restore` raises."""
    found = db.scalars(select(TrashedRow).where(TrashedRow.object_id == object_id)).first()
    if found is None:
        raise NotFound("entry", object_id)
    return restore(db, found.id, at)


@writes(Changes.NOTES)
def remove(db: Db, trashed_id: str, at: datetime) -> None:
    """Remove a thing for good; raises NotFound and RowDamaged."""
    row = _row(db, trashed_id)
    db.delete(row)
    audit.append(db, "remove for good", row, at)


@writes(Changes.NONE)
def empty(db: Db, at: datetime) -> int:
    """Remove for good what has lain here for thirty days; return how much that was."""
    found = db.scalars(select(TrashedRow).where(TrashedRow.at < times.instant(at) - KEPT)).all()
    old = [row for row in found if not row.damaged]
    for row in old:
        db.delete(row)
        audit.append(db, "remove after thirty days", row, at, actor=audit.PROGRAM)
    return len(old)


_NAMES: Mapping[str, str] = {
    NoteRow.__tablename__: "draft note",
    GoalRow.__tablename__: "goal",
    LetterRow.__tablename__: "draft letter",
    FrameEventRow.__tablename__: "frame",
}


def _put(db: Db, thing: Any, client_id: str, words: str, at: datetime) -> str:
    table, object_id = thing.__tablename__, thing.id
    kept = aside.take_out(db, thing, at)
    row = TrashedRow(
        client_id=client_id,
        object_table=table,
        object_id=object_id,
        words=words,
        kept=kept,
        at=at,
    )
    rows.keep(db, row)
    audit.append(db, "delete", row, at)
    return row.id


def _row(db: Db, trashed_id: str) -> TrashedRow:
    row = db.get(TrashedRow, trashed_id)
    if row is None:
        raise NotFound("entry", trashed_id)
    return row


def _make_way(db: Db, trashed: TrashedRow, at: datetime) -> None:
    """Let an empty draft that was begun since give way to a note that comes back."""
    (_, values), *_ = trashed.kept
    session_id = values["session_id"] if isinstance(values, dict) else None
    standing = (NoteRow.session_id == session_id) & (NoteRow.state == NoteState.DRAFT)
    for note in note_rows.find(db, standing) if session_id else ():
        if note.is_empty and not note.was_signed and not note.damaged:
            put_note(db, note.id, at)
