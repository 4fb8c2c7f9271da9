"""Which questionnaires there are: those that are shipped, and those that the therapist brought."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.domain import measure_choices
from practicenotes.domain import settings as known_settings
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.measure_choices import Choices
from practicenotes.domain.measures import Measure, OwnForm
from practicenotes.domain.settings import Setting
from practicenotes.errors import MeasureTaken, NotFound, RightMissing
from practicenotes.records import settings
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
    chosen = choices(db)
    return tuple(measure_choices.read(each, chosen) for each in mine + catalog.measures())


def known(db: Db) -> dict[str, Measure]:
    """Return every questionnaire by its id, retired ones too: their results stay readable."""
    mine = tuple(form.measure for form in own(db))
    chosen = choices(db)
    return {each.id: measure_choices.read(each, chosen) for each in (*catalog.measures(), *mine)}


def choices(db: Db) -> Choices:
    """Return how the therapist wants forms to be read."""
    return Choices(_ids(db, known_settings.STRICT_CHANGE), _ids(db, known_settings.OTHER_BANDS))


@writes(Changes.MEASURES)
def read_strictly(db: Db, measure_id: str, strict: bool, _at: datetime) -> None:
    """Tell change on a form by the lower reliability from now on, or by the usual one."""
    _choose(db, known_settings.STRICT_CHANGE, measure_id, strict)


@writes(Changes.MEASURES)
def read_by_other_bands(db: Db, measure_id: str, other: bool, _at: datetime) -> None:
    """Call the totals of a form by its other grouping from now on, or by the usual one."""
    _choose(db, known_settings.OTHER_BANDS, measure_id, other)


def _choose(db: Db, setting: Setting, measure_id: str, chosen: bool) -> None:
    if measure_id not in known(db):
        raise NotFound("questionnaire", measure_id)
    ids = _ids(db, setting) - {measure_id} | ({measure_id} if chosen else set())
    settings.put(db, setting, ",".join(sorted(ids)))


def _ids(db: Db, setting: Setting) -> frozenset[str]:
    return frozenset(filter(None, str(settings.get(db, setting)).split(",")))


def _row(db: Db, measure_id: str) -> MeasureFormRow | None:
    chosen = select(MeasureFormRow).where(MeasureFormRow.measure_id == measure_id)
    return db.scalars(chosen).first()
