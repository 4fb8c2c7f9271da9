"""Every name that the record knows, for a sheet from which they are to be missing."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.domain.supervision import KnownName, NameBook
from practicenotes.records.schema import ClientRow, PersonRow, PractitionerRow, SessionRow


def book(db: Db, client_id: ClientId) -> NameBook:
    """Return what would tell who is meant on a sheet about this client."""
    clients = db.scalars(select(ClientRow)).all()
    people = db.scalars(select(PersonRow).order_by(PersonRow.position)).all()
    own = [row for row in clients if row.id == client_id]
    others = [row for row in clients if row.id != client_id]
    found = [
        *_of_client(own, [each for each in people if each.client_id == client_id]),
        *_of_practitioner(db),
        *_of_others(others, [each for each in people if each.client_id != client_id]),
        *_places(db),
    ]
    known = dict.fromkeys(name for name in found if name.words.strip())
    return NameBook(tuple(known), _held(db, client_id))


def everyone(db: Db) -> NameBook:
    """Return every name that the record knows, for a text that is about nobody in particular."""
    clients = db.scalars(select(ClientRow)).all()
    people = db.scalars(select(PersonRow).order_by(PersonRow.position)).all()
    found = [*_of_practitioner(db), *_of_others(clients, people), *_places(db)]
    return NameBook(tuple(dict.fromkeys(name for name in found if name.words.strip())))


def whose(
    db: Db, session_ids: Iterable[SessionId]
) -> tuple[dict[ClientId, str], dict[SessionId, date]]:
    """Return the code name of every client, and the day of each of these sessions.

    A session that is gone or damaged has no day.
    """
    clients = {ClientId(row.id): row.code_name for row in db.scalars(select(ClientRow))}
    chosen = select(SessionRow).where(SessionRow.id.in_(list(session_ids)))
    found = (row for row in db.scalars(chosen) if not row.damaged)
    return clients, {SessionId(row.id): row.starts_at.date() for row in found}


def _of_client(own: Iterable[ClientRow], people: Iterable[PersonRow]) -> Iterator[KnownName]:
    everyone = [each for each in people if not each.damaged]
    for row in own:
        if row.damaged:
            continue
        yield KnownName(row.code_name, "", "the client’s code name")
        for person in everyone:
            role = person.part.strip() if len(everyone) > 1 else ""
            yield KnownName(person.name, role, "a person of this file")
            for line in person.contact.splitlines():
                yield KnownName(
                    line, "[number]", "how a person of this file is reached", whole=True
                )
        yield KnownName(row.referrer, "the referrer", "who referred the client")
        for line in row.referrer_address.splitlines():
            yield KnownName(line, "[address]", "the referrer’s address", whole=True)


def _of_practitioner(db: Db) -> Iterator[KnownName]:
    for row in db.scalars(select(PractitionerRow)):
        if row.damaged:
            continue
        yield KnownName(row.name, "me", "your name")
        for line in (*row.address, row.phone, row.email):
            yield KnownName(line, "[address]", "where you are reached", whole=True)


def _of_others(others: Iterable[ClientRow], people: Iterable[PersonRow]) -> Iterator[KnownName]:
    for row in others:
        if not row.damaged:
            yield KnownName(row.code_name, "another client", "another client’s code name")
            yield KnownName(row.referrer, "a colleague", "who referred another client")
    for person in people:
        if not person.damaged:
            yield KnownName(person.name, "another client", "a person of another file")


def _places(db: Db) -> Iterator[KnownName]:
    for place in db.scalars(select(SessionRow.place).distinct()):
        yield KnownName(place, "the room", "where a session was", whole=True)


def _held(db: Db, client_id: ClientId) -> tuple[date, ...]:
    chosen = select(SessionRow.starts_at).where(
        SessionRow.client_id == client_id,
        SessionRow.attendance.in_([each for each in Attendance if each.held]),
    )
    found = db.scalars(chosen.order_by(SessionRow.starts_at))
    return tuple(dict.fromkeys(at.date() for at in found if isinstance(at, datetime)))
