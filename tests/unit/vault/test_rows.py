"""A row that anyone else has touched is known, says nothing, and stays as it was found."""

import json
import os
import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, Text, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

import factory
from practicenotes.errors import RowDamaged
from practicenotes.vault import audit_state, rows
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.rows import DAMAGED, Day, Instant, Listing, OneOf, Seal, Sealed, WallClock
from practicenotes.vault.store import Store


KEYS = StoreKeys("record", "1a" * 48, b"r" * 32, b"a" * 32)
OTHER_KEYS = StoreKeys("private", "1a" * 48, b"p" * 32, b"a" * 32)

STATE = {
    "words": "She said: “Löwe”.\n",
    "count": 7,
    "parent_id": "ab" * 16,
    "hue": "red",
    "at": datetime(2025, 11, 18, 13, 2, 44, 120_000, tzinfo=UTC),
    "starts": datetime(2025, 11, 18, 13, 0),
    "on": date(2025, 11, 18),
    "maybe": None,
    "said": ["Gr\u00f6\u00dfe", 3, None],
    "content": b"\x00\xff",
}


class Hue(Enum):
    """A closed set."""

    GREEN = "green"
    RED = "red"


class Base(DeclarativeBase):
    """Two tables of the same form, with a column of every kind."""


audit_state.STATE.to_metadata(Base.metadata)


class Kinds(Sealed):
    """A column of every kind."""

    words: Mapped[str] = mapped_column(Text)
    count: Mapped[int]
    parent_id: Mapped[str] = mapped_column(Text)
    hue: Mapped[Hue] = mapped_column(OneOf(Hue))
    at: Mapped[datetime] = mapped_column(Instant)
    starts: Mapped[datetime] = mapped_column(WallClock)
    on: Mapped[date] = mapped_column(Day)
    maybe: Mapped[date | None] = mapped_column(Day)
    said: Mapped[list[Any]] = mapped_column(Listing)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Thing(Kinds, Base):
    """A thing."""

    __tablename__ = "thing"


class Twin(Kinds, Base):
    """A table of the same form."""

    __tablename__ = "twin"


def make(path: Path, keys: StoreKeys) -> Store:
    """Open a new store with both tables."""
    path.touch()
    store = Store(path, keys, os.urandom, fresh=True)
    store.on_connection(Base.metadata.create_all)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make(tmp_path / "record-1.db", KEYS)
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """Give a store under other keys."""
    opened = make(tmp_path / "private-1.db", OTHER_KEYS)
    yield opened
    opened.close()


def add(db: Session, table: type[Kinds] = Thing, **told: Any) -> str:
    """Keep a thing; return its id."""
    return rows.keep(db, table(**(STATE | {"hue": Hue.RED} | told))).id


def get(db: Session, thing_id: str, table: type[Kinds] = Thing) -> dict[str, Any]:
    """Return what a thing says, and whether it is damaged."""
    row = db.get_one(table, thing_id)
    return {key: getattr(row, key) for key in (*STATE, "damaged", "revision")}


def change(db: Session, thing_id: str, **told: Any) -> None:
    """Change a thing."""
    row = db.get_one(Thing, thing_id)
    for key, value in told.items():
        setattr(row, key, value)


def remove(db: Session, thing_id: str) -> None:
    """Remove a thing."""
    db.delete(db.get_one(Thing, thing_id))


def everything(store: Store) -> list[Any]:
    """Return all that stands in both tables."""
    return factory.rows_of(store, "SELECT * FROM thing UNION ALL SELECT * FROM twin")


# --- what is written and read --------------------------------------------------------------------


def test_every_kind_of_value_comes_back_as_it_was(store: Store) -> None:
    """Words, numbers, members, times, days, nothing, lists and bytes survive the disk."""
    found = store.run(get, store.run(add))
    assert found == STATE | {"hue": Hue.RED, "damaged": False, "revision": 1}


