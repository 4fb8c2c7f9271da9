"""One store does not open: a backup gives back that one, and the other keeps all it has."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from sqlalchemy.orm import Session
from toy_store import AT, CHEAP, PASSPHRASE

import disks
from practicenotes.errors import (
    BackupKeysDiffer,
    BackupNewer,
    BackupUnreadable,
    DiskFull,
    OpenForReading,
    PracticeHandedOver,
    PracticeNotesError,
    StoreDamaged,
    StoreReadOnly,
    VaultBusy,
    WrongPassphrase,
)
from practicenotes.vault import anchor, audit, executor, files, putting_back, replacing, second
from practicenotes.vault.database import PAGE
from practicenotes.vault.files import FolderLock
from practicenotes.vault.header import StoreName
from practicenotes.vault.putting_back import Key, Lost
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.replacing import Secrets
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


OTHER: dict[str, StoreName] = {"record": "private", "private": "record"}
SECOND = "marble orchard under the stairs"
KEPT = {f"note {number}" for number in range(3)}


def first_page(path: Path) -> None:
    """Let a bit of the first page decay."""
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)


WAYS: dict[str, Callable[[Path], object]] = {
    "first page": first_page,
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: -PAGE // 2]),
    "another file": lambda path: path.write_bytes(b"letter " * PAGE),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.fixture
def file(vault: Vault, tmp_path: Path) -> Path:
    """Make a backup, and write one note more into each store; then close the vault."""
    written = vault.backup(tmp_path / "copies", at=AT)
    for store in (vault.record, vault.private):
        store.run(toy_store.write, "later", "after the backup")
    vault.close()
    return written


def nobody(_db: Session) -> None:
    """Stand in nobody's way."""


def put_back(folder: Path, file: Path, key: str | RecoveryKey, **choices: object) -> Lost | None:
    """Put the store back that does not open."""
    given = {"schemas": toy_store.schemas(), "at": AT, "guard": nobody} | choices
    return putting_back.put_back(folder, file, Key(key), **given)


def content(folder: Path) -> dict[str, bytes]:
    """Return what lies in a vault, but for the lock."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != "lock"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def left_alone(
    folder: Path, file: Path, key: object, error: type[Exception], **more: object
) -> None:
    """Hold that nothing is put back, and that not a byte in the folder is another."""
    before = content(folder)
    with pytest.raises(error):
        put_back(folder, file, key, **more)
    assert content(folder) == before


@pytest.mark.release(20)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", OTHER)
def test_the_other_store_keeps_what_was_written_since(
    vault_folder: Path, file: Path, recovery_key: RecoveryKey, name: str, way: str
) -> None:
    """However one file was harmed, it stands as in the backup, the other as it was; both tell."""
    path = vault_folder / f"{name}-1.db"
    WAYS[way](path)
    harmed = path.read_bytes() if path.is_file() else None
    lost = put_back(vault_folder, file, recovery_key)

    assert lost
    assert (lost.store, lost.ends, lost.damage.path) == (name, AT, path)
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as opened:
        titles = {store.name: set(store.run(toy_store.bodies)) for store in opened.stores}
        acts = [store.run(audit.entries)[0].act for store in opened.stores]
        assert opened.verify().is_sound
    assert titles == {name: KEPT, OTHER[name]: KEPT | {"later"}}
    assert acts == [f"put the {name} store back from the backup of 2025-11-18T13:02:44.120Z"] * 2
    aside = vault_folder / "quarantine" / path.name
    assert (aside.read_bytes() if harmed is not None else None) == harmed


def test_a_vault_that_opens_is_left_alone(
    vault_folder: Path, file: Path, recovery_key: RecoveryKey
) -> None:
    """Where both stores open nothing is done; where neither does, nothing either."""
    before = content(vault_folder)
    assert putting_back.look(vault_folder, Key(recovery_key), guard=nobody) is None
    assert put_back(vault_folder, file, recovery_key) is None
    assert content(vault_folder) == before

    for name in OTHER:
        first_page(vault_folder / f"{name}-1.db")
    before = content(vault_folder)
    assert put_back(vault_folder, file, recovery_key) is None
    assert content(vault_folder) == before


def test_a_look_changes_nothing(vault_folder: Path, file: Path, recovery_key: RecoveryKey) -> None:
    """It says which store it is, and how far the other goes."""
    first_page(vault_folder / "private-1.db")
    before = content(vault_folder)
    lost = putting_back.look(vault_folder, Key(recovery_key), guard=nobody)

    assert lost
    assert (lost.store, lost.damage.how, lost.ends) == ("private", "pages", AT)
    assert content(vault_folder) == before


def test_the_passphrase_of_now_counts(vault: Vault, tmp_path: Path) -> None:
    """A passphrase that was changed since the backup opens the vault afterwards, as before."""
    file, new = vault.backup(tmp_path / "copies", at=AT), "another lantern over the water"
    vault.change_passphrase(PASSPHRASE, new, at=AT, cost=CHEAP)
    vault.close()
    first_page(vault.folder / "record-1.db")
    left_alone(vault.folder, file, PASSPHRASE, WrongPassphrase)
    put_back(vault.folder, file, new)

    with closing(Vault.open(vault.folder, new, toy_store.schemas(), at=AT)) as opened:
        assert set(opened.record.run(toy_store.bodies)) == KEPT


def test_a_backup_under_other_keys_gives_nothing(
    vault: Vault, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """One from before all keys were replaced, a damaged one, and what is none."""
    file = vault.backup(tmp_path / "copies", at=AT)
    key, new = RecoveryKey(bytes(range(20))), "another lantern over the water"
    replacing.replace_keys(vault, Secrets(recovery_key, new, key, CHEAP), at=AT)
    good = vault.backup(tmp_path / "later", at=AT)
    vault.close()
    first_page(vault.folder / "private-2.db")
    left_alone(vault.folder, file, key, BackupKeysDiffer)
    data = bytearray(good.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "x.backup").write_bytes(data)
    left_alone(vault.folder, tmp_path / "x.backup", key, BackupUnreadable)
    left_alone(vault.folder, tmp_path / "none.backup", key, BackupUnreadable)

    assert put_back(vault.folder, good, key)


def test_an_older_backup_is_brought_up_to_date_and_a_newer_one_refused(
    vault_folder: Path, file: Path, recovery_key: RecoveryKey
) -> None:
    """What is put back has the tables of this program, or nothing is put back."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(2), at=AT)) as vault:
        newer = vault.backup(file.parent / "newer", at=AT)
    first_page(vault_folder / "private-2.db")
    left_alone(vault_folder, newer, recovery_key, BackupNewer)
    put_back(vault_folder, file, recovery_key, schemas=toy_store.schemas(2))

    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(2), at=AT)) as opened:
        assert set(opened.private.run(toy_store.bodies)) == KEPT
        assert "later" in opened.record.run(toy_store.bodies)


