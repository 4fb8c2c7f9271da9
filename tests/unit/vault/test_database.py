"""No connection without its settings, no database out of nothing, no key that is not a key."""

import os
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from practicenotes.errors import (
    DiskFailing,
    DiskFull,
    LibraryTooOld,
    StoreDamaged,
    StoreLost,
    StoreReadOnly,
    VaultBusy,
)
from practicenotes.vault import Vault, database


KEY = "1a" * 32 + "2b" * 16
AT = datetime(2025, 11, 18, 13, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a small database."""
    path = tmp_path / "record-1.db"
    path.touch()
    connection = database.open_new(path, KEY)
    connection.execute("CREATE TABLE note (body TEXT); INSERT INTO note VALUES ('heron')")
    connection.close()
    return path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("synchronous", 3),
        ("temp_store", 2),
        ("journal_mode", "delete"),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("foreign_keys", 1),
        ("locking_mode", "exclusive"),
        ("mmap_size", 0),
        ("page_size", 4096),
        ("cipher", "sqlcipher"),
    ],
)
@pytest.mark.release(7)
def test_every_connection_has_its_settings(path: Path, name: str, value: object) -> None:
    """Whatever SQLite's defaults, an open store has these."""
    connection = database.open_file(path, KEY)
    assert connection.pragma(name) == value
    connection.close()


@pytest.mark.release(7)
def test_every_connection_is_defensive(path: Path) -> None:
    """The schema cannot be written behind SQLite's back, nor extensions loaded."""
    connection = database.open_file(path, KEY)
    assert connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, -1) == 1
    with pytest.raises(apsw.Error):
        connection.execute("DELETE FROM sqlite_schema")
    connection.close()


def test_a_long_text_is_taken_out_of_the_index_by_one_plan(path: Path) -> None:
    """The index of words asks for its plan as often for a long text as for a short one."""
    connection = database.open_file(path, KEY)
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(body)")
    connection.execute("INSERT INTO words (words, rank) VALUES ('secure-delete', 1)")
    long = " ".join(f"heron{number}" for number in range(200))
    connection.executemany("INSERT INTO words VALUES (?)", [("heron",), (long,)])
    planned = []

    def ask(action: int, *names: str | None) -> int:
        planned.append(names[0])
        return apsw.SQLITE_OK

    connection.execute("DELETE FROM words WHERE rowid = 1")  # what is planned once is planned here
    connection.authorizer = ask
    connection.execute("DELETE FROM words WHERE rowid = 2")

    assert planned.count("words_idx") < 50
    connection.close()


def test_a_setting_that_is_not_taken_is_not_accepted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite refuses some settings without a word: reading back finds that."""
    monkeypatch.setattr(database, "_SETTINGS", (("journal_mode", "OFF", "wal"),))
    with pytest.raises(RuntimeError, match="journal_mode"):
        database.open_file(path, KEY)


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH ':memory:' AS other",
        "DETACH main",
        "VACUUM",
        "PRAGMA synchronous = OFF",
        "PRAGMA temp_store = FILE",
        "PRAGMA journal_mode = WAL",
        "PRAGMA writable_schema = ON",
        "PRAGMA rekey = 'x'",
        "PRAGMA foreign_keys = OFF",
        "SELECT load_extension('x')",
    ],
)
@pytest.mark.release(7)
def test_no_operation_can_change_the_rules(path: Path, statement: str) -> None:
    """Other files, extensions, settings and in-place compaction are denied on an open store."""
    connection = database.open_file(path, KEY)
    with pytest.raises(apsw.Error):
        connection.execute(statement).fetchall()
    connection.close()


@pytest.mark.parametrize(
    "key",
    [
        "1a" * 31,
        "1a" * 31 + "1",
        "1a" * 32,
        "1a" * 47 + "1",
        KEY + "1",
        KEY.upper(),
        "",
        "zz" * 48,
        KEY + "\n",
        bytes.fromhex(KEY),
    ],
)
@pytest.mark.release(33)
def test_nothing_but_96_digits_is_a_key(path: Path, key: object) -> None:
    """SQLite would take any other key for a passphrase without a word, so it never sees one."""
    with pytest.raises(ValueError, match="96"):
        database.open_file(path, key)


def test_the_refusal_of_a_key_does_not_show_it(path: Path) -> None:
    """The message says what a key is, not what this one was."""
    with pytest.raises(ValueError, match="96") as caught:
        database.open_file(path, KEY[:-1])
    assert KEY[:20] not in str(caught.value)


@pytest.mark.parametrize("length", [None, 0, 1, 15, 4095, 4097, 8191])
@pytest.mark.release(8)
def test_a_missing_or_cut_file_is_damaged_and_stays_as_it_is(
    path: Path, length: int | None
) -> None:
    """What SQLite would open as a new empty database is refused, and nothing is made or changed."""
    if length is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:length])
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(StoreDamaged):
        database.open_file(path, KEY)
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


def test_a_file_cut_at_a_page_is_damaged(path: Path) -> None:
    """A whole number of pages that is too small is found by SQLite."""
    connection = database.open_file(path, KEY)
    connection.execute("INSERT INTO note VALUES (?)", ("x" * 100_000,))
    connection.close()
    os.truncate(path, 8192)
    with pytest.raises(StoreDamaged):
        database.open_file(path, KEY)


def test_another_key_makes_a_damaged_store(path: Path) -> None:
    """The key comes from a header that was checked: if it does not fit, the file is wrong."""
    with pytest.raises(StoreDamaged):
        database.open_file(path, "00" * 48)


def test_the_first_sixteen_bytes_may_be_lost(path: Path) -> None:
    """The salt is in the header too: a file whose beginning is destroyed still opens."""
    data = path.read_bytes()
    assert data[:16] == bytes.fromhex("2b" * 16)
    path.write_bytes(bytes(16) + data[16:])
    connection = database.open_file(path, KEY)
    assert connection.execute("SELECT body FROM note").fetchall() == [("heron",)]
    connection.close()


def test_a_store_has_one_user_at_a_time(path: Path) -> None:
    """A second connection is refused although the first one is idle."""
    first = database.open_file(path, KEY)
    with pytest.raises(VaultBusy):
        database.open_file(path, KEY)
    first.close()
    database.open_file(path, KEY).close()


def test_nothing_but_the_database_is_left_after_closing(path: Path) -> None:
    """The journal that stays while the store is open is gone with it."""
    connection = database.open_file(path, KEY)
    connection.execute("INSERT INTO note VALUES ('wren')")
    connection.close()
    assert [file.name for file in path.parent.iterdir()] == ["record-1.db"]


def test_a_copy_has_the_same_key_and_salt_and_no_slack(path: Path, tmp_path: Path) -> None:
    """A copy opens with the key of its source, and its own salt is the source's."""
    copy = tmp_path / "copy.db"
    connection = database.open_file(path, KEY)
    database.copy_into(connection, copy)
    with pytest.raises(apsw.Error):
        connection.execute("ATTACH ':memory:' AS other")
    connection.close()
    assert copy.read_bytes()[:16] == path.read_bytes()[:16]
    opened = database.open_file(copy, KEY)
    assert opened.execute("SELECT body FROM note").fetchall() == [("heron",)]
    opened.close()


