"""A store runs operations on its own thread, one transaction each, and names what went wrong."""

import os
import shutil
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
import toy_store
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from toy_store import NoteRow

from practicenotes.errors import (
    MemoryShort,
    RowDamaged,
    StoreChanged,
    StoreClosed,
    StoreDamaged,
    StoreLost,
    StoreReadOnly,
    TextBroken,
)
from practicenotes.vault import database, rows
from practicenotes.vault.rows import Seal
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


BEGUN = bytes.fromhex("d9d505f920a163d7") + bytes(504)  # a journal in which no page stands yet


def count(db: Session) -> int:
    """Return how many notes there are."""
    return len(db.scalars(select(NoteRow)).all())


def test_an_operation_gets_a_session_and_its_arguments(record: Store) -> None:
    """What is returned comes back, positional and named arguments alike."""
    note_id = record.run(toy_store.write, "heron", body="by the water")
    assert len(note_id) == 32
    assert record.run(toy_store.bodies)["heron"] == "by the water"


def test_submitting_gives_a_future(record: Store) -> None:
    """The caller need not wait, and what was submitted first runs first."""
    futures: list[Future[str]] = [
        record.submit(toy_store.write, f"bird {number}", "x") for number in range(20)
    ]
    assert record.run(count) == 23
    assert all(future.done() for future in futures)


def test_all_operations_run_on_one_thread_of_the_stores_own(record: Store) -> None:
    """The store's thread is always the same and never the caller's."""
    seen = {record.run(lambda _db: threading.get_ident()) for _ in range(5)}
    assert len(seen) == 1
    assert threading.get_ident() not in seen


def test_the_session_carries_what_rows_and_trail_need(record: Store) -> None:
    """Seal, audit key and chance are in the session's info."""

    def look(db: Session) -> dict[str, object]:
        return dict(db.info)

    info = record.run(look)
    assert isinstance(info["seal"], Seal)
    assert info["seal"].store == "record"
    assert len(info["audit_key"]) == 32
    assert len(info["entropy"](7)) == 7


