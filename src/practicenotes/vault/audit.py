"""The audit trail of a store: who did what to which thing, each entry chained to the one before."""

import hmac
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    Row,
    Table,
    Text,
    bindparam,
    column,
    func,
    insert,
    inspect,
    select,
    table,
    update,
)
from sqlalchemy.orm import Session

from practicenotes.vault import audit_state
from practicenotes.vault.rows import Instant, Sealed, canonical


THERAPIST = "therapist"
PROGRAM = "program"
EXECUTOR = "executor"

_BEGINNING = bytes(audit_state.SIZE)

ENTRIES = Table(
    "audit",
    audit_state.METADATA,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("revision", Integer),
    Column("object_mac", LargeBinary),
    Column("link", LargeBinary, nullable=False),
    sqlite_strict=True,
)


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a walk along the chain found: `broken_at` is the first entry that does not fit.

    `astray` are the things (`table:id`) that the trail tells of and that are no longer there, are
    older than it knows them, or are back although they were removed. `adds_up` says whether all
    marks together are what they were when something was written last.
    """

    count: int
    broken_at: int | None
    head_fits: bool
    astray: tuple[str, ...] = ()
    adds_up: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, added, left out or put in another order."""
        chained = self.broken_at is None and self.head_fits
        return chained and self.adds_up and not self.astray


def append(
    db: Session,
    act: str,
    thing: Sealed | str,
    at: datetime,
    actor: str = "",
) -> None:
    """Add one entry, in the same transaction as the change it tells of.

    Unless told otherwise the `actor` is whoever holds the key that the store was opened with.
    `thing` is the row that was touched (flushed here, so that its mark is the new one), or the
    name of something that has no row. An entry on a row that was removed has no revision.
    """
    db.flush()
    key: bytes = db.info["audit_key"]
    actor = actor or db.info.get("actor", THERAPIST)
    connection = db.connection()
    if _is_behind(connection):
        settle(connection, key)
        append(db, "go on behind the last entry", "vault", at, PROGRAM)
    state = audit_state.of(connection)
    count, head = (state.count, state.head) if state else (0, _BEGINNING)
    tally = state.tally if state and state.is_of(key) else None
    named, revision, mac = _identity(thing)
    row = [count + 1, Instant().write(at), actor, act, named, revision, mac]
    link = hmac.digest(key, head + canonical(row), sha256)
    columns = [column.key for column in ENTRIES.columns]
    connection.execute(insert(ENTRIES).values(dict(zip(columns, [*row, link], strict=True))))
    audit_state.put(connection, key, count + 1, link, tally)


def check(connection: Connection, key: bytes, total: int | None = None) -> AuditReport:
    """Walk the whole chain; compare its end with the state row, and the things with the trail.

    `total` is the sum of all marks, if every row could be read.
    """
    link = _BEGINNING
    seen = 0
    broken_at = None
    for entry in connection.execute(select(ENTRIES).order_by(ENTRIES.c.seq)):
        seen += 1
        link = hmac.digest(key, link + canonical(list(entry)[:-1]), sha256)
        if broken_at is None and (entry.seq != seen or link != entry.link):
            broken_at = seen
    state = audit_state.of(connection)
    fits = state.is_of(key) and (state.count, state.head) == (seen, link) if state else seen == 0
    astray = () if broken_at else tuple(_astray(connection))  # a broken trail proves nothing
    added = state.tally if state and state.is_of(key) else None
    adds_up = total is None or added is None or total == added
    return AuditReport(seen, broken_at, head_fits=fits, astray=astray, adds_up=adds_up)


def relink(
    connection: Connection, old: bytes, new: bytes, marks: Mapping[tuple[str, bytes], bytes]
) -> None:
    """Chain a trail under another key; `marks` says what a thing's old mark has become.

    An entry that did not fit is left as it is, and so fits no more than before.
    """
    before = after = _BEGINNING
    seen, fitting = 0, []
    for entry in connection.execute(select(ENTRIES).order_by(ENTRIES.c.seq)):
        seen += 1
        *values, link = entry
        before = hmac.digest(old, before + canonical(values), sha256)
        fits = before == link
        if fits:
            values[-1] = marks.get((entry.object, entry.object_mac), entry.object_mac)
        after = hmac.digest(new, after + canonical(values), sha256)
        if fits:
            fitting.append({"at_seq": entry.seq, "object_mac": values[-1], "link": after})
    state = audit_state.of(connection)
    if fitting:
        connection.execute(update(ENTRIES).where(ENTRIES.c.seq == bindparam("at_seq")), fitting)
    if state and state.is_of(old) and (state.count, state.head) == (seen, before):
        moved = sum(int.from_bytes(mark) - int.from_bytes(of) for (_, of), mark in marks.items())
        tally = None if state.tally is None else state.tally + moved  # wrong before, wrong now
        audit_state.put(connection, new, seen, after, tally)