def test_what_is_stored_any_program_can_read(store: Store) -> None:
    """Times and lists lie in the file as ISO 8601 and JSON, in UTC and to the millisecond."""
    at = datetime(2025, 11, 18, 14, 2, 44, 120_999, tzinfo=timezone(timedelta(hours=1)))
    store.run(add, at=at)
    columns = "words, count, hue, at, starts, on_, maybe, said, content".replace("on_", '"on"')
    (kept,) = factory.rows_of(store, f"SELECT {columns} FROM thing")
    assert tuple(kept) == (
        "She said: “Löwe”.\n",
        7,
        "red",
        "2025-11-18T13:02:44.120Z",
        "2025-11-18T13:00",
        "2025-11-18",
        None,
        '["Größe",3,null]',
        b"\x00\xff",
    )


@pytest.mark.parametrize("hue", list(Hue))
@pytest.mark.parametrize("said", [[], [["a", "b"], '\n"\\\u2028'], [{"k": [1, True, None]}]])
def test_lists_and_members_of_any_form_carry_a_mark_that_fits(
    store: Store, hue: Hue, said: list[Any]
) -> None:
    """No value that can be kept is taken for damage when it is read."""
    found = store.run(get, store.run(add, hue=hue, said=said))
    assert (found["hue"], found["said"], found["damaged"]) == (hue, said, False)


def test_a_revision_is_counted_only_where_something_changed(store: Store) -> None:
    """Setting what is there already writes nothing; a new word is revision 2."""
    thing = store.run(add)
    store.run(change, thing, words=STATE["words"], said=list(STATE["said"]))
    assert store.run(get, thing)["revision"] == 1
    store.run(change, thing, words="another")
    found = store.run(get, thing)
    assert (found["words"], found["revision"], found["damaged"]) == ("another", 2, False)


def test_ids_come_from_the_given_source(tmp_path: Path) -> None:
    """An id is 16 bytes of the store's own source in hex."""
    path = tmp_path / "record-1.db"
    path.touch()
    store = Store(path, KEYS, lambda count: b"\x0f" * count, fresh=True)
    store.on_connection(Base.metadata.create_all)
    assert store.run(add) == "0f" * 16
    store.close()


@pytest.mark.parametrize("told", [{"count": "seven"}, {"words": b"bytes"}, {"words": None}])
def test_the_tables_refuse_another_kind_of_value(store: Store, told: dict[str, Any]) -> None:
    """A text for a number, bytes for a text or nothing at all is no row."""
    with pytest.raises((IntegrityError, KeyError)):
        store.run(add, **told)
    assert everything(store) == []


# --- the mark ------------------------------------------------------------------------------------


def test_the_canonical_text_is_that_of_the_format() -> None:
    """The example of docs/vault-format.md: escapes, bytes as hex, nothing as null."""
    values = ["record", "note", "0f" * 16, 1, "Löwe", 'Größer als "ein" Haus.\n', None, b"\xff\x00"]
    assert rows.canonical(values) == (
        b'["record","note","' + b"0f" * 16 + b'",1,"L\\u00f6we",'
        b'"Gr\\u00f6\\u00dfer als \\"ein\\" Haus.\\n",null,"ff00"]'
    )


def test_the_canonical_text_is_json_for_any_text() -> None:
    """A thousand random texts come out as the JSON module of Python writes them."""
    source = random.Random(7)
    for _ in range(1000):
        words = "".join(
            chr(source.choice((source.randrange(128), source.randrange(0x3000)))) for _ in range(20)
        )
        values = [words, source.randrange(-(2**63), 2**63), None]
        expected = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
        assert rows.canonical(values).decode() == expected


def test_a_mark_depends_on_store_table_key_and_every_value() -> None:
    """No two of these rows share a mark: nothing may be moved or retyped."""
    seals = [Seal("record", b"k" * 32), Seal("private", b"k" * 32), Seal("record", b"l" * 32)]
    marks = [seal.mark("note", ["a", 1, "b"]) for seal in seals]
    marks += [
        seals[0].mark(table, values)
        for table, values in [
            ("letter", ["a", 1, "b"]),
            ("note", ["a", 2, "b"]),
            ("note", ["a", "1", "b"]),
            ("note", ["a", 1, "b", None]),
            ("note", ["a", 1, None]),
            ("note", ["a", 1, "null"]),
            ("note", ["a1", "b"]),
        ]
    ]
    assert len(set(marks)) == len(marks)
    assert {len(mark) for mark in marks} == {32}