def test_an_operation_that_fails_changes_nothing(record: Store) -> None:
    """An error undoes the whole transaction and reaches the caller as it was."""

    def fail(db: Session) -> None:
        toy_store.write(db, "heron", "x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        record.run(fail)
    assert record.run(count) == 3


def test_half_a_sign_is_refused_in_plain_words(record: Store) -> None:
    """A lone surrogate, which no file can keep, stops the whole write and nothing else."""
    with pytest.raises(TextBroken):
        record.run(toy_store.write, "half", "a \ud83d sign")

    assert "half" not in record.run(toy_store.bodies)


def test_what_was_done_outlives_the_store(vault: object, reopen: object) -> None:
    """A committed note is there when the vault is opened again."""
    vault.record.run(toy_store.write, "heron", "by the water")
    vault.close()
    assert reopen().record.run(toy_store.bodies)["heron"] == "by the water"


def test_a_broken_constraint_stays_what_it_is(record: Store) -> None:
    """Operations can tell that something exists already; no value stands in the message."""

    def twice(db: Session) -> None:
        for _ in range(2):
            rows.keep(db, NoteRow(id="0" * 32, title="canary in a title", body="x"))

    with pytest.raises(IntegrityError) as caught:
        record.run(twice)
    assert "canary" not in str(caught.value)


def test_a_session_cannot_be_used_on_another_thread(record: Store) -> None:
    """A session that was carried away fails at the first use."""

    def carry(db: Session) -> Session:
        return db

    session = record.run(carry)
    for use in (lambda: session.scalars(select(NoteRow)), lambda: session.get(NoteRow, "0" * 32)):
        with pytest.raises(RuntimeError, match="thread"):
            use()
    session.close()
    assert record.run(count) == 3


def test_an_operation_cannot_wait_for_its_own_store(record: Store) -> None:
    """What would wait for ever fails at once."""
    with pytest.raises(RuntimeError, match="own store"):
        record.run(lambda _db: record.run(count))


@pytest.mark.parametrize(
    "statement",
    [
        insert(NoteRow).values(id="x", revision=1, title="t", body="b", mac=b""),
        update(NoteRow).values(body="b"),
        delete(NoteRow),
        insert(NoteRow.__table__).values(id="x", revision=1, title="t", body="b", mac=b""),
        update(NoteRow.__table__).values(body="b"),
    ],
)
def test_statements_that_would_leave_rows_unsealed_are_refused(
    record: Store, statement: object
) -> None:
    """Rows are changed one by one, so that each gets its mark."""
    with pytest.raises(TypeError, match="one by one"):
        record.run(lambda db: db.execute(statement))
    assert record.run(count) == 3


def test_deleted_text_is_gone_from_the_index(record: Store) -> None:
    """A word that no note holds any more finds nothing."""
    note_id = record.run(toy_store.write, "heron", "marshland")
    assert record.run(toy_store.titles, "marshland") == ["heron"]
    record.run(toy_store.change, note_id, "upland")
    assert record.run(toy_store.titles, "marshland") == []


def test_a_row_changed_from_outside_is_shown_as_damaged(vault: object, reopen: object) -> None:
    """Whoever has the database key and not the mark's cannot put words into a note."""
    key = vault.record._key
    path = vault.record.path
    vault.close()
    connection = database.open_file(path, key)
    connection.execute("UPDATE note SET body = 'never said' WHERE title = 'note 1'")
    connection.close()
    found = reopen().record.run(toy_store.bodies)
    whole = {f"note {number}": toy_store.body_of(number) for number in (0, 2)}
    assert found == whole | {rows.DAMAGED: rows.DAMAGED}


def test_a_damaged_row_is_not_saved_over(vault: object, reopen: object) -> None:
    """A change to a row that is damaged is refused."""
    note_id = vault.record.run(toy_store.write, "heron", "x")
    key, path = vault.record._key, vault.record.path
    vault.close()
    connection = database.open_file(path, key)
    connection.execute("UPDATE note SET body = 'never said' WHERE title = 'heron'")
    connection.close()
    with pytest.raises(RowDamaged):
        reopen().record.run(toy_store.change, note_id, "new")


def test_a_closed_store_does_nothing_more(record: Store) -> None:
    """Closing waits for what was submitted; afterwards everything is refused."""
    future = record.submit(toy_store.write, "heron", "x")
    record.close()
    record.close()
    assert future.done()
    for use in (
        lambda: record.submit(count),
        lambda: record.run(count),
        lambda: record.on_connection(print),
        lambda: record.set_aside(print),
    ):
        with pytest.raises(StoreClosed):
            use()


def test_work_that_is_set_aside_finds_the_file_closed(record: Store) -> None:
    """While the store stands aside another connection may open the file; then it goes on."""
    key = record._key

    def look() -> int:
        other = database.open_file(record.path, key)
        found = other.execute("SELECT count(*) FROM note").fetchall()[0][0]
        other.close()
        return found

    assert record.set_aside(look) == 3
    assert record.run(count) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
@pytest.mark.parametrize("how", ["deleted", "replaced", "moved", "folder moved"])
@pytest.mark.parametrize("saves", [0, 1, 3])
@pytest.mark.release(56)
def test_a_file_that_was_taken_away_is_missed_at_the_next_save(
    record: Store, how: str, saves: int
) -> None:
    """A file that was swapped by a synchronised folder, or pulled with its stick, is told of."""
    # SQLite itself looks only when it opens a journal: at the first save, and at no later one.
    for number in range(saves):
        record.run(toy_store.write, f"before {number}", "x")
    path, other = record.path, record.path.with_name("other")
    if how == "folder moved":
        path.parent.rename(path.parent.with_name("Elsewhere.practice"))
    elif how == "moved":
        path.rename(other)
    else:
        data = path.read_bytes()
        path.unlink()
        if how == "replaced":
            path.write_bytes(data)
    for _ in range(2):
        with pytest.raises((StoreLost, StoreReadOnly)):
            record.run(toy_store.write, "heron", "x")
    assert "heron" not in record.run(toy_store.bodies)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_file_that_was_put_back_is_saved_to_again(record: Store) -> None:
    """What could not be saved while the file was away is saved once it is back."""
    record.run(toy_store.write, "before", "x")
    away = record.path.rename(record.path.with_name("away"))
    with pytest.raises(StoreLost):
        record.run(toy_store.write, "heron", "x")
    away.rename(record.path)
    record.run(toy_store.write, "heron", "x")
    assert {"before", "heron"} <= set(record.run(toy_store.bodies))


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_file_that_is_away_when_it_is_opened_anew_is_not_called_damaged(record: Store) -> None:
    """A check closed the file meanwhile: whoever pulled a stick does not read of damage."""
    record.run(toy_store.write, "before", "x")
    away = record.path.rename(record.path.with_name("away"))
    record.set_aside(lambda: None)
    with pytest.raises(StoreLost) as lost:
        record.run(toy_store.bodies)
    assert not isinstance(lost.value, StoreChanged)
    away.rename(record.path)
    record.run(toy_store.write, "heron", "x")
    assert {"before", "heron"} <= set(record.run(toy_store.bodies))


def put_back(record: Store, change: Callable[[Path], object] = lambda _path: None) -> None:
    """Pull the disk and put another one in, with the same file on it, after some `change`."""
    folder = record.path.parent
    away = folder.rename(folder.with_name("Pulled.practice"))
    with pytest.raises(StoreLost):
        record.run(toy_store.write, "pulled", "x")
    shutil.copytree(away, folder)
    change(record.path)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
@pytest.mark.release(10)
def test_saving_goes_on_by_itself_once_the_disk_is_put_back(record: Store) -> None:
    """The same file on a disk that the system takes for another one: what waits is saved there."""
    record.run(toy_store.write, "before", "x")
    put_back(record)
    record.run(toy_store.write, "heron", "x")
    assert {"before", "heron"} <= set(record.run(toy_store.bodies))
    data = record.path.read_bytes()
    record.run(toy_store.write, "kingfisher", "x")
    assert record.path.read_bytes() != data


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
@pytest.mark.release(56)
def test_a_disk_on_which_the_file_changed_meanwhile_is_not_written_to(record: Store) -> None:
    """Somebody worked on it elsewhere, or it is an older copy: only unlocking asks about that."""
    put_back(record, lambda path: os.utime(path, ns=(0, path.stat().st_mtime_ns - 1)))
    before = record.path.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreChanged):
            record.run(toy_store.write, "heron", "x")
    assert record.path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_disk_that_was_pulled_while_something_was_saved_is_found_again(record: Store) -> None:
    """A journal that waits says that nobody has used the file since, whatever its date."""

    def half_written(path: Path) -> None:
        path.with_name(path.name + "-journal").write_bytes(BEGUN)
        os.utime(path, ns=(0, 0))

    put_back(record, half_written)
    record.run(toy_store.write, "heron", "x")
    assert "heron" in record.run(toy_store.bodies)


