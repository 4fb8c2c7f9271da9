"""A store that was migrated is the store that the code describes."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Text, inspect

from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import NewClient
from practicenotes.records import clients, measures
from practicenotes.records import schema as records
from practicenotes.reflections import schema as reflections
from practicenotes.vault import schema
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.migrations import statements
from practicenotes.vault.rows import Sealed
from practicenotes.vault.store import Store


KEYS = StoreKeys("record", "1a" * 48, b"r" * 32, b"a" * 32)
SIDES = [pytest.param(records, id="record"), pytest.param(reflections, id="private")]
AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
OF_ALEMBIC = "alembic_version"


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Make empty stores under any name."""
    opened: list[Store] = []

    def make(name: str) -> Store:
        path = tmp_path / f"{name}.db"
        path.touch()
        opened.append(Store(path, KEYS, os.urandom, fresh=True))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def migrated(new_store: Callable[[str], Store]) -> Callable[[Any], Store]:
    """Make a store by its migrations."""

    def make(side: Any) -> Store:
        store = new_store("migrated")
        store.on_connection(lambda connection: schema.bring_up(connection, side.SCHEMA))
        return store

    return make


def described(connection: Connection) -> dict[str, Any]:
    """Return the form of every ordinary table: columns, indexes, keys and checks, without order."""
    found = inspect(connection)
    listed = connection.exec_driver_sql("PRAGMA table_list").all()
    tables = {row.name for row in listed if row.type == "table"} - {OF_ALEMBIC, "sqlite_schema"}
    return {
        table: {
            "strict": next(row.strict for row in listed if row.name == table),
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column["primary_key"])
                for column in found.get_columns(table)
            ],
            "indexes": sorted(
                (index["name"], index["column_names"], bool(index["unique"]))
                for index in found.get_indexes(table)
            ),
            "unique": sorted(each["column_names"] for each in found.get_unique_constraints(table)),
            "foreign": sorted(
                (each["constrained_columns"], each["referred_table"], each["referred_columns"])
                for each in found.get_foreign_keys(table)
            ),
            "checks": sorted(each["sqltext"] for each in found.get_check_constraints(table)),
        }
        for table in tables
        if not table.startswith("sqlite_")
    }


@pytest.mark.parametrize("side", SIDES)
def test_a_migrated_store_has_the_tables_that_the_code_describes(
    side: Any, migrated: Callable[[Any], Store], new_store: Callable[[str], Store]
) -> None:
    """Columns in their order, types, nullability, indexes, keys and checks are the same."""
    meant = new_store("meant")
    meant.on_connection(side.Base.metadata.create_all)
    expected = meant.on_connection(described)
    assert migrated(side).on_connection(described) == expected
    assert len(expected) == len(side.Base.metadata.tables)


@pytest.mark.parametrize("side", SIDES)
def test_the_digest_is_that_of_a_migrated_store(
    side: Any, migrated: Callable[[Any], Store]
) -> None:
    """The digest that the program expects is the one that a new store has."""
    store = migrated(side)
    assert store.on_connection(schema.digest_of) == side.SCHEMA.digest
    assert store.on_connection(lambda connection: schema.fits(connection, side.SCHEMA))
    assert store.on_connection(schema.version_of) == side.SCHEMA.version


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW seen AS SELECT 1",
        "CREATE TABLE more (word TEXT) STRICT",
        "CREATE INDEX more ON audit (act)",
        "CREATE TRIGGER more AFTER INSERT ON audit BEGIN DELETE FROM audit; END",
        "DROP TRIGGER {trigger}",
        "ALTER TABLE setting ADD COLUMN more TEXT",
    ],
)
def test_anything_added_or_missing_changes_the_digest(
    side: Any, statement: str, migrated: Callable[[Any], Store]
) -> None:
    """A store with one thing more or less is not the store that the program made."""
    store = migrated(side)
    trigger = "note_section_words_gone" if side is records else "reflection_words_gone"
    store.on_connection(
        lambda connection: connection.exec_driver_sql(statement.format(trigger=trigger))
    )
    assert not store.on_connection(lambda connection: schema.fits(connection, side.SCHEMA))


@pytest.mark.parametrize("side", SIDES)
def test_a_store_that_is_up_to_date_is_left_as_it_is(
    side: Any, migrated: Callable[[Any], Store]
) -> None:
    """Bringing it up once more changes nothing."""
    store = migrated(side)
    store.on_connection(lambda connection: schema.bring_up(connection, side.SCHEMA))
    assert store.on_connection(schema.digest_of) == side.SCHEMA.digest


@pytest.mark.parametrize("side", SIDES)
def test_a_migration_that_fails_leaves_an_empty_store(
    side: Any, new_store: Callable[[str], Store]
) -> None:
    """The steps and the version stand or fall together."""
    store = new_store("failed")

    def fail(connection: Connection) -> None:
        schema.bring_up(connection, side.SCHEMA)
        raise KeyError

    with pytest.raises(KeyError):
        store.on_connection(fail)
    assert store.on_connection(described) == {}
    assert store.on_connection(schema.version_of) == 0


