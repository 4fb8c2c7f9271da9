"""A newer copy of an open vault is known by the ends of trails, and nothing of it is touched."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import toy_store
from toy_store import AT

from practicenotes.domain.newer import Kind, Newer
from practicenotes.vault import RecoveryKey, Vault, audit, executor, newer


LATER = AT.replace(microsecond=0) + timedelta(days=3, minutes=2)


@pytest.fixture
def open_it(recovery_key: RecoveryKey) -> Callable[..., Vault]:
    """Give a way to open the vault in a folder."""
    return lambda folder: Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)


@pytest.fixture
def older(vault_folder: Path, tmp_path: Path) -> Path:
    """Give a copy as it stands now, somewhere else."""
    return shutil.copytree(vault_folder, tmp_path / "stick" / "Practice.practice")


def work_in(vault: Vault, *, actor: str = "") -> None:
    """Do one thing more, three days later."""
    vault.record.run(audit.append, "unlock", "vault", LATER, actor)


def worked_in(vault: Vault, *, actor: str = "") -> None:
    """Do one thing more, three days later, and close the vault."""
    work_in(vault, actor=actor)
    vault.close()


def asked(vault: Vault, *places: Path) -> Newer | None:
    """Return what is known, and close the vault."""
    found = newer.find(vault, places)
    vault.close()
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_folder_that_goes_on_is_told_and_left_alone(
    vault_folder: Path, older: Path, open_it: Callable[..., Vault]
) -> None:
    """Beside a backup or beside the vault: where it lies and when it ends, and no byte changes."""
    worked_in(open_it(vault_folder))
    before = contents(vault_folder)
    found = asked(open_it(older), vault_folder.parent)
    assert found == Newer(vault_folder, LATER, Kind.FOLDER)
    assert contents(vault_folder) == before
    assert asked(open_it(vault_folder), older.parent) is None


def test_what_was_only_read_is_no_newer(
    vault_folder: Path, older: Path, open_it: Callable[..., Vault]
) -> None:
    """Entries of an executor count on neither side."""
    worked_in(open_it(vault_folder), actor=audit.EXECUTOR)
    assert asked(open_it(older), vault_folder.parent) is None
    vault = open_it(older)
    for _ in range(3):
        work_in(vault, actor=audit.EXECUTOR)
    vault.close()
    worked_in(open_it(vault_folder))
    assert asked(open_it(older), vault_folder.parent) == Newer(vault_folder, LATER, Kind.FOLDER)


def test_two_that_parted_say_so(
    vault_folder: Path, older: Path, open_it: Callable[..., Vault]
) -> None:
    """The one that was worked in later is the newer, and each has what the other has not."""
    vault = open_it(older)
    vault.record.run(audit.append, "lock", "vault", LATER - timedelta(days=1))
    vault.close()
    worked_in(open_it(vault_folder))
    assert asked(open_it(older), vault_folder.parent) == Newer(
        vault_folder, LATER, Kind.FOLDER, parted=True
    )
    assert asked(open_it(vault_folder), older.parent) is None


def test_a_copy_among_the_files_is_told(
    vault_folder: Path, older: Path, open_it: Callable[..., Vault]
) -> None:
    """What a program that keeps folders in step left is named as a file; a torn one is not."""
    worked_in(open_it(vault_folder))
    copy = shutil.copy(vault_folder / "record-1.db", older / "record-1 (1).db")
    assert asked(open_it(older)) == Newer(copy, LATER, Kind.FILE)
    torn = bytearray(copy.read_bytes())
    torn[4096:] = bytes(len(torn) - 4096)
    copy.write_bytes(torn)
    assert asked(open_it(older)) is None


def test_a_backup_is_told_unless_the_vault_has_all_of_it(
    vault_folder: Path, older: Path, tmp_path: Path, open_it: Callable[..., Vault]
) -> None:
    """The manifest tells how far its trail goes; one made later with nothing new is no newer."""
    vault = open_it(vault_folder)
    vault.backup(tmp_path / "shelf", at=LATER - timedelta(hours=1))
    assert newer.find(vault, [tmp_path / "shelf"]) is None
    work_in(vault)
    made = vault.backup(tmp_path / "shelf", at=LATER)
    assert newer.find(vault, [tmp_path / "shelf"]) is None
    vault.close()
    found = asked(open_it(older), tmp_path / "shelf", tmp_path / "nowhere")
    assert found == Newer(made, LATER, Kind.BACKUP)


@pytest.mark.parametrize("kind", Kind)
def test_the_key_of_an_executor_is_enough(
    vault_folder: Path,
    tmp_path: Path,
    recovery_key: RecoveryKey,
    open_it: Callable[..., Vault],
    kind: Kind,
) -> None:
    """What opens the record alone knows of each of them, also once it has been read."""
    vault = open_it(vault_folder)
    key = executor.make(vault, recovery_key, at=AT)
    vault.close()
    stick = shutil.copytree(vault_folder, tmp_path / "stick" / "Practice.practice")
    vault = open_it(vault_folder)
    work_in(vault)
    made = vault.backup(tmp_path / "shelf", at=LATER)
    vault.close()
    copy = stick / "record-1 (1).db"
    if kind is Kind.FILE:
        shutil.copy(vault_folder / "record-1.db", copy)
    path, place = {
        Kind.FOLDER: (vault_folder, tmp_path),
        Kind.BACKUP: (made, made.parent),
        Kind.FILE: (copy, tmp_path / "nowhere"),
    }[kind]
    only = {"record": toy_store.schemas()["record"]}
    for _ in range(2):
        vault = Vault.open(stick, key, only, at=AT)
        work_in(vault, actor=audit.EXECUTOR)
        assert asked(vault, place) == Newer(path, LATER, kind)


def test_a_stranger_and_a_change_under_way_tell_nothing(
    vault_folder: Path, older: Path, open_it: Callable[..., Vault]
) -> None:
    """Other keys are not believed, and what is half written is not read."""
    worked_in(open_it(vault_folder))
    journal = vault_folder / "record-1.db-journal"
    journal.write_bytes(b"\xd9\xd5" * 300)
    assert asked(open_it(older), vault_folder.parent) is None
    journal.unlink()
    for name in ("keys-a.txt", "keys-b.txt"):
        (vault_folder / name).write_text("something else")
    assert asked(open_it(older), vault_folder.parent) is None
