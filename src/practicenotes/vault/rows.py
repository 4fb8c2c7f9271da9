"""Rows that carry a mark: every write is sealed with the store's key, every read is checked.

The mark is an HMAC over the row as it is stored, so that a row from an older copy, of another
store, or changed without the key is shown as damaged and never as text.
"""

import hmac
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from hashlib import sha256
from json.encoder import encode_basestring_ascii
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Integer,
    LargeBinary,
    Text,
    event,
    inspect,
    select,
    type_coerce,
)
from sqlalchemy.orm import Mapped, Mapper, Session, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from practicenotes.domain import times
from practicenotes.errors import RowDamaged


DAMAGED = "\N{REPLACEMENT CHARACTER}"

Stored = str | int | bytes | None
Row = TypeVar("Row", bound="Sealed")


_AS_JSON: Mapping[type, Callable[[Any], str]] = {
    str: encode_basestring_ascii,
    int: int.__repr__,
    bytes: lambda value: f'"{value.hex()}"',
    type(None): lambda _: "null",
}


def canonical(values: Iterable[object]) -> bytes:
    """Return stored values as the one JSON text that a mark covers: ASCII, bytes as hex."""
    # Every row that is read passes here: this takes a third of the time of json.dumps.
    return f"[{','.join([_AS_JSON[type(value)](value) for value in values])}]".encode("ascii")


@dataclass(frozen=True, slots=True)
class Seal:
    """The key that marks the rows of one store."""

    store: str
    key: bytes = field(repr=False)

    def mark(self, table: str, values: Sequence[Stored]) -> bytes:
        """Return the 32-byte mark of a row: `values` are id, revision and what comes after."""
        return hmac.digest(self.key, canonical([self.store, table, *values]), sha256)


# --- types: what is stored is text or a number, and reads the same in any program ----------------


class _Readable(TypeDecorator[Any]):
    """A value kept as text; what cannot be read back reads as DAMAGED, which no mark fits.

    `stand_in` is what a damaged row shows in its place, so that a list can still be sorted.
    """

    impl = Text
    cache_ok = True
    stand_in: Any = None

    def stored(self, value: Any) -> str | None:
        """Return what stands on the disk for a value."""
        return value if value is None or value is DAMAGED else self.write(value)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        return self.stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        try:
            return None if value is None else self.read(value)
        except (ValueError, TypeError):
            return DAMAGED

    def write(self, value: Any) -> str:
        raise NotImplementedError

    def read(self, value: str) -> Any:
        raise NotImplementedError


class Instant(_Readable):
    """An instant: `2025-11-18T13:02:44.120Z`."""

    cache_ok = True
    stand_in = datetime(1970, 1, 1, tzinfo=UTC)

    def write(self, value: datetime) -> str:
        """Return the instant in UTC, cut to the millisecond."""
        return times.exact(value)

    def read(self, value: str) -> datetime:
        """Return an aware time in UTC."""
        found = datetime.fromisoformat(value)
        if found.tzinfo is None:
            raise ValueError(value)
        return found


class WallClock(_Readable):
    """A time on the wall, without a zone: `2025-11-18T13:00`."""

    cache_ok = True
    stand_in = datetime(1970, 1, 1)  # noqa: DTZ001 - the wall knows no zone

    def write(self, value: datetime) -> str:
        """Return the time to the minute."""
        return value.isoformat("T", "minutes")

    def read(self, value: str) -> datetime:
        """Return a time without a zone."""
        found = datetime.fromisoformat(value)
        if found.tzinfo is not None:
            raise ValueError(value)
        return found


class Day(_Readable):
    """A day: `2025-11-18`."""

    cache_ok = True
    stand_in = date(1970, 1, 1)

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
        self.stand_in = next(iter(members))

    def write(self, value: Enum) -> str:
        """Return the member's value."""
        return str(value.value)

    def read(self, value: str) -> Enum:
        """Return the member."""
        return self.members(value)


_as_listing = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Listing(_Readable):
    """A list of plain values, kept as one JSON text without spaces."""

    cache_ok = True
    stand_in = ()

    def write(self, value: Sequence[Any]) -> str:
        """Return the JSON text."""
        return _as_listing(list(value))

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


