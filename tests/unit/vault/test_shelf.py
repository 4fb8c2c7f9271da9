"""What lies in a folder of backups is told by marks, and only what is needless goes."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import toy_store
from toy_store import AT, PASSPHRASE

from practicenotes.domain.copies import Reason
from practicenotes.errors import BackupKeysDiffer, FolderInside, StoreClosed
from practicenotes.vault import archive, database, shelf, verify
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder for backups that does not exist yet."""
    return tmp_path / "backups"


def test_a_folder_tells_of_its_backups_newest_first(vault: Vault, place: Path) -> None:
    """Each is told with its time, why it was made, and how much it holds."""
    first = vault.backup(place, at=AT)
    vault.record.run(toy_store.write, "later", "x")
    second = vault.backup(place, at=AT + timedelta(days=1), reason=Reason.DAILY.value)
    found = shelf.find(vault, place)

    assert [each.path for each in found] == [second, first]
    assert [each.reason for each in found] == ["daily", "asked"]
    assert [each.rows["record"]["note"] for each in found] == [4, 3]
    assert all(each.known and each.sound for each in found)


def test_other_files_and_other_practices_are_not_told_of(vault: Vault, place: Path) -> None:
    """A photograph, a part of a backup and the backup of another practice are left alone."""
    vault.backup(place, at=AT)
    for name in ("holiday.jpg", "PracticeNotes_00000000_20251118T130244Z.backup", "x.part"):
        (place / name).write_bytes(b"x")

    assert len(shelf.find(vault, place)) == 1
    assert shelf.find(vault, place / "nowhere") == ()


def test_a_backup_with_another_mark_is_listed_and_not_believed(vault: Vault, place: Path) -> None:
    """What only looks like a backup of ours has a time and a name, and no counts."""
    file = vault.backup(place, at=AT)
    file.write_bytes(b"not a backup at all")
    (found,) = shelf.find(vault, place)

    assert not found.known
    assert found.rows == {}


@pytest.mark.release(52)
def test_an_older_backup_under_a_newer_name_is_told_with_its_own_day(
    vault: Vault, place: Path
) -> None:
    """Whoever keeps the folder can put an old one in the place of the last, and not unnoticed."""
    old = vault.backup(place, at=AT)
    last = vault.backup(place, at=AT + timedelta(days=1))
    assert shelf.reaches(vault, place, AT + timedelta(days=1, milliseconds=400))
    old.replace(last)

    assert [each.at for each in shelf.find(vault, place)] == [AT.replace(microsecond=0)]
    assert not shelf.reaches(vault, place, AT + timedelta(days=1))


def test_a_new_passphrase_keeps_old_backups_known(vault: Vault, place: Path) -> None:
    """The marks come from keys that a change of passphrase leaves as they were."""
    vault.backup(place, at=AT)
    vault.change_passphrase(PASSPHRASE, "another lantern over the water", at=AT)

    assert shelf.find(vault, place)[0].known


def test_of_one_day_the_latest_stays(vault: Vault, place: Path) -> None:
    """Three backups of a day become one, and it is the one just written."""
    files = [vault.backup(place, at=AT + timedelta(minutes=n)) for n in range(3)]

    assert set(shelf.tidy(vault, files[2])) == set(files[:2])
    assert [path.name for path in place.iterdir()] == [files[2].name]


def test_what_cannot_be_believed_stays(vault: Vault, place: Path) -> None:
    """A backup that these keys did not mark is nobody's to remove, and neither is a newer one."""
    strange = vault.backup(place, at=AT)
    archive_bytes = strange.read_bytes()
    strange.write_bytes(archive_bytes.replace(b'"asked"', b'"bored"'))
    newer = vault.backup(place, at=AT + timedelta(minutes=9))
    written = vault.backup(place, at=AT + timedelta(minutes=5))

    assert shelf.tidy(vault, written) == ()
    assert {*place.iterdir()} == {strange, newer, written}


