"""An executor's key opens the record, for reading only, and nothing else at all."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
import toy_store
from toy_store import AT, PASSPHRASE

from practicenotes.errors import (
    ExecutorKeyMistyped,
    OpenForReading,
    StoreClosed,
    WrongExecutorKey,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.vault import audit, backup, executor, executor_key
from practicenotes.vault.executor_key import ExecutorKey
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.store import driver_of
from practicenotes.vault.vault import Vault


Reopen = Callable[..., Vault]
LATER = AT + timedelta(days=40)


@pytest.fixture
def key(reopen: Reopen) -> ExecutorKey:
    """Give the executor's key of a vault that is closed again."""
    vault = reopen()
    made = executor.make(vault, PASSPHRASE, at=AT)
    vault.close()
    return made


@pytest.fixture
def reading(key: ExecutorKey, reopen: Reopen) -> Vault:
    """Give the vault as an executor has it."""
    return reopen(key=key)


def written_to(vault: Vault) -> list[str]:
    """Return the list into which SQLite puts every table that it writes a row of."""
    seen: list[str] = []
    vault.record.on_connection(
        lambda connection: driver_of(connection).driver.set_update_hook(
            lambda _kind, _database, table, _row: seen.append(table)
        )
    )
    return seen


@pytest.mark.release(32)
def test_the_record_is_read_and_the_reflections_stay_shut(reading: Vault) -> None:
    """With an executor's key the notes of the record are read; the other store is not opened."""
    assert len(reading.record.run(toy_store.bodies)) == 3
    with pytest.raises(StoreClosed):
        _ = reading.private


@pytest.mark.release(38)
@pytest.mark.release(32)
def test_the_key_holds_nothing_of_the_reflections(reading: Vault, key: ExecutorKey) -> None:
    """Neither the masters nor the keys that come from them say anything of the private store."""
    masters = reading.with_keys(lambda ring: ring.masters)
    assert masters.private is None
    assert list(reading.with_keys(lambda ring: ring.store_keys())) == ["record"]


@pytest.mark.release(32)
def test_no_write_reaches_sqlite_but_the_trail(reading: Vault) -> None:
    """Whatever is tried, SQLite writes rows of the audit trail and of no other table."""
    seen = written_to(reading)
    for attempt in (
        lambda db: toy_store.write(db, "a new note", "words"),
        lambda db: db.connection().exec_driver_sql("UPDATE note SET body = 'other words'"),
        lambda db: db.connection().exec_driver_sql("DELETE FROM note"),
        lambda db: db.connection().exec_driver_sql("DELETE FROM audit"),
        lambda db: db.connection().exec_driver_sql("UPDATE audit SET act = 'nothing'"),
        lambda db: db.connection().exec_driver_sql("DROP TABLE note"),
        lambda db: db.connection().exec_driver_sql("CREATE TABLE aside (id INTEGER)"),
        lambda db: db.connection().exec_driver_sql("CREATE TEMP TABLE aside (id INTEGER)"),
        lambda db: db.connection().exec_driver_sql("PRAGMA user_version = 9"),
        lambda db: db.connection().exec_driver_sql("ATTACH 'aside.db' AS aside"),
    ):
        with pytest.raises(OpenForReading):
            reading.record.run(attempt)
    assert seen == []
    reading.record.run(audit.append, "read", "vault", LATER)
    assert seen == ["audit", "audit_state"]


@pytest.mark.release(32)
def test_the_trail_names_the_executor_and_stays_whole(reading: Vault) -> None:
    """What the executor's key opened is entered under that name, and the chain still holds."""
    reading.record.run(audit.append, "read", "vault", LATER)
    newest = reading.record.run(audit.entries, 1)[0]
    assert (newest.actor, newest.act) == (audit.EXECUTOR, "read")
    assert reading.verify().is_sound


def test_a_check_leaves_the_record_for_reading_only(reading: Vault) -> None:
    """The connection that is opened anew behind a check writes no more than the one before."""
    reading.verify()
    with pytest.raises(OpenForReading):
        reading.record.run(toy_store.write, "a note", "words")


def test_keys_cannot_be_changed_with_it(reading: Vault, key: ExecutorKey) -> None:
    """Nobody makes, revokes or replaces a key with an executor's key."""
    for attempt in (
        lambda: executor.make(reading, PASSPHRASE, at=LATER),
        lambda: executor.revoke(reading),
        lambda: reading.change_passphrase(PASSPHRASE, "another lantern over the sea", at=LATER),
        lambda: reading.change_passphrase(key, "another lantern over it", at=LATER),
    ):
        with pytest.raises(OpenForReading):
            attempt()