@pytest.mark.parametrize("side", SIDES)
def test_every_table_that_holds_words_is_sealed_and_strict(side: Any) -> None:
    """Only the trail, which has its own chain, goes without marks."""
    sealed = {
        mapper.local_table.name
        for mapper in side.Base.registry.mappers
        if issubclass(mapper.class_, Sealed)
    }
    tables = side.Base.metadata.tables
    assert sealed == set(tables) - {"audit", "audit_state"}
    assert all(table.dialect_options["sqlite"]["strict"] for table in tables.values())


@pytest.mark.parametrize("side", SIDES)
def test_the_mark_is_the_last_column_and_what_it_covers_stands_in_order(side: Any) -> None:
    """A reader who knows only the tables can compute every mark."""
    for mapper in side.Base.registry.mappers:
        names = [column.name for column in mapper.local_table.columns]
        assert names[:3] == ["row", "id", "revision"]
        assert names[-1] == "mac"


@pytest.mark.parametrize("side", SIDES)
def test_an_index_of_words_holds_no_text_of_its_own(
    side: Any, migrated: Callable[[Any], Store]
) -> None:
    """Every index points at rows, forgets for good what is deleted, and stays in few parts."""
    store = migrated(side)

    def look(connection: Connection) -> list[tuple[str, str, dict[str, int]]]:
        listed = connection.exec_driver_sql("PRAGMA table_list").all()
        found = []
        for name in [row.name for row in listed if row.type == "virtual"]:
            made = f"SELECT sql FROM sqlite_schema WHERE name = '{name}'"
            kept = connection.exec_driver_sql(f"SELECT k, v FROM {name}_config").all()
            found.append(
                (
                    name,
                    connection.exec_driver_sql(made).scalar_one(),
                    {row.k: row.v for row in kept},
                )
            )
        return found

    indexes = store.on_connection(look)
    assert len(indexes) == (4 if side is records else 3)
    for name, made, kept in indexes:
        assert f"content='{name.removesuffix('_words')}'" in made
        assert (kept["secure-delete"], kept["automerge"]) == (1, 2)


def test_the_record_points_at_nothing_private(migrated: Callable[[Any], Store]) -> None:
    """No table of the record is named after anything private, but for what each has alike."""
    private = set(reflections.Base.metadata.tables)
    assert set(records.Base.metadata.tables) & private == {
        *("audit", "audit_state", "setting"),
        *("snippet", "word", "unfinished"),
    }


# --- reading the steps ---------------------------------------------------------------------------


def written(folder: Path, words: str) -> list[str]:
    """Return the statements of a file with these words."""
    script = folder / "step.sql"
    script.write_text(words, "utf-8")
    return list(statements(script))


def test_a_trigger_is_one_statement(tmp_path: Path) -> None:
    """What stands between BEGIN and END is not parted."""
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM b;\n  DELETE FROM c;\nEND;"
    assert written(tmp_path, f"CREATE TABLE a (b);\n\n{trigger}\n") == [
        "CREATE TABLE a (b);",
        trigger,
    ]


def test_a_sign_inside_a_text_ends_nothing(tmp_path: Path) -> None:
    """A semicolon in quotes or in a comment belongs to its statement."""
    words = "INSERT INTO a VALUES ('one;\ntwo');\n-- three; four\nDELETE FROM a;\n"
    assert len(written(tmp_path, words)) == 2


def test_a_statement_that_does_not_end_is_not_dropped(tmp_path: Path) -> None:
    """A step whose last semicolon was forgotten stops, before a table is missing unnoticed."""
    with pytest.raises(ValueError, match="CREATE TABLE b"):
        written(tmp_path, "CREATE TABLE a (b);\nCREATE TABLE b (c)\n")


def test_the_types_of_the_tables_are_those_of_sqlite() -> None:
    """Whatever a column means, it is kept as text, whole number or bytes."""
    for side in (records, reflections):
        for table in side.Base.metadata.tables.values():
            for column in table.columns:
                kept = str(column.type.dialect_impl(_dialect()).compile(_dialect()))
                assert kept in {"TEXT", "INTEGER", "BLOB"}
    assert str(Text().compile(_dialect())) == "TEXT"


def _dialect() -> Any:
    from sqlalchemy.dialects import sqlite

    return sqlite.dialect()


def test_a_record_of_version_1_keeps_every_mark(new_store: Callable[[str], Store]) -> None:
    """A form filed before version 2 reads the same afterwards, and one may lack its total."""
    store = new_store("older")
    first = Path(records.__file__).parent / "versions" / "v0001_first.sql"

    def begin(connection: Connection) -> None:
        for statement in statements(first):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")

    store.on_connection(begin)
    client_id = store.run(clients.add, NewClient("Heron"), AT)
    form = MeasureResult("", client_id, "phq9", "PHQ-9", AT.date(), 15, answers=(3, 2, None))
    form = replace(form, id=store.run(measures.add, form, None, AT))
    store.on_connection(lambda connection: schema.bring_up(connection, records.SCHEMA))

    assert store.run(measures.of_client, client_id) == (form,)
    assert store.on_connection(lambda connection: schema.fits(connection, records.SCHEMA))
    nullable = "SELECT \"notnull\" FROM pragma_table_info('measure_result') WHERE name = 'total'"
    assert store.on_connection(lambda c: c.exec_driver_sql(nullable).scalar_one()) == 0