def test_a_damaged_page_is_told_of_and_never_shown(vault: object, reopen: object) -> None:
    """Reading through a flipped bit raises; notes elsewhere are still read."""
    for number in range(3, 40):
        vault.record.run(toy_store.write, f"note {number}", toy_store.body_of(number))
    path: Path = vault.record.path
    vault.close()
    data = bytearray(path.read_bytes())
    for page in range(len(data) // 8192, len(data) // 4096):
        data[page * 4096 + 100] ^= 1
    path.write_bytes(data)
    damaged = reopen().record
    with pytest.raises(StoreDamaged) as caught:
        damaged.run(toy_store.bodies)
    assert caught.value.path == path

    def first(db: Session) -> str:
        return db.execute(text("SELECT title FROM note WHERE row = 1")).scalar_one()

    assert damaged.run(first) == "note 0"


def test_a_text_that_is_no_text_is_damage(vault: Vault) -> None:
    """Bytes that an old page put into a text are told as damage, and the check names the table."""
    query = "UPDATE note SET body = CAST(x'68a6' AS TEXT) WHERE row = 2"
    vault.record.on_connection(lambda connection: connection.exec_driver_sql(query) and None)
    with pytest.raises(StoreDamaged):
        vault.record.run(toy_store.bodies)
    report = vault.verify().stores[0]
    assert not report.is_sound
    assert report.complaints[0].startswith("note: ")


def test_a_thread_that_ended_for_want_of_memory_keeps_nobody_waiting(
    record: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits is told so, and so is whoever comes after; handing in alone raises nothing."""

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Future, "set_result", fail)
    with pytest.raises(MemoryShort):
        record.run(count)
    monkeypatch.undo()
    assert isinstance(record.submit(count).exception(timeout=0), MemoryShort)
    record.settle()
