"""Takes a thing out of a store with all that belongs to it, and puts it back as it was.

What belongs to a thing are the rows that point at it, at whatever depth: a table that is new
tomorrow comes along by itself.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Mapper, Session

from practicenotes.vault import audit, rows
from practicenotes.vault.rows import Sealed


Kept = list[list[object]]  # of each row its table and its columns; the thing itself comes first


def take_out(db: Session, thing: Sealed, at: datetime) -> Kept:
    """Delete a thing and what belongs to it; return all of it. Raises RowDamaged."""
    db.flush()
    whole = with_parts(db, thing)
    kept: Kept = [[_table(row), rows.written(row)] for row in whole]
    told = [row for row in whole if audit.since(db, row)]
    for row in reversed(whole):
        db.delete(row)
        db.flush()
    for row in told:
        audit.append(db, "to the trash", row, at)
    return kept


def put_back(db: Session, base: Any, kept: Kept, at: datetime) -> Sealed:
    """Write back what was taken out, under the same ids; return the thing itself."""
    classes = {mapper.class_.__tablename__: mapper.class_ for mapper in base.registry.mappers}
    back: list[Sealed] = []
    for table, values in kept:
        row = rows.unwritten(classes[str(table)], free(db, classes[str(table)], values))
        back.append(rows.keep(db, row))
    for row in back:
        if row is back[0] or audit.since(db, row):
            audit.append(db, "out of the trash", row, at)
    return back[0]


def with_parts(db: Session, thing: Sealed) -> list[Sealed]:
    """Return a thing and what belongs to it, the thing itself first."""
    return list(dict.fromkeys(_with_parts(db, thing)))


def free(db: Session, row_class: Any, values: Any) -> dict[str, Any]:
    """Leave out the place of a row where another row lies by now."""
    found: dict[str, Any] = dict(values)
    taken = db.scalar(select(row_class.id).where(row_class.row == found["row"]))
    if taken is not None:
        del found["row"]
    return found


def _with_parts(db: Session, thing: Sealed) -> Iterator[Sealed]:
    yield thing
    for mapper, column in _pointing_at(thing):
        for row in db.scalars(select(mapper.class_).where(column == thing.id)).all():
            yield from _with_parts(db, row)


def _pointing_at(thing: Sealed) -> Sequence[tuple[Mapper[Any], Any]]:
    """Return the columns that point at things like this one, each with its table."""
    wanted = inspect(type(thing)).local_table.c.id
    return [
        (mapper, getattr(mapper.class_, column.key))
        for mapper in sorted(type(thing).registry.mappers, key=lambda m: m.class_.__name__)  # type: ignore[attr-defined]
        for column in mapper.local_table.columns
        if column.references(wanted)
    ]


def _table(row: Sealed) -> str:
    return str(row.__tablename__)  # type: ignore[attr-defined]
