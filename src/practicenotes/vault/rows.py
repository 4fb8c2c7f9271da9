"""Rows that carry a mark: every write is sealed with the store's key, every read is checked.

The mark is an HMAC over the row as it is stored, so that a row from an older copy, of another
store, or changed without the key is shown as damaged and never as text.
"""

import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import Dialect, Integer, LargeBinary, Text, event, inspect
from sqlalchemy.orm import Mapped, Mapper, Session, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from practicenotes.domain import times
from practicenotes.errors import RowDamaged


DAMAGED = "\N{REPLACEMENT CHARACTER}"

Stored = str | int | bytes | None
Row = TypeVar("Row", bound="Sealed")


def canonical(values: Sequence[Any]) -> bytes:
    """Return values as the one JSON text that a mark covers: ASCII, no spaces, bytes as hex."""
    plain = [value.hex() if isinstance(value, bytes) else value for value in values]
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode("ascii")


@dataclass(frozen=True, slots=True)
class Seal:
    """The key that marks the rows of one store."""

    store: str
    key: bytes

    def mark(self, table: str, values: Sequence[Stored]) -> bytes:
        """Return the 32-byte mark of a row: `values` are id, revision and what comes after."""
        return hmac.digest(self.key, canonical([self.store, table, *values]), sha256)


# --- types: what is stored is text or a number, and reads the same in any program ----------------


class _Readable(TypeDecorator[Any]):
    """A value kept as text; what cannot be read back becomes None, and the mark then tells."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else self.write(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        try:
            return None if value is None else self.read(value)
        except (ValueError, TypeError):
            return None

    def write(self, value: Any) -> str:
        raise NotImplementedError

    def read(self, value: str) -> Any:
        raise NotImplementedError


class Instant(_Readable):
    """An instant: `2025-11-18T13:02:44.120Z`."""

    cache_ok = True

    def write(self, value: datetime) -> str:
        """Return the instant in UTC, to the millisecond."""
        return times.instant(value).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def read(self, value: str) -> datetime:
        """Return an aware time in UTC."""
        return datetime.fromisoformat(value)


class WallClock(_Readable):
    """A time on the wall, without a zone: `2025-11-18T13:00`."""

    cache_ok = True

    def write(self, value: datetime) -> str:
        """Return the time to the minute."""
        return value.isoformat(timespec="minutes")

    def read(self, value: str) -> datetime:
        """Return a time without a zone."""
        return datetime.fromisoformat(value)


class Day(_Readable):
    """A day: `2025-11-18`."""

    cache_ok = True

    def write(self, value: date) -> str:
        """Return the day."""
        return value.isoformat()

    def read(self, value: str) -> date:
        """Return the day."""
        return date.fromisoformat(value)


class OneOf(_Readable):
    """A member of an Enum, kept by its value."""

    cache_ok = True

    def __init__(self, members: type[Enum]) -> None:
        super().__init__()
        self.members = members

    def write(self, value: Enum) -> str:
        """Return the member's value."""
        return str(value.value)

    def read(self, value: str) -> Enum:
        """Return the member."""
        return self.members(value)


class Listing(_Readable):
    """A list of plain values, kept as one canonical JSON text."""

    cache_ok = True

    def write(self, value: Sequence[Any]) -> str:
        """Return the JSON text."""
        return json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))

    def read(self, value: str) -> list[Any]:
        """Return the list; anything else was not written by this program."""
        found = json.loads(value)
        if not isinstance(found, list):
            raise TypeError(value)
        return found


# --- rows ----------------------------------------------------------------------------------------


class Sealed:
    """What every table has: a local number, an id, a revision and, last, the mark."""

    damaged = False

    row: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-3)
    id: Mapped[str] = mapped_column(Text, unique=True, sort_order=-2)
    revision: Mapped[int] = mapped_column(Integer, sort_order=-1)
    mac: Mapped[bytes] = mapped_column(LargeBinary, sort_order=1000)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        """Rows are known by their id; `row` is where they lie in this file."""
        return {"primary_key": [cls.id]}

    @declared_attr.directive
    def __table_args__(cls) -> Any:  # noqa: N805
        """Refuse a value of the wrong kind in the database itself."""
        return {"sqlite_strict": True}


def keep(db: Session, row: Row) -> Row:
    """Add a new row under a fresh id and write it at once, so that others may point at it."""
    row.id = row.id or new_id(db)
    db.add(row)
    db.flush()
    return row


def new_id(db: Session) -> str:
    """Return a fresh id: 128 random bits in lowercase hex."""
    return bytes(db.info["entropy"](16)).hex()


@cache
def _covered(row_class: type[Any]) -> tuple[tuple[str, Callable[[Any], Stored]], ...]:
    """Return the columns that a mark covers, each with the way from its value to what is stored."""
    columns = inspect(row_class).local_table.columns
    return tuple(
        (column.key, _way_to_the_disk(column.type))
        for column in columns
        if column.key not in ("row", "mac")
    )


def _way_to_the_disk(kind: Any) -> Callable[[Any], Stored]:
    if isinstance(kind, _Readable):
        return lambda value: None if value is None else kind.write(value)
    return lambda value: value


def _mark(target: Any, db: Session) -> bytes:
    seal: Seal = db.info["seal"]
    values = [way(getattr(target, key)) for key, way in _covered(type(target))]  # type: ignore[arg-type]
    return seal.mark(target.__tablename__, values)


@event.listens_for(Sealed, "before_insert", propagate=True)
def _seal_new(_mapper: Mapper[Any], _connection: Any, target: Any) -> None:
    target.revision = 1
    target.mac = _mark(target, inspect(target).session)


@event.listens_for(Sealed, "before_update", propagate=True)
def _seal_changed(_mapper: Mapper[Any], _connection: Any, target: Any) -> None:
    db = inspect(target).session
    if not db.is_modified(target, include_collections=False):
        return
    if target.damaged:
        raise RowDamaged(target.__tablename__, target.id)
    target.revision += 1
    target.mac = _mark(target, db)


@event.listens_for(Sealed, "load", propagate=True)
def _check(target: Any, context: Any) -> None:
    if not hmac.compare_digest(target.mac, _mark(target, context.session)):
        _blank(target)


@event.listens_for(Sealed, "refresh", propagate=True)
def _check_again(target: Any, context: Any, _attributes: Any) -> None:
    _check(target, context)


def _blank(target: Any) -> None:
    """Take the text out of a damaged row, so that nothing can show it, save it or send it on."""
    target.damaged = True
    for column in inspect(type(target)).local_table.columns:
        if isinstance(column.type, Listing):
            target.__dict__[column.key] = []
        elif type(column.type) is Text and column.key != "id" and not column.key.endswith("_id"):
            target.__dict__[column.key] = DAMAGED