# --- what was changed from outside ---------------------------------------------------------------


CHANGED = [
    "words = 'He said.'",
    "words = ''",
    "count = 8",
    "parent_id = 'cd'",
    "hue = 'green'",
    "hue = 'mauve'",
    "at = '2025-11-18T13:02:44.121Z'",
    "at = '2025-11-18T13:02:44.120'",
    "at = 'yesterday'",
    "starts = '2025-11-18T13:01'",
    "starts = '2025-11-18T13:00+01:00'",
    "\"on\" = '2025-11-19'",
    "\"on\" = '2025-02-30'",
    "maybe = '2025-11-18'",
    "maybe = 'soon'",
    "said = '[\"another\"]'",
    "said = 'not json'",
    "said = '{}'",
    "said = '\"text\"'",
    "content = x'00fe'",
    "revision = 2",
    "mac = zeroblob(32)",
    "mac = x''",
]


@pytest.mark.parametrize("changed", CHANGED)
def test_a_changed_row_is_damaged_and_says_nothing(store: Store, changed: str) -> None:
    """Whatever column was changed, no text, list or bytes of the row come out any more."""
    thing = store.run(add)
    factory.meddle(store, f"UPDATE thing SET {changed}")
    found = store.run(get, thing)
    assert found["damaged"]
    assert found["words"] == DAMAGED
    assert list(found["said"]) == []
    assert found["content"] == b""


@pytest.mark.parametrize("changed", CHANGED)
def test_a_damaged_row_still_has_its_place_in_a_list(store: Store, changed: str) -> None:
    """Its members, times and days are members, times and days: a list can show and sort it."""
    thing = store.run(add)
    factory.meddle(store, f"UPDATE thing SET {changed}")
    found = store.run(get, thing)
    assert found["hue"] in Hue
    assert found["at"] <= datetime.max.replace(tzinfo=UTC)
    assert found["starts"] <= datetime.max
    assert found["on"] <= date.max
    assert found["maybe"] is None or found["maybe"] <= date.max


@pytest.mark.parametrize("changed", CHANGED)
@pytest.mark.parametrize("act", [lambda db, thing: change(db, thing, words="new"), remove])
def test_a_damaged_row_is_neither_saved_over_nor_removed(
    store: Store, changed: str, act: Callable[[Session, str], None]
) -> None:
    """The attempt is refused, and the row lies in the file as it was found."""
    thing = store.run(add)
    factory.meddle(store, f"UPDATE thing SET {changed}")
    before = everything(store)
    with pytest.raises(RowDamaged) as refused:
        store.run(act, thing)
    assert (refused.value.table, refused.value.id) == ("thing", thing)
    assert everything(store) == before


def test_putting_the_sign_of_damage_back_is_no_change(store: Store) -> None:
    """A form that shows a damaged row and is saved as it stands leaves the row alone."""
    thing = store.run(add)
    factory.meddle(store, "UPDATE thing SET words = 'He said.'")
    before = everything(store)
    store.run(change, thing, words=DAMAGED)
    assert everything(store) == before


def test_a_row_moved_to_another_id_is_damaged(store: Store) -> None:
    """A row speaks for its own id only."""
    store.run(add)
    factory.meddle(store, "UPDATE thing SET id = ?", "cd" * 16)
    assert store.run(get, "cd" * 16)["damaged"]


def test_two_rows_whose_texts_were_swapped_are_both_damaged(store: Store) -> None:
    """A text, even with its mark, belongs to one row."""
    one, two = store.run(add, words="one"), store.run(add, words="two")
    (kept,) = factory.rows_of(store, "SELECT words, mac FROM thing WHERE id = ?", one)
    factory.meddle(
        store,
        "UPDATE thing SET (words, mac) = (SELECT words, mac FROM thing WHERE id = ?) WHERE id = ?",
        two,
        one,
    )
    factory.meddle(store, "UPDATE thing SET words = ?, mac = ? WHERE id = ?", *kept, two)
    assert [store.run(get, thing)["words"] for thing in (one, two)] == [DAMAGED, DAMAGED]


