"""What the audit trail says of entries that were mended out of a backup."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.records.earlier import TABLES
from practicenotes.vault import audit


def told(db: Db, things: Iterable[tuple[str, str]], made: datetime, *, at: datetime) -> None:
    """Enter each of these rows as it stands now: it is as the backup of that instant had it."""
    act = f"mend from the backup of {times.exact(made)}"
    for table, thing_id in things:
        row = db.get(TABLES[table], thing_id)
        if row is not None and not row.damaged:
            audit.append(db, act, row, at)
