"""Everything that the private store holds, gathered to be taken out: no table can be forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections.schema import Base
from practicenotes.vault import audit


NOT_TAKEN = frozenset({"audit_state"})  # it only proves the trail against this vault's key
_OURS = frozenset({"row", "revision", "mac"})

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """Every table with its rows, oldest first, in the few types that JSON has."""

    tables: Mapping[str, tuple[Line, ...]]

    @property
    def clients(self) -> tuple[ClientId, ...]:
        """The clients of whom anything is said, in the order in which they first come up."""
        found = [line.get("client_id") for lines in self.tables.values() for line in lines]
        return tuple(ClientId(each) for each in dict.fromkeys(found) if each)

    @property
    def sessions(self) -> tuple[SessionId, ...]:
        """The sessions of which anything is said."""
        found = [line.get("session_id") for lines in self.tables.values() for line in lines]
        return tuple(SessionId(each) for each in dict.fromkeys(found) if each)


def gather(db: Db) -> Taken:
    """Return everything; of what is damaged the id alone."""
    found: dict[str, tuple[Line, ...]] = {}
    for mapper in Base.registry.mappers:
        row_class = mapper.class_
        rows = db.scalars(select(row_class).order_by(row_class.row))
        found[row_class.__tablename__] = tuple(_line(row) for row in rows)
    found[audit.ENTRIES.name] = _trail(db)
    return Taken(dict(sorted(found.items())))


@writes(Changes.NONE)
def told(db: Db, at: datetime, *, sealed: bool) -> None:
    """Enter in the private trail that the reflections were taken out, and in which form."""
    how = "take out, encrypted" if sealed else "take out, readable by anyone"
    audit.append(db, how, "reflections", at)


def _line(row: Any) -> Line:
    if row.damaged:
        return {"id": row.id, "damaged": True}
    columns = inspect(type(row)).local_table.columns
    return {c.key: _plain(getattr(row, c.key)) for c in columns if c.key not in _OURS}


def _trail(db: Db) -> tuple[Line, ...]:
    columns = ("seq", "at", "actor", "act", "object")
    chosen = select(*(audit.ENTRIES.c[name] for name in columns)).order_by(audit.ENTRIES.c.seq)
    return tuple(
        dict(zip(columns, entry, strict=True)) for entry in db.connection().execute(chosen)
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return times.exact(value)
    return value.isoformat() if isinstance(value, date) else value