def settle(connection: Connection, key: bytes) -> None:
    """Let the state follow the end of the trail where it is behind, or carries no mark of ours.

    What is missing in the trail stays missing, and is found by `check`. A state that is behind is a
    part of an earlier day, so that its tally must fit nothing until the rows were looked into.
    """
    chosen = select(ENTRIES.c.seq, ENTRIES.c.link).order_by(ENTRIES.c.seq.desc()).limit(1)
    last = connection.execute(chosen).first()
    state = audit_state.of(connection)
    if last and not (state and state.is_of(key) and state.count >= last.seq):
        of_then = (state.tally or 0) if state else 0
        audit_state.put(connection, key, last.seq, last.link, of_then + 1)


def entries(db: Session, newest: int = 200) -> Sequence[Row[Any]]:
    """Return the newest entries, latest first."""
    chosen = select(ENTRIES).order_by(ENTRIES.c.seq.desc()).limit(newest)
    return db.connection().execute(chosen).all()


def at(entry: Row[Any]) -> datetime:
    """Return when an entry was made."""
    return Instant().read(entry.at)


def by(db: Session, actor: str, after: int = 0) -> Sequence[Row[Any]]:
    """Return what an actor did behind an entry, earliest first."""
    chosen = select(ENTRIES).where(ENTRIES.c.actor == actor, ENTRIES.c.seq > after)
    return db.connection().execute(chosen.order_by(ENTRIES.c.seq)).all()


def since(db: Session, thing: Sealed) -> datetime | None:
    """Return when the trail first told of a thing, or None where it never did."""
    named, _, _ = _identity(thing)
    chosen = select(ENTRIES.c.at).where(ENTRIES.c.object == named).order_by(ENTRIES.c.seq).limit(1)
    first = db.connection().execute(chosen).scalar()
    return Instant().read(first) if first else None


@dataclass(frozen=True, slots=True)
class End:
    """How far a trail goes: its length, its last link, and when that was."""

    count: int
    head: bytes
    at: datetime | None


def end(connection: Connection) -> End:
    """Return the end of the trail as the state row has it."""
    state = audit_state.of(connection)
    last = connection.execute(select(func.max(ENTRIES.c.at))).scalar()
    count, head = (state.count, state.head) if state else (0, _BEGINNING)
    return End(count, head, Instant().read(last) if last else None)


def link_at(connection: Connection, seq: int) -> bytes:
    """Return the link of an entry; of one that is not there, an empty one."""
    if seq == 0:
        return _BEGINNING
    found = connection.execute(select(ENTRIES.c.link).where(ENTRIES.c.seq == seq)).scalar()
    return found or b""


def begun(db: Session) -> datetime | None:
    """Return when the trail begins, or None while nothing stands in it."""
    first = db.connection().execute(select(func.min(ENTRIES.c.at))).scalar()
    return Instant().read(first) if first else None


_Version = tuple[int | None, bytes | None]  # revision and mark; of what was removed, neither


def _identity(thing: Sealed | str) -> tuple[str, int | None, bytes | None]:
    if isinstance(thing, str):
        return thing, None, None
    name = f"{thing.__tablename__}:{thing.id}"  # type: ignore[attr-defined]
    return (name, None, None) if inspect(thing).deleted else (name, thing.revision, thing.mac)


def _astray(connection: Connection) -> Iterator[str]:
    """Yield what is not as the trail told of it last."""
    last = func.max(ENTRIES.c.seq)  # SQLite takes the other columns from the same entry
    newest = select(ENTRIES.c.object, ENTRIES.c.revision, ENTRIES.c.object_mac, last)
    told: defaultdict[str, dict[str, _Version]] = defaultdict(dict)
    for thing, revision, mac, _ in connection.execute(newest.group_by(ENTRIES.c.object)):
        name, _, thing_id = thing.partition(":")
        told[name][thing_id] = (revision, mac)
    for name in sorted(told.keys() & set(inspect(connection).get_table_names())):
        kept = table(name, column("id"), column("revision"), column("mac")).select()
        now = {thing_id: (revision, mac) for thing_id, revision, mac in connection.execute(kept)}
        for thing_id, version in told[name].items():
            if not _follows(now.get(thing_id, (None, None)), version):
                yield f"{name}:{thing_id}"


def _follows(now: _Version, told: _Version) -> bool:
    """Say whether a thing can have become what it is now since the trail told of it."""
    if now[0] is None or told[0] is None or now[0] == told[0]:
        return now == told
    return now[0] > told[0]


def _is_behind(connection: Connection) -> bool:
    """Say whether the state is that of an earlier day: an old page of the file was put back."""
    last = connection.execute(select(func.max(ENTRIES.c.seq))).scalar() or 0
    state = audit_state.of(connection)
    return last > (state.count if state else 0)
