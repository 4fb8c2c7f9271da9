"""One of the two key files cannot be written: what was done is done, or it was not begun."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import toy_store
from sqlalchemy.orm import Session
from toy_store import AT, CHEAP, PASSPHRASE

from practicenotes.errors import DiskFailing, DiskFull, FolderNotWritable, WrongPassphrase
from practicenotes.vault import (
    executor,
    files,
    header,
    mending,
    putting_back,
    rebuilding,
    renewing,
    second,
)
from practicenotes.vault.header import COPIES, STORES
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.putting_back import Key
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


Reopen = Callable[..., Vault]

FRESH = "another lantern over the water"
NEW_KEY = RecoveryKey(bytes(range(20)))
REFUSALS = {
    "full": (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), DiskFull),
    "ailing": (OSError(errno.EIO, os.strerror(errno.EIO)), DiskFailing),
    "held open": (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), FolderNotWritable),
    "without memory": (MemoryError(), MemoryError),
}


@pytest.fixture
def file(vault: Vault, tmp_path: Path) -> Path:
    """Make a backup."""
    return vault.backup(tmp_path / "copies", at=AT)


@contextmanager
def refusing(copy: str, why: BaseException, *, moved: bool = False) -> Iterator[None]:
    """Let a key file not get its new bytes; or get them, and the disk balk behind that."""
    replace = files.replace

    def refuse(part: Path, path: Path) -> None:
        if path.name != copy or moved:
            replace(part, path)
        if path.name == copy:
            raise why

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(files, "replace", refuse)
        yield


def content(folder: Path) -> dict[str, bytes]:
    """Return what lies in a vault, but for what stands beside it while it is open."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != "lock"]
    kept = [path for path in found if not path.name.endswith("-journal")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept}


def change_passphrase(vault: Vault) -> object:
    """Let another passphrase open the vault; return it."""
    vault.change_passphrase(PASSPHRASE, FRESH, at=AT, cost=CHEAP)
    return FRESH


def renew(vault: Vault) -> object:
    """Let another recovery key open the vault; return it."""
    renewing.replace_recovery_key(vault, PASSPHRASE, NEW_KEY, at=AT)
    return NEW_KEY


def put_second(vault: Vault) -> object:
    """Put a second passphrase before the reflections; the first one goes on opening the record."""
    second.put(vault, PASSPHRASE, FRESH, at=AT, cost=CHEAP)
    return PASSPHRASE


def make_executor_key(vault: Vault) -> object:
    """Let an executor's key open the record; return it."""
    return executor.make(vault, PASSPHRASE, at=AT)


ACTS = {
    "passphrase": change_passphrase,
    "recovery key": renew,
    "second passphrase": put_second,
    "executor's key": make_executor_key,
}


@pytest.mark.parametrize("why", REFUSALS)
@pytest.mark.parametrize("act", ACTS)
def test_a_secret_counts_once_the_first_key_file_knows_it(
    vault: Vault, vault_folder: Path, reopen: Reopen, act: str, why: str
) -> None:
    """It is told as done, and the second file is mended at the next opening."""
    error, _ = REFUSALS[why]
    with refusing("keys-b.txt", error):
        key = ACTS[act](vault)
    vault.record.run(toy_store.write, "gone on", "x")
    in_use = vault.with_keys(lambda ring: ring.header)
    vault.close()

    assert header.read(vault_folder).header == in_use
    opened = reopen(key=key)
    assert "gone on" in opened.record.run(toy_store.bodies)
    if act != "executor's key":  # which changes nothing in the folder
        assert opened.mended == ("keys-b.txt",)


@pytest.mark.parametrize("why", REFUSALS)
@pytest.mark.parametrize("act", ACTS)
def test_a_secret_that_no_key_file_knows_was_not_changed(
    vault: Vault, vault_folder: Path, reopen: Reopen, act: str, why: str
) -> None:
    """It is told, the key files are what they were, and the old secret goes on."""
    before = {copy: (vault_folder / copy).read_bytes() for copy in COPIES}
    error, told = REFUSALS[why]
    with refusing("keys-a.txt", error), pytest.raises(told):
        ACTS[act](vault)
    vault.record.run(toy_store.write, "gone on", "x")
    vault.close()

    assert {copy: (vault_folder / copy).read_bytes() for copy in COPIES} == before
    opened = reopen(key=PASSPHRASE)
    assert opened.mended == ()
    assert "gone on" in opened.record.run(toy_store.bodies)


def test_a_first_key_file_that_has_its_bytes_counts_though_the_disk_balks(
    vault: Vault, reopen: Reopen
) -> None:
    """Its name was given, and only then something went wrong: what is read there is what counts."""
    error, _ = REFUSALS["ailing"]
    with refusing("keys-a.txt", error, moved=True):
        change_passphrase(vault)
    vault.close()

    with pytest.raises(WrongPassphrase):
        reopen(key=PASSPHRASE)
    assert reopen(key=FRESH).mended == ()


def test_the_next_change_writes_both_key_files(
    vault: Vault, vault_folder: Path, reopen: Reopen
) -> None:
    """A copy that was left behind catches up with the next change, if that comes first."""
    with refusing("keys-b.txt", REFUSALS["full"][0]):
        change_passphrase(vault)
    renewing.replace_recovery_key(vault, FRESH, NEW_KEY, at=AT)
    vault.close()

    one, other = ((vault_folder / copy).read_bytes() for copy in COPIES)
    assert one == other
    assert reopen(key=NEW_KEY).mended == ()


