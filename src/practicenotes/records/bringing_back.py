"""Brings a note or a client file back out of a backup: nothing that is here is written over.

What is gone comes back as it was, under its own id. A note that stands here and reads differently
comes as a draft beside it, named after the backup.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint, inspect, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.earlier import THINGS
from practicenotes.domain.notes import Note, NoteId, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.errors import CodeNameTaken, NotFound, RowDamaged
from practicenotes.records import chains, note_rows
from practicenotes.records.earlier import TABLES, in_trash
from practicenotes.records.schema import ClientRow, NoteRow, NoteSectionRow, SessionRow
from practicenotes.vault import aside, audit, rows
from practicenotes.vault.aside import Kept
from practicenotes.vault.rows import Sealed


TOUCHED = (
    Changes.CLIENTS
    | Changes.SESSIONS
    | Changes.NOTES
    | Changes.GOALS
    | Changes.MEASURES
    | Changes.LETTERS
    | Changes.CARDS
    | Changes.ATTACHMENTS
    | Changes.CONSENTS
    | Changes.RECORD_REQUESTS
)
_LEFT = {"trashed", "unfinished"}  # what was on its way out, or not kept yet
_COME = {"note", *(table for _, table in THINGS)}  # into a client file that is here
_AROUND = {"client", "session"}
_OF_A_CHAIN = ("note", "withdrawal", "addendum_signature")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read in a backup, each row behind those that it points at."""

    made: datetime
    kept: Kept = field(repr=False)
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What came back of a client file, counted; `left` are signed notes that have no room here."""

    entries: int
    notes: int
    left: int


# --- in the backup -------------------------------------------------------------------------------


def note_of(db: Db, note_id: NoteId, made: datetime) -> Taken:
    """Read a note with all that it needs; raises NotFound and RowDamaged."""
    note = note_rows.get(db, note_id)
    if note.damaged:
        raise RowDamaged("note", note_id)
    whole = aside.with_parts(db, note_rows.head(db, note_id))
    return Taken(made, in_order(db, whole), note)


def client_of(db: Db, client_id: ClientId, made: datetime) -> Taken:
    """Read a client file with all that belongs to it; raises NotFound and RowDamaged.

    A part of it that is damaged in the backup is left out.
    """
    row = db.get(ClientRow, client_id)
    if row is None:
        raise NotFound("client", client_id)
    if row.damaged:
        raise RowDamaged("client", client_id)
    return Taken(made, in_order(db, aside.with_parts(db, row)))


def in_order(db: Db, whole: Iterable[Sealed]) -> Kept:
    """Return rows as they are kept, and before each those that it points at."""
    comes: dict[Sealed, bool] = {}

    def add(row: Sealed) -> bool:
        if row not in comes:
            comes[row] = False  # while it is looked at: what points round a corner at itself
            needed = [db.get(TABLES[table], at) for _, table, at in _pointers(row)]
            whole = all(each is not None and add(each) for each in needed)
            del comes[row]  # it stands behind what it needs
            comes[row] = whole and not row.damaged and _name(row) not in _LEFT
        return comes[row]

    for row in whole:
        add(row)
    return [[_name(row), rows.written(row)] for row, along in comes.items() if along]


def _pointers(row: Any) -> Iterator[tuple[str, str, str]]:
    """Yield each column that points at another row: its name, the table, and the id there."""
    for column in inspect(type(row)).local_table.columns:
        for key in column.foreign_keys:
            at = getattr(row, column.key)
            if at is not None:
                yield column.key, key.column.table.name, at


# --- in the record of now ------------------------------------------------------------------------


@writes(TOUCHED)
def note(db: Db, taken: Taken, at: datetime) -> NoteId:
    """Bring a note back; return its id, which is a new one where the old is in use.

    A signed one comes back as it was where the chain of its file still has room for it.
    """
    was = taken.note
    if was is None:
        raise NotFound("note", "")
    in_use = db.get(NoteRow, was.id) is not None or f"note:{was.id}" in in_trash(db)
    if not in_use and not _forks(db, was.client_id, taken.kept):
        _put(db, taken.kept, taken.made, at)
        if db.get(NoteRow, was.id) is not None:
            return was.id
    around = _only(taken.kept, _AROUND)
    _put(db, around, taken.made, at)
    return _beside(db, was, taken.made, at)


@writes(TOUCHED)
def client(db: Db, taken: Taken, at: datetime) -> Brought:
    """Bring back what is missing of a client file; return what came.

    What is here stays as it is, and what is in the trash stays there. Raises CodeNameTaken.
    """
    kept = _without_forks(db, taken.kept)
    for table, values in _pairs(kept):
        if table == "client" and db.get(ClientRow, values["id"]) is None:
            _refuse_taken_name(db, str(values["code_name"]))
    back = _put(db, kept, taken.made, at)
    notes = sum(_name(row) == "note" for row in back)
    return Brought(len(back), notes, len(taken.kept) - len(kept))


def _put(db: Db, kept: Kept, made: datetime, at: datetime) -> list[Any]:
    """Write back what is missing, in order; return what was written."""
    act = f"bring back from the backup of {times.exact(made)}"
    trashed, back = in_trash(db), []
    came: set[str] = set()
    for table, values in _pairs(kept):
        row_class = TABLES[table]
        row = rows.unwritten(row_class, aside.free(db, row_class, values))
        if f"{table}:{row.id}" in trashed or db.get(row_class, row.id) is not None:
            continue
        if _belongs(db, row, came) and not _collides(db, row_class, row):
            back.append(rows.keep(db, row))
            came.add(f"{table}:{row.id}")
    for row in back:
        if _is_thing(row) or audit.since(db, row):
            audit.append(db, act, row, at)
    return back


def _belongs(db: Db, row: Any, came: set[str]) -> bool:
    """Say whether all that a row points at is here, and it is no part of what was here before."""
    pointers = list(_pointers(row))
    there = all(db.get(TABLES[table], at) is not None for _, table, at in pointers)
    if not there or not pointers:
        return there
    _, table, at = pointers[0]
    if f"{table}:{at}" in came:
        return True
    return _name(row) in _COME if table == "client" else table == "file"


def _is_thing(row: Any) -> bool:
    """Say whether a row stands for itself: a client file, or what belongs to one directly."""
    return _name(row) == "client" or next((t for _, t, _ in _pointers(row)), "") == "client"


def _collides(db: Db, row_class: Any, row: Any) -> bool:
    """Say whether another row has by now what only one may have."""
    local = inspect(row_class).local_table
    unique = [index.columns for index in local.indexes if index.unique]
    unique += [c.columns for c in local.constraints if isinstance(c, UniqueConstraint)]
    for columns in unique:
        same = [getattr(row_class, each.key) == getattr(row, each.key) for each in columns]
        if db.scalar(select(row_class.id).where(*same)) is not None:
            return True
    return False


def _refuse_taken_name(db: Db, code_name: str) -> None:
    names = {row.code_name.casefold() for row in db.scalars(select(ClientRow))}
    if code_name.casefold() in names:
        raise CodeNameTaken(code_name)


# --- signed notes --------------------------------------------------------------------------------


def _forks(db: Db, client_id: str, kept: Kept) -> bool:
    """Say whether something signed here follows on the same signature already."""
    follows = chains.followed(db, client_id)
    return any(previous in follows for previous in _follow(kept))


def _follow(kept: Kept) -> Iterator[str]:
    for table, values in _pairs(kept):
        if table in _OF_A_CHAIN and values["digest"]:
            yield str(values["previous_digest"])


def _without_forks(db: Db, kept: Kept) -> Kept:
    """Leave out the signed notes that would part the chain; each can still come by itself."""
    forked = {
        str(values["id"])
        for table, values in _pairs(kept)
        if table == "note"
        and db.get(NoteRow, values["id"]) is None
        and _forks(db, str(values["client_id"]), [[table, values]])
    }
    return [[table, values] for table, values in _pairs(kept) if values["id"] not in forked]


def _beside(db: Db, was: Note, made: datetime, at: datetime) -> NoteId:
    """Begin a draft that says what the note said, named after the backup; return its id.

    Raises NotFound for a client file that is neither here nor whole in the backup.
    """
    if db.get(ClientRow, was.client_id) is None:
        raise NotFound("client", was.client_id)
    day = times.in_full(times.on_the_wall(made).date())
    row = NoteRow(
        client_id=was.client_id,
        session_id=was.session_id if db.get(SessionRow, was.session_id or "") else None,
        template_id=was.template_id,
        template_version=was.template_version,
        template_name=f"{was.template_name}, restored from the backup of {day}",
        state=NoteState.DRAFT,
        summary=next((s.text.strip().partition("\n")[0][:90] for s in was.sections if s.text), ""),
        begun_at=times.instant(at),
        saved_at=at,
        signed_by="",
        signed_late=0,
        digest="",
        previous_digest="",
    )
    rows.keep(db, row)
    for position, section in enumerate(was.sections, start=1):
        part = NoteSectionRow(note_id=row.id, position=position, key=section.key)
        part.label, part.prompt, part.body = section.label, section.prompt, section.text
        rows.keep(db, part)
    audit.append(db, f"restore from the backup of {times.exact(made)}", row, at)
    return NoteId(row.id)


def _only(kept: Kept, tables: Collection[str]) -> Kept:
    return [[table, values] for table, values in _pairs(kept) if table in tables]


def _pairs(kept: Kept) -> Sequence[tuple[str, dict[str, Any]]]:
    return [(str(table), dict(values)) for table, values in kept]  # type: ignore[call-overload]


def _name(row: Any) -> str:
    return str(row.__tablename__)
