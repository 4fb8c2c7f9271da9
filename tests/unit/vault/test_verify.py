"""A check of a store says in facts what is there and what does not fit."""

import json
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
import scarce
import toy_store

from practicenotes.errors import MemoryShort
from practicenotes.vault import database, dbapi, verify
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.vault import Vault
from practicenotes.vault.verify import Report, StoreReport


@pytest.fixture
def keys(vault: Vault) -> StoreKeys:
    """Give the keys of the record, which is closed."""
    vault.close()
    return vault._ring.store_keys()["record"]


@pytest.fixture
def path(keys: StoreKeys, vault_folder: Path) -> Path:
    """Give the record's file."""
    return vault_folder / "record-1.db"


def meddle(path: Path, keys: StoreKeys, *statements: str) -> None:
    """Change the store with its database key, but without the key of the marks."""
    connection = database.open_file(path, keys.database)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_whole_store_is_sound(path: Path, keys: StoreKeys) -> None:
    """All pages, tables, rows and the chain are counted, and nothing is complained of."""
    report = verify.check(path, keys)
    assert report.is_sound
    assert report.is_readable
    assert report.pages == path.stat().st_size // 4096
    assert report.rows == {"audit": 3, "audit_state": 1, "note": 3}
    assert (report.audit.count, report.version, len(report.audit_head)) == (3, 1, 64)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE note SET body = 'never said' WHERE row = 2",
        "UPDATE note SET title = 'note 0' WHERE row = 2",
        "UPDATE note SET revision = 9 WHERE row = 2",
        "UPDATE note SET mac = zeroblob(32) WHERE row = 2",
        "UPDATE note SET mac = (SELECT mac FROM note WHERE row = 1) WHERE row = 2",
    ],
)
@pytest.mark.release(59)
def test_a_changed_row_is_named(path: Path, keys: StoreKeys, statement: str) -> None:
    """Each column and the mark itself are covered."""
    connection = database.open_file(path, keys.database)
    (note_id,) = connection.execute("SELECT id FROM note WHERE row = 2").fetchone()
    connection.close()
    meddle(path, keys, statement)
    report = verify.check(path, keys)
    assert report.damaged_rows == (("note", note_id),)
    assert not report.is_sound
    assert report.is_readable


def test_a_row_under_another_id_is_named(path: Path, keys: StoreKeys) -> None:
    """A note that was given another's id no longer fits its mark."""
    meddle(path, keys, f"UPDATE note SET id = '{'0' * 32}' WHERE row = 3")
    assert verify.check(path, keys).damaged_rows == (("note", "0" * 32),)


def test_a_note_carried_over_from_the_other_store_does_not_fit(
    path: Path, keys: StoreKeys, vault: Vault
) -> None:
    """A mark of the private store is none in the record."""
    private = vault._ring.store_keys()["private"]
    other = database.open_file(path.with_name("private-1.db"), private.database)
    row = other.execute("SELECT id, revision, title, body, mac FROM note LIMIT 1").fetchone()
    other.close()
    connection = database.open_file(path, keys.database)
    connection.execute("INSERT INTO note (id, revision, title, body, mac) VALUES (?,?,?,?,?)", row)
    connection.close()
    assert verify.check(path, keys).damaged_rows == (("note", row[0]),)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 2",
        "UPDATE audit SET act = 'signed' WHERE seq = 1",
        "UPDATE audit_state SET count = 2",
        "DELETE FROM audit_state",
    ],
)
def test_a_broken_chain_is_told_of(path: Path, keys: StoreKeys, statement: str) -> None:
    """An entry that was taken out, changed or cut off at the end is noticed."""
    meddle(path, keys, statement)
    report = verify.check(path, keys)
    assert not report.audit.is_whole
    assert not report.is_sound


def test_the_last_row_is_checked_like_the_first(path: Path, keys: StoreKeys) -> None:
    """Rows are read one by one, for each may hold a file, and none is left out."""
    meddle(path, keys, "UPDATE note SET body = 'x' WHERE row IN (1, 3)")
    assert len(verify.check(path, keys).damaged_rows) == 2


