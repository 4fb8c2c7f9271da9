"""Reads the rows of filled-in questionnaires into values, with what was acknowledged on them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.measures import Acknowledged, MeasureResult
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records.schema import AcknowledgedRow, MeasureResultRow


def values(db: Db, found: Sequence[MeasureResultRow]) -> Iterator[MeasureResult]:
    """Yield each row as a value."""
    seen = _acknowledged(db, [row.id for row in found])
    for row in found:
        yield MeasureResult(
            id=row.id,
            client_id=ClientId(row.client_id),
            measure_id=row.measure_id,
            name=row.name,
            taken_on=row.taken_on,
            total=row.total,
            answers=tuple(row.answers),
            scoring_version=row.scoring_version,
            damaged=row.damaged,
            session_id=SessionId(row.session_id) if row.session_id else None,
            acknowledged=tuple(seen[row.id]),
        )


def _acknowledged(db: Db, ids: Iterable[str]) -> defaultdict[str, list[Acknowledged]]:
    """Return what was acknowledged by result; a damaged row acknowledges nothing."""
    seen: defaultdict[str, list[Acknowledged]] = defaultdict(list)
    chosen = select(AcknowledgedRow).where(AcknowledgedRow.result_id.in_(ids))
    for row in db.scalars(chosen.order_by(AcknowledgedRow.row)):
        if not row.damaged:
            item, _, value = row.item.partition("=")
            seen[row.result_id].append(Acknowledged(int(item), int(value), row.words, row.at))
    return seen
