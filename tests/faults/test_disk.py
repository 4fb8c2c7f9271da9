"""A full disk and one that cannot be written to: a plain error, and everything is still there."""

import itertools
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from toy_store import AT, PASSPHRASE

import disks
from practicenotes.errors import (
    DiskFailing,
    DiskFull,
    FolderNotWritable,
    OpenedReadOnly,
    StoreLost,
    StoreReadOnly,
)
from practicenotes.vault import executor
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 2 MB."""
    with disks.small(tmp_path / "disk", "2m") as disk:
        yield disk


@pytest.fixture
def read_only(vault_folder: Path) -> Iterator[Path]:
    """Give a vault on a medium that cannot be written to."""
    if not disks.mount("--bind", vault_folder, vault_folder):
        pytest.skip("mounting a folder read-only needs root on Linux")
    assert disks.mount("-o", "remount,ro,bind", vault_folder)
    yield vault_folder
    subprocess.run(["umount", vault_folder], check=True)


def fill(vault: Vault) -> int:
    """Write notes until the disk is full; return how many are safe."""
    for number in itertools.count():
        try:
            vault.record.run(toy_store.write, f"note {number}", toy_store.body_of(number))
        except DiskFull:
            return number
    return 0


@pytest.mark.release(5)
def test_a_full_disk_loses_nothing_and_works_again(
    small_disk: Path, vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """What was saved is there; after space is freed saving goes on, without a restart."""
    folder = shutil.copytree(vault_folder, small_disk / "P.practice")
    disks.stuff(small_disk, 700_000)
    with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        safe = fill(vault)
        assert safe > 3
        assert len(vault.record.run(toy_store.bodies)) == safe
        disks.stuff(small_disk)
        with pytest.raises(DiskFull):
            vault.change_passphrase(PASSPHRASE, "another lantern over the water", at=AT)
        with pytest.raises(DiskFull):
            vault.backup(small_disk, at=AT)
        (small_disk / "ballast").unlink()
        vault.record.run(toy_store.write, f"note {safe}", toy_store.body_of(safe))
        assert vault.verify().is_sound
    with closing(Vault.open(folder, PASSPHRASE, toy_store.schemas(), at=AT)) as vault:
        assert len(vault.record.run(toy_store.bodies)) == safe + 1


@pytest.mark.release(5)
def test_a_full_disk_still_opens(
    small_disk: Path, vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """What was saved can be read when there is no room for a single byte."""
    folder = shutil.copytree(vault_folder, small_disk / "P.practice")
    (folder / "keys-b.txt").unlink()
    disks.stuff(small_disk)
    with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        assert vault.record.run(toy_store.bodies) == {}


@pytest.mark.release(5)
def test_a_vault_is_not_half_made_on_a_full_disk(small_disk: Path) -> None:
    """There is a vault or there is none."""
    disks.stuff(small_disk, 60_000)
    with pytest.raises(DiskFull):
        Vault.create(
            small_disk / "P.practice",
            PASSPHRASE,
            toy_store.schemas(),
            at=AT,
            cost=toy_store.CHEAP,
        )
    assert [path.name for path in small_disk.iterdir()] == ["ballast"]


@pytest.mark.release(9)
def test_a_vault_that_cannot_be_written_to_can_be_read(
    read_only: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """Reading, checking and backing up work; each kind of change is refused in plain words."""
    with closing(Vault.open(read_only, recovery_key, toy_store.schemas(), at=AT)) as vault:
        assert not vault.writable
        assert vault.record.run(toy_store.bodies) == {}
        assert vault.verify().is_sound
        assert vault.backup(tmp_path / "backups", at=AT).exists()
        with pytest.raises(OpenedReadOnly):
            vault.record.run(toy_store.write, "heron", "x")
        with pytest.raises(OpenedReadOnly):
            vault.change_passphrase(PASSPHRASE, "another lantern over the water", at=AT)
    with pytest.raises(StoreReadOnly):
        Vault.open(read_only, recovery_key, toy_store.schemas(2), at=AT)


@pytest.mark.release(9)
def test_a_vault_that_was_opened_read_only_is_written_once_it_is_opened_anew(
    read_only: Path, recovery_key: RecoveryKey
) -> None:
    """Nothing is saved there by itself, and the refusal is one of its own."""
    with closing(Vault.open(read_only, recovery_key, toy_store.schemas(), at=AT)) as vault:
        assert disks.mount("-o", "remount,rw,bind", read_only)
        for _ in range(2):
            with pytest.raises(OpenedReadOnly):
                vault.record.run(toy_store.write, "heron", "x")
    with closing(Vault.open(read_only, recovery_key, toy_store.schemas(), at=AT)) as vault:
        vault.record.run(toy_store.write, "heron", "x")
        assert "heron" in vault.record.run(toy_store.bodies)


def test_an_executor_opens_nothing_where_no_trail_can_be_kept(
    vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """On a medium that takes no entry of the trail, an executor's key opens nothing."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        key = executor.make(vault, PASSPHRASE, at=AT)
    if not disks.mount("--bind", vault_folder, vault_folder):
        pytest.skip("mounting a folder read-only needs root on Linux")
    assert disks.mount("-o", "remount,ro,bind", vault_folder)
    try:
        with pytest.raises(StoreReadOnly):
            Vault.open(vault_folder, key, toy_store.schemas(), at=AT)
    finally:
        subprocess.run(["umount", vault_folder], check=True)


