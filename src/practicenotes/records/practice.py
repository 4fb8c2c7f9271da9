"""The practitioner: whose practice this is, as the head of a letter names it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import Practitioner
from practicenotes.records.schema import PractitionerRow
from practicenotes.vault import audit, rows


def get(db: Db) -> Practitioner:
    """Return the practitioner, with empty fields before anything was entered."""
    row = db.scalars(select(PractitionerRow)).first()
    if row and row.damaged:
        return Practitioner(damaged=True)
    return _value(row) if row else Practitioner()


@writes(Changes.PRACTITIONER)
def save(db: Db, practitioner: Practitioner, at: datetime) -> None:
    """Keep these details from now on; letters that were approved keep theirs."""
    row = db.scalars(select(PractitionerRow)).first() or PractitionerRow()
    row.name = practitioner.name
    row.profession = practitioner.profession
    row.registration = practitioner.registration
    row.address = list(practitioner.address)
    row.phone = practitioner.phone
    row.email = practitioner.email
    row.changed_at = at
    rows.keep(db, row)
    audit.append(db, "change", row, at)


def _value(row: PractitionerRow) -> Practitioner:
    return Practitioner(
        name=row.name,
        profession=row.profession,
        registration=row.registration,
        address=tuple(row.address),
        phone=row.phone,
        email=row.email,
    )
