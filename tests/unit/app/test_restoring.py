"""From a backup to an open practice: whole in a new folder, or nothing at all."""

import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import disks
from practicenotes.app import restoring
from practicenotes.app.watching import Watch
from practicenotes.domain.people import NewClient
from practicenotes.errors import (
    DiskFull,
    FolderInUse,
    FolderSynchronised,
    MemoryShort,
    RecoveryKeyMistyped,
)
from practicenotes.records import clients
from practicenotes.ui.restore.asked import Asked
from practicenotes.vault import RecoveryKey, Vault, anchor
from practicenotes.vault.audit import entries


MADE = datetime(2025, 11, 18, 16, 2, tzinfo=UTC)


@pytest.fixture
def file(vault: Vault, tmp_path: Path) -> Path:
    """Make a backup of a practice."""
    return vault.backup(tmp_path / "stick", at=MADE)


def test_an_older_practice_is_the_one_in_use_once_it_was_restored(
    vault: Vault, file: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """This computer knows a later one, and does not ask again what was just asked for."""
    vault.record.run(clients.add, NewClient("Wren"), MADE)
    anchor.keep(vault, tmp_path / "anchors", at=MADE)
    vault.close()
    asked = Asked(file, tmp_path / "Main.practice", str(recovery_key), by_recovery=True)
    opened = restoring.restore(tmp_path / "anchors", asked)

    acts = [entry.act for entry in opened.record.run(entries)]
    older = anchor.look(opened, tmp_path / "anchors")
    opened.close()
    assert acts[0] == "restore the backup of 2025-11-18T16:02:00.000Z"
    assert "open an older copy" in acts
    assert older is None


def test_a_disk_that_is_full_behind_the_restore_leaves_it_open_for_whoever_asked(
    vault: Vault,
    file: Path,
    tmp_path: Path,
    recovery_key: RecoveryKey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was made and is given out; that it is older is asked about, as with any older copy."""
    vault.record.run(clients.add, NewClient("Wren"), MADE)
    anchor.keep(vault, tmp_path / "anchors", at=MADE)
    vault.close()
    asked = Asked(file, tmp_path / "Main.practice", str(recovery_key), by_recovery=True)

    def full(*_: object) -> None:
        raise DiskFull(None)

    monkeypatch.setattr(Watch, "agree", full)
    with closing(restoring.restore(tmp_path / "anchors", asked)) as opened:
        assert anchor.look(opened, tmp_path / "anchors")


def test_a_practice_that_finds_no_memory_to_be_looked_at_is_restored_all_the_same(
    vault: Vault,
    file: Path,
    tmp_path: Path,
    recovery_key: RecoveryKey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is open, and whether it is older is asked at the next key."""
    vault.record.run(clients.add, NewClient("Wren"), MADE)
    anchor.keep(vault, tmp_path / "anchors", at=MADE)
    vault.close()

    def fail(*_: object, **__: object) -> None:
        raise MemoryShort

    asked = Asked(file, tmp_path / "Main.practice", str(recovery_key), by_recovery=True)
    with monkeypatch.context() as short:
        short.setattr(anchor.audit, "end", fail)
        opened = restoring.restore(tmp_path / "anchors", asked)
    older = anchor.look(opened, tmp_path / "anchors")
    opened.close()
    assert older is not None


def test_a_full_disk_leaves_nothing(
    vault: Vault, file: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """It is told, and the disk holds what it held before."""
    vault.close()
    with disks.small(tmp_path / "disk", "1m") as disk:
        disks.stuff(disk, 200_000)
        asked = Asked(file, disk / "Main.practice", str(recovery_key), by_recovery=True)
        with pytest.raises(DiskFull):
            restoring.restore(tmp_path / "anchors", asked)
        assert [path.name for path in disk.iterdir()] == ["ballast"]


def test_what_is_refused_makes_nothing(vault: Vault, file: Path, tmp_path: Path) -> None:
    """Over something, into a synchronised folder, with half a key: the folders stay as they are."""
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine")
    key, before = "AAAA", sorted(tmp_path.rglob("*"))
    for folder, typed, expected in (
        (taken, "", FolderInUse),
        (tmp_path / "Dropbox" / "Main.practice", "", FolderSynchronised),
        (tmp_path / "Main.practice", key, RecoveryKeyMistyped),
    ):
        with pytest.raises(expected):
            restoring.restore(
                tmp_path / "anchors", Asked(file, folder, typed, by_recovery=bool(typed))
            )
    assert sorted(tmp_path.rglob("*")) == before


def test_a_new_practice_is_never_offered_inside_another(vault_folder: Path, tmp_path: Path) -> None:
    """Beside it, in a folder that is free."""
    care = restoring.care(vault_folder, tmp_path / "anchors")

    assert care.folder == vault_folder.with_name("Main.practice")
    shutil.copytree(vault_folder, care.folder)
    assert care.free(vault_folder) == vault_folder.with_name("Main 2.practice")