def test_a_row_copied_into_another_table_is_damaged(store: Store) -> None:
    """A row speaks for its own table only, though the other has the same columns."""
    thing = store.run(add)
    factory.meddle(store, "INSERT INTO twin SELECT * FROM thing")
    assert not store.run(get, thing)["damaged"]
    assert store.run(get, thing, Twin)["damaged"]


def test_a_row_copied_into_another_store_is_damaged(store: Store, other: Store) -> None:
    """A row of the record is nothing among the reflections."""
    thing = store.run(add)
    (row,) = factory.rows_of(store, "SELECT * FROM thing")
    factory.meddle(other, f"INSERT INTO thing VALUES ({', '.join('?' * len(row))})", *row)
    assert other.run(get, thing)["damaged"]


def test_one_damaged_row_leaves_a_list_whole(store: Store) -> None:
    """The rows beside it are read as ever."""
    things = [store.run(add, words=f"word {number}") for number in range(5)]
    factory.meddle(store, "UPDATE thing SET hue = 'mauve' WHERE id = ?", things[2])

    def words(db: Session) -> list[tuple[str, bool]]:
        return [(row.words, row.damaged) for row in db.scalars(select(Thing).order_by(Thing.row))]

    assert store.run(words) == [
        ("word 0", False),
        ("word 1", False),
        (DAMAGED, True),
        ("word 3", False),
        ("word 4", False),
    ]


def test_a_row_is_checked_again_when_it_is_read_again(store: Store) -> None:
    """A change from outside between two readings of one transaction does not slip through."""
    thing = store.run(add)

    def read_twice(db: Session) -> tuple[str, str]:
        row = db.get_one(Thing, thing)
        first = row.words
        db.connection().exec_driver_sql("UPDATE thing SET words = 'He said.'")
        db.refresh(row)
        return first, row.words

    assert store.run(read_twice) == (STATE["words"], DAMAGED)


def test_an_older_state_put_back_keeps_its_mark(store: Store) -> None:
    """What a mark cannot know is that a row is old: that is what the audit trail is for."""
    thing = store.run(add, words="before")
    (old,) = factory.rows_of(store, "SELECT words, revision, mac FROM thing")
    store.run(change, thing, words="after")
    factory.meddle(store, "UPDATE thing SET words = ?, revision = ?, mac = ?", *old)
    found = store.run(get, thing)
    assert (found["words"], found["damaged"]) == ("before", False)


# --- past the mapper -----------------------------------------------------------------------------


def as_stored(db: Session, *which: Any) -> list[tuple[Any, bool]]:
    """Return things as the disk has them."""
    return list(rows.as_stored(db, Thing, *which))


def test_a_long_list_can_be_read_as_it_is_stored(store: Store) -> None:
    """Each row is the text that is kept, and carries its mark; a condition narrows the list."""
    one = store.run(add, words="one")
    store.run(add, words="two")
    found = store.run(as_stored)
    assert [(row.words, row.hue, row.at, fits) for row, fits in found] == [
        ("one", "red", "2025-11-18T13:02:44.120Z", True),
        ("two", "red", "2025-11-18T13:02:44.120Z", True),
    ]
    assert [row.words for row, _ in store.run(as_stored, Thing.id == one)] == ["one"]


@pytest.mark.parametrize("changed", [*CHANGED, "starts = '2025-11-18 13:00'", "said = '[ ]'"])
def test_a_changed_row_does_not_fit_as_it_is_stored(store: Store, changed: str) -> None:
    """Not even where it was only written in another way."""
    thing = store.run(add)
    store.run(add)
    factory.meddle(store, f"UPDATE thing SET {changed} WHERE id = ?", thing)
    assert [fits for _, fits in store.run(as_stored)] == [False, True]
