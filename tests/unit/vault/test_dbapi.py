"""The skin over apsw behaves as PEP 249 says and as SQLAlchemy expects."""

import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practicenotes.vault import dbapi


KEY = "1a" * 48


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[dbapi.Connection]:
    """Give an open connection with a table of birds."""
    path = tmp_path / "record-1.db"
    path.touch()
    opened = dbapi.connect(path, KEY, fresh=True)
    opened.cursor().execute("CREATE TABLE bird (id INTEGER PRIMARY KEY, name TEXT UNIQUE) STRICT")
    yield opened
    opened.close()


def names(connection: dbapi.Connection) -> list[str]:
    """Return the birds in order."""
    return [name for (name,) in connection.cursor().execute("SELECT name FROM bird ORDER BY id")]


def test_the_module_says_what_it_is() -> None:
    """The three facts that PEP 249 asks for."""
    assert (dbapi.apilevel, dbapi.paramstyle, dbapi.threadsafety) == ("2.0", "qmark", 1)
    assert dbapi.sqlite_version_info >= (3, 51, 3)


def test_an_insert_says_how_many_and_which(connection: dbapi.Connection) -> None:
    """Row count and row id are those of the statement."""
    cursor = connection.cursor().execute("INSERT INTO bird (name) VALUES (?), (?)", ("wren", "owl"))
    assert (cursor.rowcount, cursor.lastrowid, cursor.description) == (2, 2, None)


def test_a_change_says_how_many_rows_it_met(connection: dbapi.Connection) -> None:
    """Nothing met is 0 and not the count of the statement before."""
    cursor = connection.cursor()
    cursor.executemany("INSERT INTO bird (name) VALUES (?)", [("wren",), ("owl",), ("heron",)])
    assert cursor.rowcount == 3
    cursor.execute("UPDATE bird SET name = 'tit' WHERE name = 'robin'")
    assert cursor.rowcount == 0
    cursor.execute("DELETE FROM bird WHERE id > 1")
    assert cursor.rowcount == 2
    cursor.execute("SELECT * FROM bird")
    assert cursor.rowcount == -1


def test_an_empty_answer_still_has_its_columns(connection: dbapi.Connection) -> None:
    """A query without rows says what its rows would be."""
    cursor = connection.cursor().execute("SELECT id, name AS called FROM bird")
    assert [column[0] for column in cursor.description] == ["id", "called"]
    assert all(len(column) == 7 for column in cursor.description)
    assert cursor.fetchall() == []


def test_rows_are_fetched_one_by_one_in_portions_or_all(connection: dbapi.Connection) -> None:
    """Every way of fetching goes on where the one before stopped."""
    cursor = connection.cursor()
    cursor.executemany("INSERT INTO bird (name) VALUES (?)", [(sign,) for sign in "abcdefg"])
    cursor.execute("SELECT name FROM bird ORDER BY id")
    assert cursor.fetchone() == ("a",)
    assert cursor.fetchmany() == [("b",)]
    assert cursor.fetchmany(2) == [("c",), ("d",)]
    assert next(iter(cursor)) == ("e",)
    assert cursor.fetchall() == [("f",), ("g",)]
    assert cursor.fetchone() is None


def test_an_insert_can_return_rows(connection: dbapi.Connection) -> None:
    """RETURNING gives rows and columns and still counts."""
    cursor = connection.cursor()
    cursor.execute("INSERT INTO bird (name) VALUES ('wren') RETURNING id, name")
    assert cursor.rowcount == 1
    assert [column[0] for column in cursor.description] == ["id", "name"]
    assert cursor.fetchall() == [(1, "wren")]


def test_there_is_nothing_to_fetch_before_a_statement(connection: dbapi.Connection) -> None:
    """Fetching from a fresh or closed cursor is an error."""
    cursor = connection.cursor()
    with pytest.raises(dbapi.ProgrammingError):
        cursor.fetchone()
    cursor.execute("SELECT 1")
    cursor.close()
    with pytest.raises(dbapi.ProgrammingError):
        cursor.fetchall()


def test_every_kind_of_value_comes_back_as_it_went_in(connection: dbapi.Connection) -> None:
    """Text, numbers, bytes and nothing are kept exactly."""
    values = ("ö\0\N{OWL}", -(2**63), 0.1, b"\0\xff", None, "")
    cursor = connection.cursor().execute("SELECT ?, ?, ?, ?, ?, ?", values)
    assert cursor.fetchone() == values


