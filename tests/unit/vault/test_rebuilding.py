"""Keys that are lost twice come back out of a backup, and every note is as it was."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import toy_store
from toy_store import AT, CHEAP, PASSPHRASE

from practicenotes import messages
from practicenotes.errors import (
    BackupUnreadable,
    HeaderDamaged,
    KeysUnfit,
    VaultBusy,
    VaultMissing,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.vault import rebuilding, replacing
from practicenotes.vault.header import COPIES
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.replacing import Secrets
from practicenotes.vault.vault import Vault


Spoil = Callable[[Path], object]
WAYS: dict[str, Spoil] = {
    "deleted": Path.unlink,
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "emptied": lambda path: path.write_bytes(b""),
}


@pytest.fixture
def file(vault: Vault, tmp_path: Path) -> Path:
    """Make a backup, and write one note more; then close the vault."""
    written = vault.backup(tmp_path / "copies", at=AT)
    vault.record.run(toy_store.write, "after the backup", "x")
    vault.close()
    return written


def lose(folder: Path, way: str = "deleted") -> None:
    """Spoil both key files."""
    for name in COPIES:
        WAYS[way](folder / name)


def titles(folder: Path, key: str | RecoveryKey) -> set[str]:
    """Open a vault, hold that it is sound, and return the titles of its notes."""
    with closing(Vault.open(folder, key, toy_store.schemas(), at=AT)) as vault:
        assert vault.verify().is_sound
        return set(vault.record.run(toy_store.bodies))


def files_in(folder: Path) -> dict[str, bytes]:
    """Return what lies in a vault, but for the lock."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}


@pytest.mark.release(25)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("by", ["passphrase", "sheet"])
@pytest.mark.release(25)
def test_both_lost_key_files_come_back(
    vault_folder: Path, file: Path, recovery_key: RecoveryKey, way: str, by: str
) -> None:
    """However they were lost, passphrase or sheet brings them back, and no note is missing."""
    key = PASSPHRASE if by == "passphrase" else recovery_key
    lose(vault_folder, way)
    with pytest.raises(HeaderDamaged):
        Vault.open(vault_folder, key, toy_store.schemas(), at=AT)
    rebuilding.rebuild(vault_folder, file, key)

    assert "after the backup" in titles(vault_folder, key)
    assert (vault_folder / COPIES[0]).read_bytes() == (vault_folder / COPIES[1]).read_bytes()


@pytest.mark.release(25)
@pytest.mark.parametrize("name", COPIES)
def test_one_older_key_file_gives_way(
    vault: Vault, vault_folder: Path, recovery_key: RecoveryKey, name: str
) -> None:
    """The later one counts, on whichever side it lies, and takes the place of the older."""
    before = (vault_folder / name).read_bytes()
    vault.change_passphrase(PASSPHRASE, "another lantern over the water", at=AT)
    vault.close()
    (vault_folder / name).write_bytes(before)
    with pytest.raises(WrongPassphrase):
        Vault.open(vault_folder, PASSPHRASE, toy_store.schemas(), at=AT)

    assert len(titles(vault_folder, recovery_key)) == 3
    assert (vault_folder / COPIES[0]).read_bytes() == (vault_folder / COPIES[1]).read_bytes()
    assert (vault_folder / name).read_bytes() != before


@pytest.mark.release(25)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", COPIES)
@pytest.mark.release(25)
def test_one_lost_key_file_needs_no_backup(
    vault_folder: Path, recovery_key: RecoveryKey, way: str, name: str
) -> None:
    """The other opens the vault, and the lost one is written anew."""
    WAYS[way](vault_folder / name)

    assert len(titles(vault_folder, recovery_key)) == 3
    assert (vault_folder / COPIES[0]).read_bytes() == (vault_folder / COPIES[1]).read_bytes()


def test_a_vault_that_has_its_keys_is_left_alone(
    vault_folder: Path, file: Path, recovery_key: RecoveryKey
) -> None:
    """One whole key file is enough: an older set of slots never takes its place."""
    (vault_folder / COPIES[0]).unlink()
    before = files_in(vault_folder)

    assert not rebuilding.rebuild(vault_folder, file, recovery_key)
    assert files_in(vault_folder) == before


def test_stores_that_have_other_names_by_now_are_found(
    vault_folder: Path, file: Path, recovery_key: RecoveryKey
) -> None:
    """A backup of before a change of the tables knows other names; its keys fit all the same."""
    changed = toy_store.schemas(version=2)
    Vault.open(vault_folder, recovery_key, changed, at=AT + timedelta(days=1)).close()
    lose(vault_folder)
    rebuilding.rebuild(vault_folder, file, recovery_key)
    with closing(Vault.open(vault_folder, recovery_key, changed, at=AT)) as vault:
        assert "after the backup" in vault.record.run(toy_store.bodies)

    assert (vault_folder / "record-2.db").exists()


@pytest.mark.release(25)
def test_keys_of_before_a_replacement_are_refused(
    reopen: Callable[..., Vault], vault_folder: Path, file: Path, recovery_key: RecoveryKey
) -> None:
    """They open nothing here, and nothing is written."""
    fresh = Secrets(PASSPHRASE, "another lantern over the water", RecoveryKey(bytes(20)), CHEAP)
    vault = reopen()
    replacing.replace_keys(vault, fresh, at=AT)
    vault.close()
    lose(vault_folder)
    before = files_in(vault_folder)
    with pytest.raises(KeysUnfit):
        rebuilding.rebuild(vault_folder, file, recovery_key)

    assert files_in(vault_folder) == before


@pytest.mark.parametrize("way", ["deleted", "zeroed"])
@pytest.mark.parametrize("store", ["record-1.db", "private-1.db"])
def test_keys_are_not_laid_where_a_store_is_lost_too(
    vault_folder: Path, file: Path, recovery_key: RecoveryKey, store: str, way: str
) -> None:
    """The refusal names that reason as well, and what is left is not touched."""
    lose(vault_folder)
    WAYS[way](vault_folder / store)
    before = files_in(vault_folder)
    with pytest.raises(KeysUnfit) as unfit:
        rebuilding.rebuild(vault_folder, file, recovery_key)

    assert "or a file there is damaged" in messages.sentence(unfit.value)
    assert files_in(vault_folder) == before


def test_what_does_not_open_the_backup_writes_nothing(vault_folder: Path, file: Path) -> None:
    """A wrong passphrase, a wrong sheet and a file that is no backup leave all as it is."""
    lose(vault_folder)
    before = files_in(vault_folder)
    strange = file.with_name("strange.backup")
    strange.write_bytes(b"not a backup")
    for source, key, refusal in (
        (file, "not the passphrase at all", WrongPassphrase),
        (file, RecoveryKey(bytes(20)), WrongRecoveryKey),
        (strange, PASSPHRASE, BackupUnreadable),
    ):
        with pytest.raises(refusal):
            rebuilding.rebuild(vault_folder, source, key)

    assert files_in(vault_folder) == before


def test_a_practice_in_use_is_not_touched(
    vault: Vault, vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """While another program holds the folder, its keys are not written behind its back."""
    written = vault.backup(tmp_path / "copies", at=AT)
    lose(vault_folder)
    with pytest.raises(VaultBusy):
        rebuilding.rebuild(vault_folder, written, recovery_key)


def test_a_folder_that_is_no_vault_is_told_of(file: Path, tmp_path: Path) -> None:
    """Keys are not laid where there is nothing that they could open."""
    with pytest.raises(VaultMissing):
        rebuilding.rebuild(tmp_path, file, PASSPHRASE)