def test_a_store_with_strange_tables_is_not_put_back(
    vault_folder: Path, file: Path, recovery_key: RecoveryKey
) -> None:
    """It would not open, and what lies there stays as it is."""
    first_page(vault_folder / "private-1.db")
    wanted = toy_store.schemas(digest="0" * 64)
    left_alone(vault_folder, file, recovery_key, BackupUnreadable, schemas=wanted)


def test_who_may_not_write_puts_nothing_back(
    vault: Vault, vault_folder: Path, file: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """An executor, somebody who has it open elsewhere, a copy that went away: each is refused."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as opened:
        acting = executor.make(opened, recovery_key, at=AT)
    first_page(vault_folder / "private-1.db")
    left_alone(vault_folder, file, acting, OpenForReading)
    held = FolderLock(vault_folder)
    left_alone(vault_folder, file, recovery_key, VaultBusy)
    held.release()

    def went(_db: Session) -> None:
        raise PracticeHandedOver(AT)

    left_alone(vault_folder, file, recovery_key, PracticeHandedOver, guard=went)


def test_a_folder_that_takes_no_writing_is_told_before_anything(
    vault_folder: Path, file: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """Nothing is begun there."""
    first_page(vault_folder / "private-1.db")
    with disks.small(tmp_path / "disk", "1m") as disk:
        folder = shutil.copytree(vault_folder, disk / "P.practice")
        disks.mount("-o", "remount,ro", disk)
        left_alone(folder, file, recovery_key, StoreReadOnly)


def test_a_full_disk_leaves_the_folder_as_it_was(
    vault_folder: Path, file: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """No half of a copy stays, and with room it goes on."""
    with disks.small(tmp_path / "disk", "1m") as disk:
        folder = shutil.copytree(vault_folder, disk / "P.practice")
        first_page(folder / "private-1.db")
        disks.stuff(disk, 20_000)
        left_alone(folder, file, recovery_key, DiskFull)
        (disk / "ballast").unlink()
        assert put_back(folder, file, recovery_key)


def test_closed_reflections_are_put_back_with_their_own_passphrase(
    vault: Vault, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """Without it the record can be put back all the same, and they are not touched."""
    file = vault.backup(tmp_path / "copies", at=AT)
    second.put(vault, PASSPHRASE, SECOND, at=AT, cost=CHEAP)
    vault.close()
    folder = vault.folder
    first_page(folder / "private-1.db")
    assert put_back(folder, file, PASSPHRASE) is None  # nobody sees that they are damaged
    given = (folder, file, Key(PASSPHRASE, SECOND), toy_store.schemas())
    lost = putting_back.put_back(*given, at=AT, guard=nobody)
    assert lost
    assert lost.store == "private"

    reflections = (folder / "private-2.db").read_bytes()
    first_page(folder / "record-1.db")
    lost = put_back(folder, file, PASSPHRASE)
    assert lost
    assert (lost.store, lost.ends) == ("record", None)
    assert (folder / "private-2.db").read_bytes() == reflections
    with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as opened:
        assert opened.verify().is_sound


# --- what this computer remembers ---------------------------------------------------------------


@pytest.fixture
def seen(vault_folder: Path, file: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Path:
    """Let this computer remember both stores with more than the backup has; return where."""
    folder = tmp_path / "anchors"
    for name in OTHER:
        shutil.copy(vault_folder / f"{name}-1.db", tmp_path)  # as they were before that
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        for store in vault.stores:
            store.run(toy_store.write, "later still", "x")
        anchor.keep(vault, folder, at=AT)
    return folder


@pytest.mark.parametrize("name", OTHER)
def test_what_was_put_back_is_not_asked_about(
    vault_folder: Path,
    file: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    seen: Path,
    name: str,
) -> None:
    """It is older on purpose; the other one is still known as it was."""
    first_page(vault_folder / f"{name}-1.db")
    put_back(vault_folder, file, recovery_key, anchors=seen)

    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as opened:
        assert anchor.look(opened, seen) is None
    shutil.copy(tmp_path / f"{OTHER[name]}-1.db", vault_folder)
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as opened:
        assert anchor.look(opened, seen)


@pytest.mark.parametrize("name", OTHER)
def test_another_store_that_is_older_too_is_asked_about(
    vault_folder: Path,
    file: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    seen: Path,
    name: str,
) -> None:
    """Nobody put that one back: it is as strange as it was."""
    shutil.copy(tmp_path / f"{OTHER[name]}-1.db", vault_folder)
    first_page(vault_folder / f"{name}-1.db")
    put_back(vault_folder, file, recovery_key, anchors=seen)

    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as opened:
        assert anchor.look(opened, seen)


def test_closed_reflections_stay_known_where_the_record_is_put_back(
    vault: Vault, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """Older ones are asked about once they open, though nobody looked at them meanwhile."""
    file, seen = vault.backup(tmp_path / "copies", at=AT), tmp_path / "anchors"
    second.put(vault, PASSPHRASE, SECOND, at=AT, cost=CHEAP)
    before = (vault.folder / "private-1.db").read_bytes()
    for store in (vault.record, vault.private):
        store.run(toy_store.write, "later", "x")
    anchor.keep(vault, seen, at=AT)
    vault.close()
    (vault.folder / "private-1.db").write_bytes(before)
    first_page(vault.folder / "record-1.db")
    assert put_back(vault.folder, file, PASSPHRASE, anchors=seen)

    with closing(Vault.open(vault.folder, PASSPHRASE, toy_store.schemas(), at=AT)) as opened:
        assert anchor.look(opened, seen) is None
        second.reopen(opened, SECOND, toy_store.schemas(), at=AT)
        assert anchor.look(opened, seen)


@pytest.mark.parametrize("name", ["private-2.db", "keys-a.txt", "keys-b.txt"])
def test_cut_off_at_any_step_it_is_whole_or_can_be_done_again(
    vault_folder: Path,
    file: Path,
    recovery_key: RecoveryKey,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """Until a key file names the copy the damaged one counts; then the copy lies there, whole."""
    replace = files.replace

    def cut(part: Path, path: Path) -> None:
        if path.name == name:
            raise KeyboardInterrupt
        replace(part, path)

    first_page(vault_folder / "private-1.db")
    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", cut)
        with pytest.raises(KeyboardInterrupt):
            put_back(vault_folder, file, recovery_key)
    if name != "keys-b.txt":
        with pytest.raises(StoreDamaged):
            Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)
        assert put_back(vault_folder, file, recovery_key)
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as opened:
        assert opened.verify().is_sound
        assert set(opened.private.run(toy_store.bodies)) == KEPT


def test_a_trail_that_takes_nothing_keeps_nobody_out(
    vault_folder: Path, file: Path, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has happened once the header names the copy, whether the other trail can tell of it."""
    run = Store.run

    def refuses(store: Store, operation: Callable[..., object], *given: object) -> object:
        if store.path.name == "record-1.db" and operation is audit.append:
            raise DiskFull(store.path)
        return run(store, operation, *given)

    first_page(vault_folder / "private-1.db")
    monkeypatch.setattr(Store, "run", refuses)
    try:
        assert put_back(vault_folder, file, recovery_key)
    except PracticeNotesError:
        pytest.fail("it was done, and is told as if it were not")
