"""The therapist's own pull, session by session."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.pulls import Pull, PullId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound
from practicenotes.reflections.schema import PullRow
from practicenotes.vault import audit, rows


@writes(Changes.CASELOAD)
def add(db: Db, pull: Pull, at: datetime) -> PullId:
    """Keep a pull; its own id is ignored; return the new one.

    One that comes back keeps the time at which it was noticed.
    """
    row = PullRow(client_id=pull.client_id, noticed_at=pull.noticed_at or at)
    _fill(row, pull)
    rows.keep(db, row)
    audit.append(db, "begin", row, at)
    return PullId(row.id)


@writes(Changes.CASELOAD)
def change(db: Db, pull: Pull) -> None:
    """Keep a pull as it stands now; raises NotFound."""
    _fill(_get(db, pull.id), pull)


@writes(Changes.CASELOAD)
def remove(db: Db, pull_id: PullId, at: datetime) -> None:
    """Take a pull out; raises NotFound."""
    row = _get(db, pull_id)
    db.delete(row)
    audit.append(db, "forget", row, at)


def of_session(db: Db, session_id: SessionId) -> tuple[Pull, ...]:
    """Return what was noticed in one session, in its order."""
    return _find(db, PullRow.session_id == session_id)


def of_client(db: Db, client_id: ClientId) -> tuple[Pull, ...]:
    """Return what was noticed with one client, oldest first."""
    return _find(db, PullRow.client_id == client_id)


def everywhere(db: Db) -> tuple[Pull, ...]:
    """Return every pull, oldest first."""
    return _find(db, true())


def _get(db: Db, pull_id: PullId) -> PullRow:
    row = db.get(PullRow, pull_id)
    if row is None:
        raise NotFound("pull", pull_id)
    return row


def _fill(row: PullRow, pull: Pull) -> None:
    row.session_id = pull.session_id
    row.kind = pull.kind
    row.name = pull.name
    row.words = pull.words


def _find(db: Db, which: ColumnElement[bool]) -> tuple[Pull, ...]:
    return tuple(
        Pull(
            id=PullId(row.id),
            session_id=SessionId(row.session_id),
            client_id=ClientId(row.client_id),
            kind=row.kind,
            name=row.name,
            words=row.words,
            noticed_at=row.noticed_at,
            damaged=row.damaged,
        )
        for row in db.scalars(select(PullRow).where(which).order_by(PullRow.row))
    )
