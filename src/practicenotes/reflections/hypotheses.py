"""Hypotheses about a client, until they are looked at again."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.hypotheses import (
    Hypothesis,
    HypothesisId,
    HypothesisState,
)
from practicenotes.errors import NotFound
from practicenotes.reflections.schema import HypothesisRow
from practicenotes.vault import audit, rows


@writes(Changes.CASELOAD)
def add(db: Db, hypothesis: Hypothesis, at: datetime) -> HypothesisId:
    """Keep a hypothesis; its own id is ignored; return the new one.

    One that comes back keeps the time at which it was opened.
    """
    row = HypothesisRow(client_id=hypothesis.client_id, opened_at=hypothesis.opened_at or at)
    _fill(row, hypothesis, at)
    rows.keep(db, row)
    audit.append(db, "begin", row, at)
    return HypothesisId(row.id)


@writes(Changes.CASELOAD)
def change(db: Db, hypothesis: Hypothesis, at: datetime) -> None:
    """Keep a hypothesis as it stands now; raises NotFound."""
    row = _get(db, hypothesis.id)
    was = row.state
    _fill(row, hypothesis, at)
    if row.state is not was:
        audit.append(db, "change state", row, at)


@writes(Changes.CASELOAD)
def remove(db: Db, hypothesis_id: HypothesisId, at: datetime) -> None:
    """Take a hypothesis out; raises NotFound."""
    row = _get(db, hypothesis_id)
    db.delete(row)
    audit.append(db, "forget", row, at)


def of_client(db: Db, client_id: ClientId) -> tuple[Hypothesis, ...]:
    """Return the hypotheses about one client, in the order they were made."""
    return _find(db, HypothesisRow.client_id == client_id)


def still_open(db: Db) -> tuple[Hypothesis, ...]:
    """Return every hypothesis that nothing has become of yet."""
    return _find(db, HypothesisRow.state == HypothesisState.OPEN)


def _get(db: Db, hypothesis_id: HypothesisId) -> HypothesisRow:
    row = db.get(HypothesisRow, hypothesis_id)
    if row is None:
        raise NotFound("hypothesis", hypothesis_id)
    return row


def _fill(row: HypothesisRow, hypothesis: Hypothesis, at: datetime) -> None:
    row.words = hypothesis.words
    row.against = hypothesis.against
    row.look_again_on = hypothesis.look_again_on
    row.state = hypothesis.state
    row.learned = hypothesis.learned
    row.changed_at = at


def _find(db: Db, which: ColumnElement[bool]) -> tuple[Hypothesis, ...]:
    return tuple(
        Hypothesis(
            id=HypothesisId(row.id),
            client_id=ClientId(row.client_id),
            words=row.words,
            against=row.against,
            look_again_on=row.look_again_on,
            state=row.state,
            learned=row.learned,
            opened_at=row.opened_at,
            damaged=row.damaged,
        )
        for row in db.scalars(select(HypothesisRow).where(which).order_by(HypothesisRow.row))
    )
