"""The one row that says how far the trail of a store goes, and what all its marks add up to."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from practicenotes.vault.rows import canonical


SIZE = 32  # bytes of a link, and of the tally
MOST = 1 << 8 * SIZE  # what a tally is taken modulo of

METADATA = MetaData()

STATE = Table(
    "audit_state",
    METADATA,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    sqlite_strict=True,
)

# Every flush passes here: put together anew each time, these take four times as long.
_READ = select(STATE.c.count, STATE.c.head, STATE.c.mac)
_NEW = {name: bindparam(f"new_{name}", type_=STATE.c[name].type) for name in STATE.c.keys()[1:]}
_CHANGE = update(STATE).where(STATE.c.id == 1).values(**_NEW)
_BEGIN = insert(STATE).values(id=1, **_NEW)


@dataclass(frozen=True, slots=True)
class State:
    """How far the trail goes, and what all marks of the store add up to, where that is known."""

    count: int
    kept: bytes  # the last link, and behind it the tally
    mac: bytes

    @property
    def head(self) -> bytes:
        """The last link."""
        return self.kept[:SIZE]

    @property
    def tally(self) -> int | None:
        """The sum of all marks, or None."""
        return int.from_bytes(self.kept[SIZE:]) if len(self.kept) == 2 * SIZE else None

    def is_of(self, key: bytes) -> bool:
        """Say whether the row carries a mark of this key."""
        return hmac.compare_digest(self.mac, _state_mac(self.count, self.kept, key))


def of(connection: Connection) -> State | None:
    """Return the state row, or None before the first entry."""
    found = connection.execute(_READ).first()
    return State(*found) if found else None


def put(
    connection: Connection, key: bytes, count: int, head: bytes, tally: int | None = None
) -> None:
    """Write the state row; `tally` is taken modulo 2^256."""
    kept = head if tally is None else head + (tally % MOST).to_bytes(SIZE)
    mac = _state_mac(count, kept, key)
    values = {"new_count": count, "new_head": kept, "new_mac": mac}
    if connection.execute(_CHANGE, values).rowcount == 0:
        connection.execute(_BEGIN, values)


def _state_mac(count: int, kept: bytes, key: bytes) -> bytes:
    return hmac.digest(key, canonical(["audit_state", count, kept]), sha256)