@pytest.mark.release(32)
def test_a_revoked_key_is_refused(key: ExecutorKey, reopen: Reopen) -> None:
    """After it was revoked the key opens nothing, and passphrase and recovery key still do."""
    vault = reopen()
    executor.revoke(vault)
    assert executor.laid(vault) is None
    vault.close()
    with pytest.raises(WrongExecutorKey):
        reopen(key=key)
    reopen(key=PASSPHRASE)


def test_a_new_key_takes_the_place_of_the_one_before(
    key: ExecutorKey, reopen: Reopen, vault_folder: Path
) -> None:
    """There is at most one executor's key: a renewed one opens the record, the old one does not."""
    vault = reopen()
    before = executor.laid(vault)
    fresh = executor.make(vault, PASSPHRASE, at=LATER)
    now = executor.laid(vault)
    assert before != now
    assert now
    assert now.made_at == LATER
    assert len(vault.with_keys(lambda ring: ring.header.of_type("executor"))) == 1
    vault.close()
    with pytest.raises(WrongExecutorKey):
        reopen(key=key)
    reopen(key=fresh)


def test_making_one_takes_the_passphrase(vault: Vault) -> None:
    """Whoever finds the program unlocked makes no executor's key: the passphrase is asked for."""
    with pytest.raises(WrongPassphrase):
        executor.make(vault, "velvet harbour eight lanterns", at=AT)
    assert executor.laid(vault) is None


def test_it_is_tried_on_the_files(vault: Vault, recovery_key: RecoveryKey) -> None:
    """A trial opens the key files as they stand; another key, or that of recovery, fails it."""
    key = executor.make(vault, PASSPHRASE, at=AT)
    executor.attempt(vault, key)
    for other in (ExecutorKey(bytes(20)), ExecutorKey(recovery_key.secret)):
        with pytest.raises(WrongExecutorKey):
            executor.attempt(vault, other)
    with pytest.raises(WrongRecoveryKey):
        vault.check_key(RecoveryKey(key.secret))


def test_each_part_alone_opens_nothing(vault: Vault) -> None:
    """Two parts open the record together, in either order; one, or one twice, does not."""
    key = executor.make(vault, PASSPHRASE, at=AT)
    one, two = executor.split(vault, key)
    executor.attempt(vault, executor_key.read(str(one), str(two)))
    executor.attempt(vault, executor_key.read(str(two).lower(), str(one)))
    for typed in ([str(one)], [str(two)], [str(one), str(one)]):
        with pytest.raises(WrongExecutorKey):
            executor.attempt(vault, executor_key.read(*typed))


def test_parts_come_together_in_either_order() -> None:
    """For two hundred keys and as many chances, both orders of the parts give the key again."""
    chance = Random(20)
    for _ in range(200):
        key = ExecutorKey(chance.randbytes(20))
        one, two = key.split(chance.randbytes)
        assert one.with_part(two) == two.with_part(one) == key


def test_a_slip_in_a_part_is_found(vault: Vault) -> None:
    """A wrong sign in either part is named by its group before anything is tried."""
    one, two = executor.split(vault, executor.make(vault, PASSPHRASE, at=AT))
    groups = list(two.groups)
    groups[3] = ("0" if groups[3][0] != "0" else "1") + groups[3][1:]
    with pytest.raises(ExecutorKeyMistyped) as caught:
        executor_key.read(str(one), "-".join(groups))
    assert 4 in caught.value.groups


def test_an_older_record_is_brought_up_to_date_first(key: ExecutorKey, reopen: Reopen) -> None:
    """A newer program reads an older record: a copy is changed over, and then only read."""
    newer = {"record": toy_store.schemas(2)["record"]}
    vault = reopen(key=key, schemas=newer)
    assert len(vault.record.run(toy_store.bodies)) == 3
    with pytest.raises(OpenForReading):
        vault.record.run(toy_store.write, "a note", "words")
    vault.close()
    assert len(reopen(schemas=toy_store.schemas(2), at=LATER).private.run(toy_store.bodies)) == 3


def test_a_backup_is_restored_with_it(key: ExecutorKey, reopen: Reopen, tmp_path: Path) -> None:
    """Where only a backup is left, the executor's key unpacks it, and opens the record in it."""
    vault = reopen()
    file = vault.backup(tmp_path / "backups", at=AT)
    vault.close()
    folder = tmp_path / "Found.practice"
    backup.restore(file, folder, key, toy_store.schemas(), at=LATER)
    found = Vault.open(folder, key, toy_store.schemas(), at=LATER)
    assert len(found.record.run(toy_store.bodies)) == 3
    found.close()