def flip(path: Path, page: int) -> None:
    """Flip one bit in a page, counted from 1."""
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 + 1000] ^= 4
    path.write_bytes(data)


@pytest.mark.release(14)
def test_a_damaged_page_is_named_wherever_it_is(path: Path, keys: StoreKeys) -> None:
    """Whichever page decays, it is in the report, and a used page makes the store unsound."""
    whole = path.read_bytes()
    for page in range(1, len(whole) // 4096 + 1):
        path.write_bytes(whole)
        flip(path, page)
        report = verify.check(path, keys)
        assert report.bad_pages == (page,)
        assert not report.is_readable
        assert not report.is_sound


@pytest.mark.release(19)
def test_a_torn_free_page_is_no_alarm(path: Path, keys: StoreKeys) -> None:
    """A page that holds nothing any more may decay: it is named, and everything kept is sound."""
    meddle(
        path,
        keys,
        "CREATE TABLE big (x BLOB)",
        "INSERT INTO big VALUES (randomblob(50000))",
        "DROP TABLE big",
    )
    for page in range(path.stat().st_size // 4096, 0, -1):
        whole = path.read_bytes()
        flip(path, page)
        report = verify.check(path, keys)
        path.write_bytes(whole)
        if report.is_sound:
            assert report.bad_pages == (page,)
            return
    pytest.fail("no free page was found")


def test_a_missing_store_is_told_of(path: Path, keys: StoreKeys) -> None:
    """A file that is gone makes a report and not a crash, and no file."""
    path.unlink()
    report = verify.check(path, keys)
    assert report.complaints == ("missing",)
    assert not report.is_sound
    assert not path.exists()


def test_a_disk_that_does_not_answer_is_told_of(
    path: Path, keys: StoreKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that the disk cannot hand out makes a report and not a crash."""

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(verify.pages, "check", fail)
    report = verify.check(path, keys)
    assert report.complaints == ("lost",)
    assert not report.is_sound


def test_want_of_memory_is_no_damage(path: Path, keys: StoreKeys) -> None:
    """A note that does not fit into the memory there is ends the check, and the store is sound."""
    meddle(path, keys, "UPDATE note SET body = printf('%.*c', 6000000, 'x') WHERE row = 2")
    with scarce.memory(5_000_000), pytest.raises(MemoryShort):
        verify.check(path, keys)
    assert verify.check(path, keys).is_readable


def test_a_disk_that_does_not_hand_out_a_row_is_no_damage(
    path: Path, keys: StoreKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is called out of reach, as where no page can be read."""

    def fail(*_: object) -> None:
        raise dbapi.OperationalError from apsw.exception_for(apsw.SQLITE_IOERR_READ)

    monkeypatch.setattr(verify, "marked", fail)
    assert verify.check(path, keys).complaints == ("lost",)


@pytest.mark.parametrize(
    "change", [lambda data: b"", lambda data: data[:4096], lambda data: bytes(len(data))]
)
def test_an_unreadable_store_is_told_of(
    path: Path, keys: StoreKeys, change: Callable[[bytes], bytes]
) -> None:
    """An emptied, cut or zeroed file makes a report that says so."""
    path.write_bytes(change(path.read_bytes()))
    report = verify.check(path, keys)
    assert report.complaints
    assert not report.is_sound


def test_a_report_can_be_read_by_a_machine(path: Path, keys: StoreKeys) -> None:
    """The facts are plain values, and hold no word of a note."""
    meddle(path, keys, "UPDATE note SET body = 'canary' WHERE row = 2")
    facts = json.dumps(Report((verify.check(path, keys),)).facts())
    assert json.loads(facts)["stores"]["record"]["sound"] is False
    assert "canary" not in facts
    assert toy_store.body_of(0) not in facts


def test_a_report_is_sound_when_all_its_stores_are() -> None:
    """One unsound store is enough."""
    sound = StoreReport("record", 1, ())
    unsound = StoreReport("private", 1, (), ("missing",))
    assert Report((sound,)).is_sound
    assert not Report((sound, unsound)).is_sound
