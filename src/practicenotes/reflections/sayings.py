"""The ledger of what a client said about us."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.sayings import Saying, SayingId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound
from practicenotes.reflections.schema import SayingRow
from practicenotes.vault import audit, rows


@writes(Changes.CASELOAD)
def add(db: Db, saying: Saying, at: datetime) -> SayingId:
    """Keep a saying; its own id is ignored; return its id."""
    row = SayingRow(client_id=saying.client_id)
    _fill(row, saying, at)
    rows.keep(db, row)
    audit.append(db, "begin", row, at)
    return SayingId(row.id)


@writes(Changes.CASELOAD)
def change(db: Db, saying: Saying, at: datetime) -> None:
    """Keep a saying as it stands now; raises NotFound."""
    _fill(_get(db, saying.id), saying, at)


@writes(Changes.CASELOAD)
def remove(db: Db, saying_id: SayingId, at: datetime) -> None:
    """Take a saying out; raises NotFound."""
    row = _get(db, saying_id)
    db.delete(row)
    audit.append(db, "forget", row, at)


def of_client(db: Db, client_id: ClientId) -> tuple[Saying, ...]:
    """Return a client's sayings, latest first."""
    chosen = select(SayingRow).where(SayingRow.client_id == client_id)
    latest_first = chosen.order_by(SayingRow.said_on.desc(), SayingRow.row.desc())
    return tuple(_value(row) for row in db.scalars(latest_first))


def _get(db: Db, saying_id: SayingId) -> SayingRow:
    row = db.get(SayingRow, saying_id)
    if row is None:
        raise NotFound("saying", saying_id)
    return row


def _fill(row: SayingRow, saying: Saying, at: datetime) -> None:
    row.session_id = saying.session_id
    row.said_on = saying.said_on
    row.words = saying.words
    row.thought = saying.thought
    row.changed_at = at


def _value(row: SayingRow) -> Saying:
    return Saying(
        id=SayingId(row.id),
        client_id=ClientId(row.client_id),
        said_on=row.said_on,
        words=row.words,
        thought=row.thought,
        session_id=SessionId(row.session_id) if row.session_id else None,
        damaged=row.damaged,
    )