def test_a_copy_of_an_older_practice_removes_nothing_of_a_later_one(
    vault: Vault, place: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """A practice that was restored for a trial leaves the copies of the one in use alone."""
    old = vault.backup(tmp_path / "elsewhere", at=AT)
    vault.record.run(toy_store.write, "later", "x")
    ours = vault.backup(place, at=AT + timedelta(minutes=1))
    shelf.restore(vault, old, tmp_path / "Trial.practice", toy_store.schemas(), at=AT)
    trial = Vault.open(tmp_path / "Trial.practice", recovery_key, toy_store.schemas(), at=AT)
    theirs = trial.backup(place, at=AT + timedelta(minutes=2))

    assert shelf.tidy(trial, theirs) == ()
    assert ours.exists()
    trial.close()


def test_a_backup_is_restored_with_the_keys_at_hand(
    vault: Vault, place: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """From inside the open practice no secret is asked for, and what it holds is told."""
    file = vault.backup(place, at=AT)
    target = tmp_path / "R.practice"
    report = shelf.restore(vault, file, target, toy_store.schemas(), at=AT)
    with closing(Vault.open(target, recovery_key, toy_store.schemas(), at=AT)) as opened:
        assert shelf.rows(opened) == shelf.rows(vault)

    assert report.is_sound
    assert {each.store: each.rows for each in report.stores} == shelf.rows(vault)


def test_the_keys_at_hand_open_no_backup_of_another_practice(
    vault: Vault, place: Path, tmp_path: Path
) -> None:
    """A backup that other keys made is not believed, whatever its name says."""
    other, _ = Vault.create(
        tmp_path / "Other.practice", PASSPHRASE, toy_store.schemas(), at=AT, cost=toy_store.CHEAP
    )
    file = other.backup(place, at=AT)
    other.close()
    with pytest.raises(BackupKeysDiffer):
        shelf.restore(vault, file, tmp_path / "R.practice", toy_store.schemas(), at=AT)

    assert not (tmp_path / "R.practice").exists()


def test_a_damaged_practice_removes_nothing(
    vault: Vault, reopen: Callable[..., Vault], place: Path
) -> None:
    """While one row is damaged every earlier backup may be the one that is needed."""
    older = vault.backup(place, at=AT)
    key, path = vault.record._key, vault.record.path
    vault.close()
    connection = database.open_file(path, key)
    connection.execute("UPDATE note SET body = 'never said' WHERE row = 2")
    connection.close()
    again = reopen()
    written = again.backup(place, at=AT + timedelta(minutes=5))

    assert shelf.tidy(again, written) == ()
    assert older.exists()


def test_a_sound_backup_is_not_given_for_a_damaged_one(
    vault: Vault, reopen: Callable[..., Vault], place: Path
) -> None:
    """Of one day the whole backup stays, though a later one was made of the damaged practice."""
    whole = vault.backup(place, at=AT)
    key, path = vault.record._key, vault.record.path
    body = vault.record.run(toy_store.bodies)["note 1"]
    vault.close()
    connection = database.open_file(path, key)
    connection.execute("UPDATE note SET body = 'never said' WHERE row = 2")
    connection.close()
    harmed = reopen()
    damaged = harmed.backup(place, at=AT + timedelta(minutes=5))
    harmed.close()
    connection = database.open_file(path, key)
    connection.execute("UPDATE note SET body = ? WHERE row = 2", (body,))
    connection.close()
    mended = reopen()
    written = mended.backup(place, at=AT + timedelta(days=1))

    assert shelf.tidy(mended, written) == ()
    assert {*place.iterdir()} == {whole, damaged, written}


def test_of_two_computers_neither_removes_what_the_other_kept(
    vault: Vault, place: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """Copies of a practice that went another way stay, though they hold no more than the newest."""
    schemas = toy_store.schemas()
    start = vault.backup(tmp_path / "elsewhere", at=AT)
    shelf.restore(vault, start, tmp_path / "Other.practice", schemas, at=AT)
    with closing(Vault.open(tmp_path / "Other.practice", recovery_key, schemas, at=AT)) as other:
        other.record.run(toy_store.write, "theirs", "x")
        theirs = other.backup(place, at=AT + timedelta(minutes=1))
    for number in range(3):
        vault.record.run(toy_store.write, f"ours {number}", "x")
    earlier = vault.backup(place, at=AT + timedelta(minutes=2))
    written = vault.backup(place, at=AT + timedelta(minutes=3))

    assert shelf.tidy(vault, written) == (earlier,)
    assert theirs.exists()


def test_only_the_manifest_is_read_to_tell_of_a_backup(vault: Vault, place: Path) -> None:
    """A list of many large backups is there at once: their stores are not read for it."""
    file = vault.backup(place, at=AT)
    with archive.opened(file) as packed:
        whole = packed.read(archive.MANIFEST)

    assert archive.manifest(file) == whole
    data = bytearray(file.read_bytes())
    data[5000] ^= 1  # inside a store
    file.write_bytes(data)
    assert shelf.find(vault, place)[0].known


def test_a_lock_ends_a_backup_under_way(vault: Vault, place: Path) -> None:
    """A backup that hears of the lock ends with nothing behind it, and the lock need not wait."""

    def lock(share: float) -> None:
        if share > 1 / 2:  # both stores are copied
            vault.close()

    with pytest.raises(StoreClosed):
        vault.backup(place, at=AT, progress=lock)
    assert not place.exists()
    with pytest.raises(StoreClosed):
        shelf.find(vault, place)


def test_what_waits_for_a_store_ends_a_backup(vault: Vault, place: Path) -> None:
    """While a store is copied a backup can be left off; the next one is made as ever."""
    with pytest.raises(StoreClosed):
        vault.backup(place, at=AT, progress=lambda _share: vault.leave_off())

    assert not place.exists()
    assert vault.backup(place, at=AT).exists()


def test_a_copy_of_a_store_can_be_cut_short(vault: Vault, tmp_path: Path) -> None:
    """The library asks while it copies, and the store goes on afterwards."""
    for number in range(50):
        vault.record.run(toy_store.write, f"more {number}", "x" * 5000)
    with pytest.raises(StoreClosed):
        vault.record.copy_into(tmp_path / "copy.db", lambda: True)

    assert vault.record.run(toy_store.bodies)["more 49"]


def test_a_check_can_be_cut_short(vault: Vault) -> None:
    """A check of a whole store ends when it is asked to, and is no finding."""
    asked = iter([None, None])

    def tell() -> None:
        if next(asked, "") == "":
            raise StoreClosed

    keys, path = vault._ring.store_keys()["record"], vault.record.path
    vault.close()
    with pytest.raises(StoreClosed):
        verify.check(path, keys, tell)


def test_a_backup_inside_the_vault_is_refused(vault: Vault, tmp_path: Path) -> None:
    """A backup would be lost with the practice, so that none is written there, by any way."""
    (tmp_path / "way").symlink_to(vault.folder, target_is_directory=True)
    before = set(vault.folder.rglob("*"))
    for inside in (vault.folder, vault.folder / "copies", tmp_path / "way" / "copies"):
        with pytest.raises(FolderInside):
            vault.backup(inside, at=AT)

    assert set(vault.folder.rglob("*")) == before
