"""What an executor reads, each time with an entry in the trail; and what the therapist hears of it.

An entry and what it tells of are one transaction: what cannot be entered is not read.
"""

from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain import executor as rules
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.executor import Opened, Openings, Reach
from practicenotes.domain.letterhead import Letterhead
from practicenotes.domain.people import ClientId, Practitioner
from practicenotes.domain.record_paper import RecordPaper
from practicenotes.errors import NotFound
from practicenotes.records import (
    clients,
    letterheads,
    practice,
    record_papers,
    sessions,
    settings,
)
from practicenotes.records.schema import ClientRow
from practicenotes.vault import audit
from practicenotes.vault.rows import Instant


@writes(Changes.NONE)
def contacts(db: Db, at: datetime) -> tuple[Reach, ...]:
    """Return how every client is reached, and what is planned, whoever comes next first."""
    audit.append(db, "read all contacts", "vault", at)
    return reached(db, at)


def reached(db: Db, at: datetime) -> tuple[Reach, ...]:
    """Return the same, where nothing can be entered."""
    now = times.on_the_wall(at)
    found = [
        Reach(
            client=clients.get(db, line.id),
            coming=sessions.coming(db, line.id, now, rules.MOST_COMING),
            last_seen=line.last_seen,
        )
        for line in clients.find(db, now)
    ]
    return rules.in_order(found)


def whose(db: Db) -> tuple[Practitioner, Letterhead]:
    """Return whose practice it is, and the letterhead, which says on what it prints."""
    return practice.get(db), letterheads.get(db)


@writes(Changes.NONE)
def went_out(db: Db, how: str, at: datetime) -> None:
    """Enter that the contacts of all clients were printed, or saved outside the practice."""
    audit.append(db, f"{how} all contacts", "vault", at)


@writes(Changes.NONE)
def record(db: Db, client_id: ClientId, at: datetime) -> RecordPaper:
    """Return one client's whole record; raises NotFound."""
    looked_at(db, client_id, "record", at)
    return whole(db, client_id, at)


def whole(db: Db, client_id: ClientId, _at: datetime) -> RecordPaper:
    """Return the same, where nothing can be entered; raises NotFound."""
    return record_papers.gather(db, client_id)


@writes(Changes.NONE)
def looked_at(db: Db, client_id: ClientId, what: str, at: datetime) -> None:
    """Enter that something of a client was read; raises NotFound."""
    row = db.get(ClientRow, client_id)
    if row is None:
        raise NotFound("client", client_id)
    audit.append(db, f"read {what}", row, at)


@writes(Changes.NONE)
def used(db: Db, command: str, at: datetime) -> None:
    """Enter that the practice was opened in a terminal, and for which command."""
    audit.append(db, rules.UNLOCK, "vault", at)
    audit.append(db, f"use {command}", "vault", at)


def openings(db: Db) -> Openings:
    """Return what was done with the executor's key since the therapist was told last."""
    told = int(settings.get(db, known.EXECUTOR_TOLD))
    found = audit.by(db, audit.EXECUTOR, told)
    done = tuple(
        Opened(Instant().read(entry.at), entry.act, _named(db, entry.object)) for entry in found
    )
    return Openings(done, found[-1].seq if found else told)


@writes(Changes.SETTINGS)
def told(db: Db, last: int) -> None:
    """Keep that the therapist was told of everything up to this entry."""
    settings.put(db, known.EXECUTOR_TOLD, last)


def _named(db: Db, thing: str) -> str:
    kind, _, row_id = thing.partition(":")
    row = db.get(ClientRow, row_id) if kind == ClientRow.__tablename__ else None
    return row.code_name if row and not row.damaged else ""
