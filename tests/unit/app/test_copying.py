"""A copy goes to each place that takes one; what a place cannot do is said and stops nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import factory
from practicenotes.app import copying
from practicenotes.domain.copies import Place, Reason, Trouble
from practicenotes.errors import (
    BackupNotVerified,
    DiskFailing,
    DiskFull,
    FolderMissing,
    FolderNotWritable,
    NameTooLong,
    StoreClosed,
    StoreDamaged,
    VaultNewer,
)
from practicenotes.records import backups
from practicenotes.vault import RecoveryKey, Vault, backup, shelf


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Give a folder that was chosen for copies."""
    (tmp_path / "copies").mkdir()
    return Place(str(tmp_path / "copies"), copying.times.utc_now())


def test_a_copy_is_written_and_verified(
    vault: Vault, place: Place, recovery_key: RecoveryKey
) -> None:
    """The place has its time, no trouble, and a backup that opens."""
    done = copying.copy_to(vault, place, Reason.DAILY)
    (found,) = shelf.find(vault, Path(place.path))

    assert done.last == done.tried
    assert (done.trouble, done.away) == (Trouble.NONE, False)
    assert found.reason == "daily"
    assert backup.verify_file(found.path, recovery_key).is_sound


def test_a_copy_that_holds_damage_is_kept_and_said_to(vault: Vault, place: Place) -> None:
    """What is damaged in the practice is found by the copy of the day; the copy counts as one."""
    factory.write_note(
        vault.record, factory.add_session(vault.record, factory.add_client(vault.record))
    )
    factory.meddle(vault.record, "UPDATE note SET summary = 'x'")
    done = copying.copy_to(vault, place, Reason.DAILY)
    vault.record.run(backups.add, place.path, place.since)
    vault.record.run(backups.told, done)

    assert (done.last, done.trouble) == (done.tried, Trouble.UNSOUND)
    assert vault.record.run(backups.standing, place.since).last is not None


@pytest.mark.release(52)
def test_a_copy_that_was_taken_away_is_missed(vault: Vault, place: Place) -> None:
    """The next copy says that the last is gone; a stick may have been changed for another."""
    last = copying.copy_to(vault, place, Reason.DAILY)
    (file,) = Path(place.path).iterdir()
    file.unlink()
    later = replace(last, last=last.since)
    found = [
        copying._lost_its_last(vault, each) for each in (last, place, replace(last, away=True))
    ]

    assert found == [True, False, False]
    assert copying.copy_to(vault, later, Reason.DAILY).trouble is Trouble.GONE
    (kept,) = shelf.find(vault, Path(place.path))
    assert kept.sound
    assert not copying._lost_its_last(vault, last)


def test_a_copy_makes_the_one_before_it_needless(
    vault: Vault, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two copies of one day leave the later one."""
    seconds = iter(range(10))
    now = copying.times.utc_now().replace(hour=12)
    monkeypatch.setattr(copying.times, "utc_now", lambda: now.replace(second=next(seconds)))
    for _ in range(3):
        assert copying.copy_to(vault, place, Reason.AT_QUIT).trouble is Trouble.NONE

    assert len(shelf.find(vault, Path(place.path))) == 1


def test_a_folder_that_is_not_there_is_not_made(vault: Vault, tmp_path: Path) -> None:
    """A stick that is not connected stays away: nothing is written where it would be."""
    gone = Place(str(tmp_path / "stick" / "copies"), copying.times.utc_now())
    done = copying.copy_to(vault, gone, Reason.DAILY)

    assert (done.trouble, done.last) == (Trouble.NOT_REACHED, None)
    assert not (tmp_path / "stick").exists()


def test_the_bare_mount_point_of_a_stick_takes_no_copy(vault: Vault, place: Place) -> None:
    """Where another disk was and now is not, a copy would only seem to have left this one."""
    away = Place(place.path, place.since, place.since, away=True)
    done = copying.copy_to(vault, away, Reason.DAILY)

    assert (done.trouble, done.last) == (Trouble.NOT_REACHED, place.since)
    assert list(Path(place.path).iterdir()) == []


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (DiskFailing(Path("x")), Trouble.NOT_REACHED),
        (DiskFull(Path("x")), Trouble.FULL),
        (FolderMissing(Path("x")), Trouble.NOT_REACHED),
        (FolderNotWritable(Path("x")), Trouble.NOT_WRITABLE),
        (NameTooLong("x"), Trouble.NOT_WRITABLE),
        (BackupNotVerified(Path("x")), Trouble.NOT_VERIFIED),
        (StoreDamaged(Path("x")), Trouble.DAMAGED),
        (OSError(5, "I/O error"), Trouble.NOT_REACHED),
    ],
)
def test_each_trouble_is_said(
    vault: Vault,
    place: Place,
    error: Exception,
    trouble: Trouble,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the place or the practice cannot do is returned, and nothing is raised."""

    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(backup, "write", fail)
    assert copying.copy_to(vault, place, Reason.DAILY).trouble is trouble


@pytest.mark.parametrize("error", [StoreClosed(), VaultNewer(Path("x"))])
def test_anything_else_is_raised(
    vault: Vault, place: Place, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock, or what nobody thought of, is no trouble of a place."""

    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(backup, "write", fail)
    with pytest.raises(type(error)):
        copying.copy_to(vault, place, Reason.DAILY)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no second file system at hand")
def test_another_disk_is_known_as_one(tmp_path: Path) -> None:
    """A folder in memory lies apart from one on the disk, and a folder beside it does not."""
    same = Path("/dev/shm").stat().st_dev == tmp_path.stat().st_dev

    assert copying.lies_apart(Path("/dev/shm"), tmp_path) is not same
    assert not copying.lies_apart(tmp_path, tmp_path)