def test_a_half_page_left_by_a_crash_is_mended_by_the_journal(path: Path, tmp_path: Path) -> None:
    """With a hot journal beside it a file may end within a page: SQLite cuts it back."""
    connection = database.open_file(path, KEY)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO note VALUES (?)", ("x" * 50_000,))
    connection.execute("UPDATE note SET body = 'wren' WHERE body = 'heron'")
    connection.cache_flush()
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    data = path.read_bytes()
    (crashed / path.name).write_bytes(data[:-1000])
    journal = path.with_name(path.name + "-journal")
    (crashed / journal.name).write_bytes(journal.read_bytes())
    connection.execute("ROLLBACK")
    connection.close()
    opened = database.open_file(crashed / path.name, KEY)
    assert opened.execute("SELECT body FROM note").fetchall() == [("heron",)]
    opened.close()
    assert (crashed / path.name).stat().st_size % 4096 == 0


POOR = {
    "with the old bug": ("sqlite_lib_version", lambda: "3.51.2"),
    "of another line": ("sqlite_lib_version", lambda: "3.9.3"),
    "without ciphers": ("mc_version", ""),
    "without full text search": ("compile_options", ("ENABLE_RTREE",)),
}


@pytest.mark.release(62)
@pytest.mark.parametrize("library", POOR)
def test_a_poor_library_is_refused_before_anything_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    """SQLite before 3.51.3, or one that lacks a part, opens and makes no practice."""
    database.check_library()
    monkeypatch.setattr(database.apsw, *POOR[library])
    with pytest.raises(LibraryTooOld):
        Vault.open(tmp_path / "Heron.practice", "a passphrase of nobody", {}, at=AT)
    with pytest.raises(LibraryTooOld):
        Vault.create(tmp_path / "Heron.practice", "a passphrase of nobody", {}, at=AT)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (apsw.SQLITE_FULL, DiskFull),
        (apsw.SQLITE_CORRUPT, StoreDamaged),
        (apsw.SQLITE_NOTADB, StoreDamaged),
        (apsw.SQLITE_IOERR_SHORT_READ, StoreDamaged),
        (apsw.SQLITE_IOERR_FSYNC, DiskFailing),
        (apsw.SQLITE_IOERR_WRITE, DiskFailing),
        (apsw.SQLITE_READONLY_DBMOVED, StoreLost),
        (apsw.SQLITE_READONLY, StoreReadOnly),
        (apsw.SQLITE_READONLY_DIRECTORY, StoreReadOnly),
        (apsw.SQLITE_CANTOPEN, StoreReadOnly),
        (apsw.SQLITE_BUSY, VaultBusy),
        (apsw.SQLITE_ERROR, type(None)),
        (apsw.SQLITE_CONSTRAINT_UNIQUE, type(None)),
    ],
)
def test_what_the_disk_does_has_a_plain_name(code: int, expected: type) -> None:
    """Each kind of trouble is one of ours; mistakes of our own are not dressed up."""
    error = apsw.exception_for(code)
    assert type(database.plain(error, Path("x") / "record-1.db")) is expected


def test_an_error_of_another_kind_is_left_alone() -> None:
    """What SQLite did not raise is not explained by it."""
    assert database.plain(ValueError(), Path("x")) is None
    assert database.plain(None, Path("x")) is None