def test_rollback_undoes_and_commit_keeps(connection: dbapi.Connection) -> None:
    """A transaction begins when it is begun, and ends once."""
    for end, kept in (("rollback", []), ("commit", ["wren"])):
        connection.cursor().execute("BEGIN IMMEDIATE")
        connection.cursor().execute("INSERT INTO bird (name) VALUES ('wren')")
        getattr(connection, end)()
        getattr(connection, end)()
        assert names(connection) == kept


def test_the_schema_is_part_of_a_transaction(connection: dbapi.Connection) -> None:
    """A table that was made in a transaction is gone when that is undone."""
    connection.cursor().execute("BEGIN IMMEDIATE")
    connection.cursor().execute("CREATE TABLE nest (id INTEGER)")
    connection.rollback()
    with pytest.raises(dbapi.OperationalError, match="nest"):
        connection.cursor().execute("SELECT * FROM nest")


@pytest.mark.parametrize(
    ("statement", "values", "expected"),
    [
        ("INSERT INTO bird (name) VALUES ('wren'), ('wren')", (), dbapi.IntegrityError),
        ("INSERT INTO bird (name) VALUES (?)", (b"\0",), dbapi.IntegrityError),
        ("INSERT INTO nowhere VALUES (1)", (), dbapi.OperationalError),
        ("SELEKT", (), dbapi.OperationalError),
        ("SELECT ?", (), dbapi.ProgrammingError),
        ("SELECT ?", (1, 2), dbapi.ProgrammingError),
        ("SELECT ?", (object(),), dbapi.ProgrammingError),
        ("SELECT ?", (2**64,), dbapi.OperationalError),
        ("SELECT zeroblob(2000000000)", (), dbapi.DataError),
        ("SELECT CAST(x'68a6' AS TEXT)", (), dbapi.DatabaseError),
    ],
)
def test_each_mistake_has_its_kind_of_error(
    connection: dbapi.Connection, statement: str, values: tuple[object, ...], expected: type
) -> None:
    """Errors are of the kind that PEP 249 names, and their cause is the library's own."""
    with pytest.raises(expected) as caught:
        connection.cursor().execute(statement, values)
    assert type(caught.value) is expected
    assert caught.value.__cause__ is not None


def test_another_thread_is_refused_at_once(connection: dbapi.Connection) -> None:
    """A connection belongs to one thread: neither cursors nor commits for any other."""
    cursor = connection.cursor()
    refused: list[Exception] = []

    def use() -> None:
        for use_it in (connection.cursor, connection.commit, lambda: cursor.execute("SELECT 1")):
            try:
                use_it()
            except dbapi.ProgrammingError as error:
                refused.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(refused) == 3


def test_a_closed_connection_says_so(connection: dbapi.Connection) -> None:
    """SQLAlchemy knows a closed connection by these words."""
    cursor = connection.cursor()
    connection.close()
    connection.close()
    for use in (connection.cursor, connection.rollback, lambda: cursor.execute("SELECT 1")):
        with pytest.raises(dbapi.ProgrammingError, match=r"Cannot operate on a closed database\."):
            use()


def test_a_closed_cursor_says_so(connection: dbapi.Connection) -> None:
    """It neither runs a statement nor gives rows."""
    cursor = connection.cursor().execute("SELECT 1")
    cursor.close()
    for use in (lambda: cursor.execute("SELECT 1"), cursor.fetchone):
        with pytest.raises(dbapi.ProgrammingError):
            use()


@pytest.mark.parametrize("ends", [dbapi.Cursor.close, lambda _: None])
def test_nothing_of_a_statement_stays_in_memory(
    connection: dbapi.Connection, ends: Callable[[dbapi.Cursor], None]
) -> None:
    """Neither a cursor that was closed nor one that was only let go of, nor the library's own."""
    cursor = connection.cursor().execute("SELECT name FROM bird")
    alive = weakref.ref(cursor), weakref.ref(cursor._cursor)
    ends(cursor)
    del cursor
    assert [each() for each in alive] == [None, None]


def test_a_python_function_can_be_called_from_sql(connection: dbapi.Connection) -> None:
    """Functions are known by name and number of arguments, and may be used in an index."""
    connection.create_function("twice", 1, lambda value: value * 2, deterministic=True)
    assert connection.cursor().execute("SELECT twice('ab')").fetchone() == ("abab",)


def test_an_error_inside_a_function_stops_the_statement(connection: dbapi.Connection) -> None:
    """What goes wrong in Python is not swallowed by SQL."""

    def fail(_value: object) -> None:
        raise ZeroDivisionError

    connection.create_function("fail", 1, fail)
    with pytest.raises(ZeroDivisionError):
        connection.cursor().execute("SELECT fail(1)")