def as_stored(
    db: Session, row_class: type[Sealed], *which: ColumnElement[bool]
) -> Iterator[tuple[Any, bool]]:
    """Yield rows as the disk has them, and whether each carries its mark; for long lists.

    Times, members and lists are the text that is kept. What was not flushed yet is not seen.
    """
    seal: Seal = db.info["seal"]
    name: str = row_class.__tablename__  # type: ignore[attr-defined]
    columns = inspect(row_class).local_table.columns
    kept = [type_coerce(column, _kept_as(column.type)) for column in columns][1:]
    for row in db.execute(select(*kept).where(*which)):
        *values, mac = row
        yield row, hmac.compare_digest(mac, seal.mark(name, values))


def written(row: Sealed) -> dict[str, Any]:
    """Return what the disk has for a row, but for its mark, in the few types that JSON has."""
    if row.damaged:
        raise RowDamaged(row.__tablename__, row.id)  # type: ignore[attr-defined]
    found = {}
    for column in inspect(type(row)).local_table.columns:
        if column.key not in ("revision", "mac"):
            value, kind = getattr(row, column.key), column.type
            value = kind.stored(value) if isinstance(kind, _Readable) else value
            found[column.key] = value.hex() if isinstance(value, bytes) else value
    return found


def unwritten(row_class: type[Row], values: Mapping[str, Any]) -> Row:
    """Return a row out of what `written` returned for it; it is not in the store yet."""
    row = row_class()
    for column in inspect(row_class).local_table.columns:
        if column.key in values:
            value, kind = values[column.key], column.type
            if value is not None and isinstance(kind, _Readable):
                value = kind.read(value)
            elif value is not None and isinstance(kind, LargeBinary):
                value = bytes.fromhex(value)
            setattr(row, column.key, value)
    return row


def _kept_as(kind: Any) -> Any:
    return kind.impl if isinstance(kind, _Readable) else kind


@cache
def _covered(row_class: type[Any]) -> tuple[tuple[str, Callable[[Any], Stored] | None], ...]:
    """Return the columns that a mark covers, each with the way from its value to what is stored."""
    return tuple(
        (column.key, column.type.stored if isinstance(column.type, _Readable) else None)
        for column in inspect(row_class).local_table.columns
        if column.key not in ("row", "mac")
    )


def _mark(target: Any, db: Session) -> bytes:
    """Return the mark that a row should carry as it stands in memory."""
    seal: Seal = db.info["seal"]
    loaded = target.__dict__  # past the attributes of the mapper, which cost as much as the mark
    values = []
    for key, stored in _covered(type(target)):  # type: ignore[arg-type]
        value = loaded[key] if key in loaded else getattr(target, key)
        values.append(stored(value) if stored else value)
    return seal.mark(target.__tablename__, values)


def _moved(db: Session, *, went: bytes = b"", came: bytes = b"") -> None:
    """Keep by how much the sum of all marks changes, until `vault/tally.py` takes it up."""
    moved = int.from_bytes(came) - int.from_bytes(went)
    db.info["moved"] = db.info.get("moved", 0) + moved


@event.listens_for(Sealed, "before_insert", propagate=True)
def _seal_new(_mapper: Mapper[Any], _connection: Any, target: Any) -> None:
    db = inspect(target).session
    target.revision = 1
    target.mac = _mark(target, db)
    _moved(db, came=target.mac)


@event.listens_for(Sealed, "before_update", propagate=True)
def _seal_changed(_mapper: Mapper[Any], _connection: Any, target: Any) -> None:
    db = inspect(target).session
    if not db.is_modified(target, include_collections=False):
        return
    _refuse_damaged(target)
    target.revision += 1
    before, target.mac = target.mac, _mark(target, db)
    _moved(db, went=before, came=target.mac)


@event.listens_for(Sealed, "before_delete", propagate=True)
def _take_out(_mapper: Mapper[Any], _connection: Any, target: Any) -> None:
    _refuse_damaged(target)
    _moved(inspect(target).session, went=target.mac)


def _refuse_damaged(target: Any) -> None:
    """Leave what is damaged as it was found, so that it can still be looked into."""
    if target.damaged:
        raise RowDamaged(target.__tablename__, target.id)


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
    shown = target.__dict__
    for column in inspect(type(target)).local_table.columns:
        kind, key = column.type, column.key
        if isinstance(kind, Listing) or (isinstance(kind, _Readable) and shown[key] is DAMAGED):
            shown[key] = None if column.nullable else kind.stand_in
        elif isinstance(kind, LargeBinary) and key != "mac":
            shown[key] = b""
        elif type(kind) is Text and key != "id" and not key.endswith("_id"):
            shown[key] = DAMAGED
