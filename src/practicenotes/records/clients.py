"""Client files: adding, changing and finding them, and the people behind a code name."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import (
    Client,
    ClientId,
    ClientLine,
    NewClient,
    Person,
    PersonId,
)
from practicenotes.domain.sessions import Attendance
from practicenotes.errors import CodeNameTaken, NameMissing, NotFound
from practicenotes.records.schema import ClientRow, DepartureRow, NoteRow, PersonRow, SessionRow
from practicenotes.vault import audit, rows


@writes(Changes.CLIENTS)
def add(db: Db, new: NewClient, at: datetime) -> ClientId:
    """Open a client file; raises NameMissing and CodeNameTaken."""
    row = ClientRow()
    _fill(db, row, new, at)
    rows.keep(db, row)
    _set_people(db, row.id, new.people, at)
    audit.append(db, "add", row, at)
    return ClientId(row.id)


@writes(Changes.CLIENTS)
def change(db: Db, client_id: ClientId, new: NewClient, at: datetime) -> None:
    """Keep these details from now on; raises NotFound, NameMissing and CodeNameTaken."""
    row = _row(db, client_id)
    _fill(db, row, new, at)
    _set_people(db, client_id, new.people, at)
    audit.append(db, "change", row, at)


def get(db: Db, client_id: ClientId) -> Client:
    """Return one client with the people of the file; raises NotFound."""
    row = _row(db, client_id)
    people = _people(db, client_id)
    left = _departures(db, people)
    return Client(
        id=client_id,
        code_name=row.code_name,
        kind=row.kind,
        status=row.status,
        since=row.since,
        people=tuple(_person(person, left.get(person.id)) for person in people),
        pronoun=row.pronoun,
        reason=row.reason,
        rhythm=row.rhythm,
        referrer=row.referrer,
        referrer_address=row.referrer_address,
        medication=row.medication,
        consent=row.consent,
        damaged=any(
            [row.damaged, *(p.damaged for p in people), *(d.damaged for d in left.values())]
        ),
    )


def find(db: Db, now: datetime) -> tuple[ClientLine, ...]:
    """Return a line for every client, by code name; `now` is the clock on the wall.

    Legal names are not in it: a list is read with others in the room. Counts and days come from the
    index of sessions, whose marks are checked where the sessions themselves are shown.
    """
    held, last, following = _visits(db, now)
    drafts = set(
        db.scalars(select(NoteRow.client_id).where(NoteRow.state == NoteState.DRAFT).distinct())
    )
    clients = sorted(db.scalars(select(ClientRow)), key=lambda row: _plain(row.code_name))
    return tuple(
        ClientLine(
            id=ClientId(row.id),
            code_name=row.code_name,
            kind=row.kind,
            status=row.status,
            sessions_held=held.get(row.id, 0),
            last_seen=last[row.id].date() if row.id in last else None,
            next_seen=following[row.id].date() if row.id in following else None,
            has_draft=row.id in drafts,
            rhythm=row.rhythm,
            damaged=row.damaged,
        )
        for row in clients
    )


def named(db: Db, words: str) -> frozenset[ClientId]:
    """Return the clients whose file holds a person of this legal name, or of a part of it."""
    wanted = _plain(words.strip())
    people = db.scalars(select(PersonRow)) if wanted else ()
    return frozenset(
        ClientId(row.client_id) for row in people if not row.damaged and wanted in _plain(row.name)
    )


def _visits(
    db: Db, now: datetime
) -> tuple[dict[str, int], dict[str, datetime], dict[str, datetime]]:
    """Count the sessions held, and find the last and the next one, of every client."""
    held = select(
        SessionRow.client_id, func.count(), func.max(SessionRow.starts_at, type_=_CLOCK)
    ).where(SessionRow.attendance.in_([a for a in Attendance if a.held]))
    coming = select(SessionRow.client_id, func.min(SessionRow.starts_at, type_=_CLOCK)).where(
        SessionRow.attendance == Attendance.PLANNED, SessionRow.starts_at >= now
    )
    counted = db.execute(held.group_by(SessionRow.client_id)).all()
    return (
        {client_id: count for client_id, count, _ in counted},
        _readable((client_id, last) for client_id, _, last in counted),
        _readable(db.execute(coming.group_by(SessionRow.client_id))),
    )


_CLOCK = rows.WallClock()


def _readable(found: Iterable[Sequence[Any]]) -> dict[str, datetime]:
    """Return times by client; that of a damaged session may be none."""
    return {client_id: at for client_id, at in found if isinstance(at, datetime)}


def _plain(code_name: str) -> str:
    """Return a code name as it counts: however its letters are written."""
    return unicodedata.normalize("NFC", code_name).casefold()


def _row(db: Db, client_id: ClientId) -> ClientRow:
    row = db.get(ClientRow, client_id)
    if row is None:
        raise NotFound("client", client_id)
    return row


def _fill(db: Db, row: ClientRow, new: NewClient, at: datetime) -> None:
    code_name = new.code_name.strip()
    if not code_name:
        raise NameMissing
    for other in db.scalars(select(ClientRow).where(ClientRow.id != (row.id or ""))):
        if _plain(other.code_name) == _plain(code_name):
            raise CodeNameTaken(code_name)
    row.code_name = code_name
    row.kind = new.kind
    row.status = new.status
    row.since = new.since
    row.pronoun = new.pronoun
    row.reason = new.reason
    row.rhythm = new.rhythm
    row.referrer = new.referrer
    row.referrer_address = new.referrer_address
    row.medication = new.medication
    row.consent = new.consent
    row.changed_at = at


def _people(db: Db, client_id: ClientId | str) -> list[PersonRow]:
    chosen = select(PersonRow).where(PersonRow.client_id == client_id).order_by(PersonRow.position)
    return list(db.scalars(chosen))


def _set_people(db: Db, client_id: ClientId | str, people: Iterable[Person], at: datetime) -> None:
    """Write the people of a file; one who is known by an id keeps it, one left out is removed."""
    known = {row.id: row for row in _people(db, client_id)}
    left = _departures(db, known.values())
    for position, person in enumerate(people):
        row = known.pop(person.id, None) or PersonRow(client_id=client_id)
        row.position = position
        row.name = person.name
        row.born = person.born
        row.part = person.part
        row.contact = person.contact
        if db.is_modified(row):
            act = "change" if row.id else "add"
            audit.append(db, act, rows.keep(db, row), at)
        _set_departure(db, row, left.get(row.id), person.left_on, at)
    for left_out in known.values():
        _set_departure(db, left_out, left.get(left_out.id), None, at)
        db.delete(left_out)
        audit.append(db, "remove", left_out, at)


def _departures(db: Db, people: Iterable[PersonRow]) -> dict[str, DepartureRow]:
    ids = [row.id for row in people]
    chosen = select(DepartureRow).where(DepartureRow.person_id.in_(ids))
    return {row.person_id: row for row in db.scalars(chosen)} if ids else {}


def _set_departure(
    db: Db, person: PersonRow, kept: DepartureRow | None, left_on: date | None, at: datetime
) -> None:
    """Write that a person left the file, or take it back."""
    if left_on is None and kept:
        db.delete(kept)
        audit.append(db, "remove", kept, at)
    elif left_on and (kept is None or kept.left_on != left_on):
        row = kept or DepartureRow(person_id=person.id)
        row.left_on = left_on
        audit.append(db, "change" if kept else "add", rows.keep(db, row), at)


def _person(row: PersonRow, departure: DepartureRow | None) -> Person:
    return Person(
        name=row.name,
        born=row.born,
        part=row.part,
        contact=row.contact,
        id=PersonId(row.id),
        left_on=departure.left_on if departure else None,
    )