@pytest.mark.release(9)
def test_nothing_is_made_or_backed_up_where_nothing_can_be_written(
    read_only: Path, tmp_path: Path, vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """A new vault and a backup say that the folder does not let them write."""
    with pytest.raises(FolderNotWritable):
        Vault.create(
            read_only / "New.practice",
            PASSPHRASE,
            toy_store.schemas(),
            at=AT,
            cost=toy_store.CHEAP,
        )
    # A vault of its own backs up into the medium; into itself it would be refused for that alone.
    other = shutil.copytree(read_only, tmp_path / "Other.practice")
    with closing(Vault.open(other, recovery_key, toy_store.schemas(), at=AT)) as vault:
        for to in (read_only, read_only / "backups"):
            with pytest.raises(FolderNotWritable):
                vault.backup(to, at=AT)


@pytest.mark.release(5)
def test_a_disk_that_fills_up_at_any_size_loses_nothing(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """Full at a random byte: what was saved is there, and saving goes on once there is room."""
    chance, count = random.Random(5), (100 if harder else 4)
    for number in range(count):
        with disks.small(tmp_path / f"disk {number}", "2m") as disk:
            folder = shutil.copytree(vault_folder, disk / "P.practice")
            disks.stuff(disk, chance.randrange(4_096, 900_000))
            with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
                safe = fill(vault)
                assert len(vault.record.run(toy_store.bodies)) == safe
                (disk / "ballast").unlink()
                vault.record.run(toy_store.write, f"note {safe}", toy_store.body_of(safe))
                assert vault.verify().is_sound
            with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
                found = vault.record.run(toy_store.bodies)
            assert found == {f"note {n}": toy_store.body_of(n) for n in range(safe + 1)}
    tried(f"{count} sizes: 0 lost, each saved again")


@pytest.mark.release(10, 56)
def test_a_stick_that_is_pulled_takes_no_save_in_silence(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """Between two saves the disk goes: the next one is refused, and none is said to be safe."""
    chance, count = random.Random(10), (20 if harder else 2)
    for number in range(count):
        disk = tmp_path / f"stick {number}"
        disk.mkdir()
        if not disks.mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", disk):
            pytest.skip("mounting a small disk needs root on Linux")
        folder = shutil.copytree(vault_folder, disk / "P.practice")
        vault = Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)
        safe = chance.randrange(5)
        for each in range(safe):
            vault.record.run(toy_store.write, f"note {each}", toy_store.body_of(each))
        subprocess.run(["umount", "-l", disk], check=True)
        with pytest.raises((StoreLost, StoreReadOnly, DiskFailing)):
            vault.record.run(toy_store.write, "pulled", toy_store.body_of(safe))
        vault.close()
    tried(f"{count} sticks pulled: {count} saves refused")
