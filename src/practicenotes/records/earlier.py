"""What the record held on another day: read in a backup, and held against the record of now."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.earlier import (
    THINGS,
    ComparedFile,
    ComparedNote,
    EarlierFile,
    EarlierNote,
    Standing,
)
from practicenotes.domain.notes import Note
from practicenotes.domain.people import ClientId
from practicenotes.records import note_rows
from practicenotes.records.schema import Base, ClientRow, NoteRow, SessionRow
from practicenotes.records.signed_tables import TrashedRow


TABLES = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def files(db: Db) -> tuple[EarlierFile, ...]:
    """Return every client file of a record that can be read, by code name."""
    clients = [row for row in db.scalars(select(ClientRow)) if not row.damaged]
    return tuple(
        EarlierFile(
            id=ClientId(row.id),
            code_name=row.code_name,
            notes=tuple(sorted(_notes(db, row.id), key=lambda note: note.on)),
            things={table: frozenset(_ids(db, table, row.id)) for _, table in THINGS},
        )
        for row in sorted(clients, key=lambda row: row.code_name.casefold())
    )


def compare(db: Db, file: EarlierFile) -> ComparedFile:
    """Return how a client file of a backup stands to the record of now."""
    here = db.get(ClientRow, file.id)
    now = {note.id: note for note in _notes(db, file.id)}
    trashed = in_trash(db)
    known = {note.id for note in file.notes}
    gone = {
        word: sum(
            f"{table}:{each}" not in trashed
            for each in file.things.get(table, frozenset()) - set(_ids(db, table, file.id))
        )
        for word, table in THINGS
    }
    return ComparedFile(
        file=file,
        is_here=here is not None,
        notes=tuple(
            ComparedNote(each, _standing(each, now.get(each.id), trashed)) for each in file.notes
        ),
        gone={word: count for word, count in gone.items() if count},
        written_since=len(now.keys() - known),
    )


def in_trash(db: Db) -> frozenset[str]:
    """Return what lies in the trash, with all its parts, as `table:id`."""
    kept = [row.kept for row in db.scalars(select(TrashedRow)) if not row.damaged]
    return frozenset(
        f"{table}:{values['id']}"
        for rows in kept
        for table, values in rows
        if isinstance(values, dict)
    )


def _standing(was: EarlierNote, now: EarlierNote | None, trashed: frozenset[str]) -> Standing:
    if now is None:
        return Standing.TRASHED if f"note:{was.id}" in trashed else Standing.GONE
    if now.damaged:
        return Standing.DAMAGED
    return Standing.SAME if now.print == was.print else Standing.DIFFERS


def _notes(db: Db, client_id: str) -> Iterable[EarlierNote]:
    chosen = select(SessionRow).where(SessionRow.client_id == client_id)
    days = {row.id: row.starts_at.date() for row in db.scalars(chosen) if not row.damaged}
    for note in note_rows.find(db, NoteRow.client_id == client_id):
        yield EarlierNote(
            id=note.id,
            on=_day(note, days),
            form=note.template_name,
            state=note.state,
            print=_print(note),
            damaged=note.damaged,
        )


def _day(note: Note, days: Mapping[str, date]) -> date:
    begun = times.on_the_wall(note.begun_at).date()
    return days.get(note.session_id, begun) if note.session_id else begun


def _print(note: Note) -> str:
    """Return what is the same for two notes that read the same, and are as far."""
    told = [
        note.state.value,
        [(section.label, section.text.strip()) for section in note.covered if section.text.strip()],
        [(added.kind.value, added.reason, added.text) for added in note.addenda],
        [(remark.kind.value, remark.reason) for remark in note.remarks],
    ]
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _ids(db: Db, table: str, client_id: str) -> Iterable[str]:
    row_class = TABLES[table]
    return db.scalars(select(row_class.id).where(row_class.client_id == client_id))