# --- stores that take another file --------------------------------------------------------------


def meddle(vault: Vault) -> None:
    """Change a note as someone would who does not hold the key of the marks."""
    statement = "UPDATE note SET body = 'x' WHERE title = 'note 1'"
    vault.record.on_connection(lambda c: c.exec_driver_sql(statement))


def mend(vault: Vault, file: Path) -> object:
    """Mend what was meddled with, without a word of it in the trail."""
    quiet = dict.fromkeys(STORES, lambda _db, _things, _made: None)
    return mending.mend(vault, file, toy_store.schemas(), quiet)


@pytest.mark.parametrize("why", REFUSALS)
def test_a_mended_store_is_the_one_that_is_written_in(
    vault: Vault, file: Path, reopen: Reopen, why: str
) -> None:
    """What is saved after the repair is there at the next opening, in the file that counts."""
    meddle(vault)
    error, _ = REFUSALS[why]
    with refusing("keys-b.txt", error):
        assert mend(vault, file)
    vault.record.run(toy_store.write, "gone on", "x")
    assert vault.record.path.name == "record-2.db"
    vault.close()

    opened = reopen()
    assert "gone on" in opened.record.run(toy_store.bodies)
    assert opened.mended == ("keys-b.txt",)
    assert opened.verify().is_sound


@pytest.mark.parametrize("why", REFUSALS)
def test_a_store_that_could_not_be_mended_is_written_in_as_it_is(
    vault: Vault, file: Path, vault_folder: Path, reopen: Reopen, why: str
) -> None:
    """Not a byte of the copy stays, and what is saved afterwards is there at the next opening."""
    meddle(vault)
    before = content(vault_folder)
    error, told = REFUSALS[why]
    with refusing("keys-a.txt", error), pytest.raises(told):
        mend(vault, file)
    assert content(vault_folder) == before
    vault.record.run(toy_store.write, "gone on", "x")
    vault.close()

    opened = reopen()
    assert "gone on" in opened.record.run(toy_store.bodies)
    assert mend(opened, file)


def test_a_copy_that_a_key_file_may_name_stays(
    vault: Vault, file: Path, vault_folder: Path, reopen: Reopen
) -> None:
    """While the other key file says something else, nobody can tell that it is of no use."""
    meddle(vault)
    (vault_folder / "keys-b.txt").write_bytes(b"a damaged one")
    error, told = REFUSALS["full"]
    with refusing("keys-a.txt", error), pytest.raises(told):
        mend(vault, file)
    assert (vault_folder / "record-2.db").exists()
    vault.close()
    reopen()
    assert (vault_folder / "quarantine" / "record-2.db").exists()


def nobody(_db: Session) -> None:
    """Stand in nobody's way."""


@pytest.mark.parametrize("why", REFUSALS)
@pytest.mark.parametrize("copy", COPIES)
def test_a_store_is_put_back_or_the_folder_is_as_it_was(
    vault: Vault, file: Path, vault_folder: Path, recovery_key: RecoveryKey, copy: str, why: str
) -> None:
    """With the second key file refused it is done, and said so; with the first one it is not."""
    vault.close()
    path = vault_folder / "private-1.db"
    path.write_bytes(b"")
    before = content(vault_folder)

    def put_back() -> object:
        given = (vault_folder, file, Key(recovery_key), toy_store.schemas())
        return putting_back.put_back(*given, at=AT, guard=nobody)

    error, told = REFUSALS[why]
    with refusing(copy, error):
        if copy == "keys-a.txt":
            with pytest.raises(told):
                put_back()
            assert content(vault_folder) == before
        else:
            assert put_back()
    if copy == "keys-a.txt":
        assert put_back()
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as opened:
        assert opened.verify().is_sound
        assert len(opened.private.run(toy_store.bodies)) == 3


@pytest.mark.parametrize("why", REFUSALS)
@pytest.mark.parametrize("copy", COPIES)
def test_lost_key_files_come_back_or_are_still_lost(
    vault: Vault, file: Path, vault_folder: Path, recovery_key: RecoveryKey, copy: str, why: str
) -> None:
    """One of them is enough; none of them is told as what the disk refused."""
    vault.close()
    for each in COPIES:
        (vault_folder / each).unlink()
    error, told = REFUSALS[why]
    with refusing(copy, error):
        if copy == "keys-a.txt":
            with pytest.raises(told):
                rebuilding.rebuild(vault_folder, file, recovery_key)
        else:
            assert rebuilding.rebuild(vault_folder, file, recovery_key)
    assert rebuilding.rebuild(vault_folder, file, recovery_key) is (copy == "keys-a.txt")
    assert Keyring.unlock(vault_folder, recovery_key, os.urandom)


@pytest.mark.parametrize("why", ["full", "ailing", "held open"])
@pytest.mark.parametrize("copy", COPIES)
def test_an_older_practice_is_brought_up_to_date_or_is_as_it_was(
    reopen: Reopen, vault_folder: Path, copy: str, why: str
) -> None:
    """Each try on a full disk would else leave a copy of both stores behind."""
    error, told = REFUSALS[why]
    before = content(vault_folder)
    with refusing(copy, error):
        if copy == "keys-a.txt":
            with pytest.raises(told):
                reopen(schemas=toy_store.schemas(2))
            assert content(vault_folder) == before
            return
        opened = reopen(schemas=toy_store.schemas(2))
        opened.record.run(toy_store.write, "gone on", "x")
        opened.close()
    assert "gone on" in reopen(schemas=toy_store.schemas(2)).record.run(toy_store.bodies)
