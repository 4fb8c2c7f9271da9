"""Which questionnaires there are: those that are shipped, and those that the therapist brought."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.measures import Measure, OwnForm
from practicenotes.errors import MeasureTaken, NotFound, RightMissing
from practicenotes.records.schema import MeasureFormRow
from practicenotes.vault import audit, rows


DECLARATION = "I hold permission to use this questionnaire in my practice, in electronic form."


@writes(Changes.MEASURES)
def add(db: Db, source: str, file: str, right: str, at: datetime) -> Measure:
    """Add a questionnaire from the text of its file, with the declaration that it may be used.

    One that was retired comes back by adding the same file again. Raises CatalogBroken,
    RightMissing and MeasureTaken.
    """
    measure = catalog.parse_measure(source, file)
    if not right.strip():
        raise RightMissing
    row = _row(db, measure.id)
    known = {shipped.id for shipped in catalog.measures()}
    if measure.id in known or (row and (row.retired_at is None or row.source != source)):
        raise MeasureTaken(measure.id)
    row = row or MeasureFormRow(measure_id=measure.id, source=source)
    row.right, row.declared_at, row.retired_at = right.strip(), at, None
    rows.keep(db, row)
    audit.append(db, "add", row, at)
    return measure


@writes(Changes.MEASURES)
def retire(db: Db, measure_id: str, at: datetime) -> None:
    """Offer a questionnaire no longer; what was filed on it stays. Raises NotFound."""
    row = _row(db, measure_id)
    if row is None:
        raise NotFound("questionnaire", measure_id)
    row.retired_at = at
    audit.append(db, "retire", row, at)


def own(db: Db) -> tuple[OwnForm, ...]:
    """Return the questionnaires that the therapist brought, in that order, retired ones too.

    One that is damaged can be neither read nor used, and is left out.
    """
    found = db.scalars(select(MeasureFormRow).order_by(MeasureFormRow.row))
    return tuple(
        OwnForm(
            id=row.id,
            measure=catalog.parse_measure(row.source, row.measure_id),
            right=row.right,
            declared_at=row.declared_at,
            retired_at=row.retired_at,
        )
        for row in found
        if not row.damaged
    )


def offered(db: Db) -> tuple[Measure, ...]:
    """Return every questionnaire that can be filled in now: the therapist's own come first."""
    mine = tuple(form.measure for form in own(db) if form.retired_at is None)
    return mine + catalog.measures()


def known(db: Db) -> dict[str, Measure]:
    """Return every questionnaire by its id, retired ones too: their results stay readable."""
    mine = {form.measure.id: form.measure for form in own(db)}
    return {measure.id: measure for measure in catalog.measures()} | mine


def _row(db: Db, measure_id: str) -> MeasureFormRow | None:
    chosen = select(MeasureFormRow).where(MeasureFormRow.measure_id == measure_id)
    return db.scalars(chosen).first()
