"""What is taken out of a store comes back as it was, with all that belongs to it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from practicenotes.errors import RowDamaged
from practicenotes.vault import aside, audit, audit_state, rows
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.rows import Instant, Listing, Sealed
from practicenotes.vault.store import Store


AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
KEYS = StoreKeys("record", "1a" * 48, b"r" * 32, b"a" * 32)


class Base(DeclarativeBase):
    """A store of boxes, with things in them that have labels."""


audit.ENTRIES.to_metadata(Base.metadata)
audit_state.STATE.to_metadata(Base.metadata)


class BoxRow(Sealed, Base):
    """A thing that others point at."""

    __tablename__ = "box"

    words: Mapped[str] = mapped_column(Text)
    parts: Mapped[list[object]] = mapped_column(Listing)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime | None] = mapped_column(Instant)


class ThingRow(Sealed, Base):
    """Something in a box, or in none."""

    __tablename__ = "thing"

    box_id: Mapped[str | None] = mapped_column(Text, ForeignKey("box.id"))


class LabelRow(Sealed, Base):
    """What is stuck to a thing."""

    __tablename__ = "label"

    thing_id: Mapped[str] = mapped_column(Text, ForeignKey("thing.id"))


TABLES = ("box", "thing", "label")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store of boxes."""
    path = tmp_path / "boxes.db"
    path.touch()
    opened = Store(path, KEYS, iter_bytes(), fresh=True)
    opened.on_connection(Base.metadata.create_all)
    yield opened
    opened.close()


def iter_bytes() -> Any:
    """Return something that gives other bytes each time, and the same in each run."""
    count = 0

    def entropy(size: int) -> bytes:
        nonlocal count
        count += 1
        return count.to_bytes(size, "big")

    return entropy


def fill(db: Any, words: str = "a box") -> str:
    """Put a box with two things and three labels into the store; return its id."""
    box = BoxRow(words=words, parts=[1, "two", None], content=b"\x00\xff", at=AT)
    rows.keep(db, box)
    audit.append(db, "add", box, AT)
    for labels in (1, 2):
        thing = rows.keep(db, ThingRow(box_id=box.id))
        for _ in range(labels):
            rows.keep(db, LabelRow(thing_id=thing.id))
    return box.id


def take_out(db: Any, box_id: str) -> aside.Kept:
    """Take out a box."""
    return aside.take_out(db, db.get_one(BoxRow, box_id), AT)


def whole(store: Store) -> list[Any]:
    """Return every row but for its revision and its mark."""
    return [
        store.on_connection(
            lambda c, table=table: [
                {k: v for k, v in each.items() if k not in ("revision", "mac")}
                for each in c.exec_driver_sql(f"SELECT * FROM {table} ORDER BY row").mappings()
            ]
        )
        for table in TABLES
    ]


def is_whole(store: Store) -> bool:
    """Say whether the trail fits what is there."""
    return store.run(lambda db: audit.check(db.connection(), db.info["audit_key"])).is_whole


def test_a_thing_goes_with_all_that_points_at_it(store: Store) -> None:
    """At whatever depth, and nothing else goes."""
    box = store.run(fill)
    other = store.run(fill, "another")
    loose = store.run(lambda db: rows.keep(db, ThingRow(box_id=None)).id)
    kept = store.run(take_out, box)

    assert [table for table, _ in kept] == ["box", "thing", "label", "thing", "label", "label"]
    boxes, things, labels = whole(store)
    assert [each["id"] for each in boxes] == [other]
    assert loose in [each["id"] for each in things]
    assert (len(things), len(labels)) == (3, 3)
    assert is_whole(store)


def test_it_comes_back_with_every_value_and_in_its_place(store: Store) -> None:
    """Texts, lists, bytes and times are those of before; every row carries its mark."""
    box = store.run(fill)
    store.run(fill, "another")
    before = whole(store)
    kept = store.run(take_out, box)
    back = store.run(lambda db: aside.put_back(db, Base, kept, AT).id)

    assert back == box
    assert whole(store) == before
    assert not store.run(lambda db: db.get_one(BoxRow, box).damaged)
    assert is_whole(store)


def test_it_comes_back_where_its_place_is_taken(store: Store) -> None:
    """Under its own id, behind what lies there now."""
    box = store.run(fill)
    kept = store.run(take_out, box)
    other = store.run(fill, "another")
    store.run(lambda db: aside.put_back(db, Base, kept, AT).id)
    boxes, _, _ = whole(store)
    assert [each["id"] for each in boxes] == [other, box]


def test_nothing_of_it_goes_where_a_part_is_damaged(store: Store) -> None:
    """It stays as it was found."""
    box = store.run(fill)
    store.on_connection(lambda c: c.exec_driver_sql("UPDATE label SET revision = 7"))
    before = whole(store)
    with pytest.raises(RowDamaged):
        store.run(take_out, box)
    assert whole(store) == before


def test_the_trail_tells_of_what_it_knew(store: Store) -> None:
    """Of the box, when it went and when it came; parts that it never knew stay unsaid."""
    box = store.run(fill)
    kept = store.run(take_out, box)
    store.run(lambda db: aside.put_back(db, Base, kept, AT).id)
    acts = [(e.act, e.object) for e in store.run(audit.entries)][::-1]
    thing = f"box:{box}"
    assert acts == [("add", thing), ("to the trash", thing), ("out of the trash", thing)]
