"""A backup is read back before it counts, and a restore never overwrites anything."""

import hmac
import json
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import toy_store
from toy_store import AT, PASSPHRASE

from practicenotes.errors import (
    BackupNewer,
    BackupNotVerified,
    BackupUnreadable,
    DiskFull,
    FolderInUse,
    HeaderTampered,
    StoreClosed,
    StoreDamaged,
    TargetExists,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.vault import archive, backup, database, header, strict
from practicenotes.vault.course import Course
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder for backups that does not exist yet."""
    return tmp_path / "stick" / "backups"


@pytest.fixture
def file(vault: Vault, place: Path) -> Path:
    """Make a backup of three notes in each store."""
    return vault.backup(place, at=AT)


def restored(file: Path, folder: Path, key: str | RecoveryKey) -> dict[str, Any]:
    """Restore a backup and return every note of both stores."""
    backup.restore(file, folder, key, toy_store.schemas(), at=AT)
    vault = Vault.open(folder, key, toy_store.schemas(), at=AT)
    found = {store.name: store.run(toy_store.bodies) for store in (vault.record, vault.private)}
    vault.close()
    return found


def members(file: Path) -> dict[str, bytes]:
    """Return what is in a backup."""
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def rewritten(file: Path, changed: dict[str, bytes]) -> None:
    """Pack a backup anew with other members and a right checksum, as anyone can."""
    whole = members(file) | changed
    file.unlink()
    archive.pack(file, whole)


def test_a_backup_is_one_file_named_after_vault_and_time(file: Path, vault: Vault) -> None:
    """The name tells neither practice nor client; nothing else is left in the folder."""
    assert file.name == f"PracticeNotes_{vault.id[:8]}_20251118T130244Z.backup"
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_the_name_is_in_utc(vault: Vault, place: Path) -> None:
    """A backup made in the evening in Vancouver sorts after one made that noon in London."""
    evening = datetime(2025, 11, 18, 20, 0, tzinfo=timezone(timedelta(hours=-8)))
    assert vault.backup(place, at=evening).stem.endswith("_20251119T040000Z")


def test_a_backup_is_restored_with_either_secret(
    file: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """Passphrase and recovery key of that time open it, and every note is there."""
    notes = {f"note {number}": toy_store.body_of(number) for number in range(3)}
    for name, key in (("one", PASSPHRASE), ("two", recovery_key)):
        assert restored(file, tmp_path / name, key) == {"record": notes, "private": notes}


def test_a_backup_keeps_what_was_there_and_not_what_came_later(
    vault: Vault, place: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """Changes after the backup are not in it; the vault goes on with them."""
    vault.change_passphrase(PASSPHRASE, "another lantern over the water", at=AT)
    file = vault.backup(place, at=AT)
    vault.record.run(toy_store.write, "later", "x")
    assert "later" not in restored(file, tmp_path / "R", recovery_key)["record"]
    assert "later" in vault.record.run(toy_store.bodies)
    with pytest.raises(WrongPassphrase):
        backup.verify_file(file, PASSPHRASE)


def test_both_stores_are_backed_up_although_one_is_open(
    reopen: Callable[..., Vault], place: Path, recovery_key: RecoveryKey
) -> None:
    """Who works with the record alone still makes a whole backup."""
    opened = reopen(schemas={"record": toy_store.schemas()["record"]})
    report = backup.verify_file(opened.backup(place, at=AT), recovery_key)
    assert [store.rows["note"] for store in report.stores] == [3, 3]


def test_a_backup_can_be_checked_without_restoring(file: Path, recovery_key: RecoveryKey) -> None:
    """The report is that of a vault, and nothing is left beside the file."""
    assert backup.verify_file(file, recovery_key).is_sound
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.release(52)
def test_the_outside_of_a_backup_tells_no_counts(file: Path) -> None:
    """What a provider of storage can read says nothing of clients or sessions."""
    manifest = json.loads(members(file)["manifest.json"])
    assert set(manifest) == {
        *("app", "at", "facts", "format", "gen", "mac", "reason", "sha256", "vault")
    }
    assert manifest["reason"] == "asked"
    assert b'"note"' not in members(file)["manifest.json"]


def test_a_backup_is_not_written_over_another(vault: Vault, file: Path, place: Path) -> None:
    """Two backups of the same second: the first one stays."""
    before = file.read_bytes()
    with pytest.raises(TargetExists):
        vault.backup(place, at=AT)
    assert file.read_bytes() == before


def test_progress_is_told_from_beginning_to_end(vault: Vault, place: Path) -> None:
    """The share grows and ends at one."""
    heard: list[float] = []
    vault.backup(place, at=AT, progress=heard.append)
    assert heard == sorted(heard)
    assert len(heard) > 3
    assert heard[-1] == 1.0


def test_a_cancelled_backup_leaves_nothing(vault: Vault, place: Path) -> None:
    """What `progress` raises ends the backup, and the vault goes on."""

    def cancel(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vault.backup(place, at=AT, progress=cancel)
    assert not place.exists()
    assert len(vault.record.run(toy_store.bodies)) == 3


def test_what_a_killed_backup_left_is_cleared_away(vault: Vault, place: Path) -> None:
    """Scratch folders of this vault go with the next backup; another vault's stay."""
    left = place / f"PracticeNotes_{vault.id[:8]}_20250101T000000Z.part"
    others = place / "PracticeNotes_00000000_20250101T000000Z.part"
    for folder in (left, others):
        folder.mkdir(parents=True)
        (folder / "record.db").touch()
    vault.backup(place, at=AT)
    assert not left.exists()
    assert others.exists()


def test_a_backup_that_does_not_read_back_is_not_kept(
    vault: Vault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that writes something else than it was given is found before the file has a name."""
    pack = archive.pack

    def spoil(target: Path, contents: dict[str, Any]) -> None:
        pack(target, contents | {"keys.txt": b"spoilt"})

    monkeypatch.setattr(archive, "pack", spoil)
    with pytest.raises(BackupNotVerified):
        vault.backup(place, at=AT)
    assert not place.exists()


def test_a_damaged_store_is_told_of_instead_of_backed_up(
    vault: Vault, reopen: Callable[..., Vault], place: Path
) -> None:
    """A page that cannot be read stops the backup, and there is no file that looks like one."""
    path = vault.record.path
    vault.close()
    data = bytearray(path.read_bytes())
    for page in range(len(data) // 8192, len(data) // 4096):
        data[page * 4096 + 100] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreDamaged):
        reopen().backup(place, at=AT)
    assert not place.exists()


def test_a_damaged_row_does_not_stop_a_backup(
    vault: Vault,
    reopen: Callable[..., Vault],
    place: Path,
    tmp_path: Path,
    recovery_key: RecoveryKey,
) -> None:
    """All other notes are worth a backup; the damaged one is in the report, then and later."""
    key, path = vault.record._key, vault.record.path
    vault.close()
    connection = database.open_file(path, key)
    connection.execute("UPDATE note SET body = 'never said' WHERE row = 2")
    connection.close()
    file = reopen().backup(place, at=AT)
    report = backup.verify_file(file, recovery_key)
    assert not report.is_sound
    assert [len(store.damaged_rows) for store in report.stores] == [1, 0]
    assert len(restored(file, tmp_path / "R", recovery_key)["record"]) == 3


# --- restoring ---------------------------------------------------------------------------------


def test_a_restore_never_overwrites(file: Path, vault: Vault, recovery_key: RecoveryKey) -> None:
    """A folder that holds something is refused: the vault itself most of all."""
    with pytest.raises(FolderInUse):
        backup.restore(file, vault.folder, recovery_key, toy_store.schemas(), at=AT)
    assert len(vault.record.run(toy_store.bodies)) == 3


def test_a_restored_vault_is_a_whole_vault(
    file: Path, tmp_path: Path, vault: Vault, recovery_key: RecoveryKey
) -> None:
    """Same id, both key files, both stores, every mark right."""
    restored(file, tmp_path / "R.practice", recovery_key)
    opened = Vault.open(tmp_path / "R.practice", recovery_key, toy_store.schemas(), at=AT)
    assert opened.id == vault.id
    assert opened.verify().is_sound
    opened.close()


@pytest.mark.parametrize(
    ("key", "expected"),
    [(PASSPHRASE + "s", WrongPassphrase), (RecoveryKey(bytes(20)), WrongRecoveryKey)],
)
def test_a_wrong_secret_restores_nothing(
    file: Path, tmp_path: Path, key: str | RecoveryKey, expected: type[Exception]
) -> None:
    """Without the secret of that time there is no folder afterwards."""
    with pytest.raises(expected):
        backup.restore(file, tmp_path / "R", key, toy_store.schemas(), at=AT)
    assert not (tmp_path / "R").exists()


def test_a_backup_of_a_newer_vault_is_not_restored(
    reopen: Callable[..., Vault], place: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """A later schema needs a later program."""
    opened = reopen(schemas=toy_store.schemas(2))
    file = opened.backup(place, at=AT + timedelta(seconds=1))
    with pytest.raises(BackupNewer):
        backup.restore(file, tmp_path / "R", recovery_key, toy_store.schemas(), at=AT)
    assert not (tmp_path / "R").exists()


def test_an_older_backup_is_brought_up_to_date_when_it_is_opened(
    file: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """A backup of last year restores into this year's program."""
    backup.restore(file, tmp_path / "R", recovery_key, toy_store.schemas(2), at=AT)
    opened = Vault.open(tmp_path / "R", recovery_key, toy_store.schemas(2), at=AT)
    assert len(opened.record.run(toy_store.bodies)) == 3
    opened.close()


# --- what is refused ---------------------------------------------------------------------------


def test_two_hundred_mutated_backups_are_refused(
    file: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """Flips, cuts and overwritten stretches anywhere: none is accepted, nothing is written."""
    data = file.read_bytes()
    source = random.Random(8)
    before = set(tmp_path.rglob("*"))
    for _ in range(200):
        changed = bytearray(data)
        at = source.randrange(len(data))
        how = source.randrange(3)
        if how == 0:
            changed[at] ^= 1 << source.randrange(8)
        elif how == 1:
            del changed[at:]
        else:
            changed[at : at + 64] = source.randbytes(64)
        file.write_bytes(changed)
        with pytest.raises(BackupUnreadable):
            backup.restore(file, tmp_path / "R", recovery_key, toy_store.schemas(), at=AT)
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("keys.txt", lambda data: data.replace(b'"gen":1', b'"gen":2'), BackupUnreadable),
        ("keys.txt", lambda data: data + b"x", BackupUnreadable),
        ("manifest.json", lambda data: data.replace(b'"asked"', b'"bored"'), BackupUnreadable),
        ("manifest.json", lambda data: data.replace(b'"format":1', b'"format":2'), BackupNewer),
        (
            "manifest.json",
            lambda data: data.replace(b'"format":1', b'"format":0'),
            BackupUnreadable,
        ),
        ("manifest.json", lambda _: b"{}", BackupUnreadable),
        ("manifest.json", lambda _: b"[" * 9000, BackupUnreadable),
        ("record.db", lambda data: data[:-1] + bytes([data[-1] ^ 1]), BackupUnreadable),
        ("record.db", lambda data: data + bytes(4096), BackupUnreadable),
        ("record.db", lambda _: b"", BackupUnreadable),
    ],
)
def test_a_member_that_was_changed_by_a_forger_is_refused(
    file: Path,
    recovery_key: RecoveryKey,
    name: str,
    change: Callable[[bytes], bytes],
    expected: type[Exception],
) -> None:
    """Every checksum that needs no key can be put right again: the marks cannot."""
    rewritten(file, {name: change(members(file)[name])})
    with pytest.raises(expected):
        backup.verify_file(file, recovery_key)


def test_stores_that_changed_places_are_refused(file: Path, recovery_key: RecoveryKey) -> None:
    """The manifest says which bytes belong to which store."""
    whole = members(file)
    rewritten(file, {"record.db": whole["private.db"], "private.db": whole["record.db"]})
    with pytest.raises(BackupUnreadable):
        backup.verify_file(file, recovery_key)


def test_an_older_store_in_a_newer_backup_is_refused(
    vault: Vault, file: Path, place: Path, recovery_key: RecoveryKey
) -> None:
    """Members of two backups of the same vault cannot be mixed."""
    old = members(file)["record.db"]
    vault.record.run(toy_store.write, "later", "x")
    newer = vault.backup(place, at=AT + timedelta(hours=1))
    rewritten(newer, {"record.db": old})
    with pytest.raises(BackupUnreadable):
        backup.verify_file(newer, recovery_key)


def test_a_manifest_of_another_generation_of_keys_is_refused(
    vault: Vault, file: Path, place: Path, recovery_key: RecoveryKey
) -> None:
    """An older key file, with an older passphrase, cannot be slipped into a newer backup."""
    old = members(file)["keys.txt"]
    vault.change_passphrase(PASSPHRASE, "another lantern over the water", at=AT)
    newer = vault.backup(place, at=AT + timedelta(hours=1))
    rewritten(newer, {"keys.txt": old})
    with pytest.raises(BackupUnreadable):
        backup.verify_file(newer, recovery_key)


def test_a_forged_header_is_tampered_with(file: Path, recovery_key: RecoveryKey) -> None:
    """A header without the right mark is not believed in a backup either."""
    forged = header.render(header.parse(members(file)["keys.txt"]).header, bytes(32))
    rewritten(file, {"keys.txt": forged})
    with pytest.raises(HeaderTampered):
        backup.verify_file(file, recovery_key)


def test_a_backup_for_the_drawer_may_leave_the_reflections_out(
    file: Path, vault: Vault, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """A backup whose owner listed the record alone restores the record alone."""
    whole = members(file)
    body = json.loads(whole["manifest.json"])
    del body["mac"], body["sha256"]["private.db"]
    mark = hmac.digest(vault._ring.masters.manifest(), strict.canonical(body), sha256)
    manifest = strict.canonical(body | {"mac": mark.hex()})
    file.unlink()
    archive.pack(
        file,
        {
            "keys.txt": whole["keys.txt"],
            "manifest.json": manifest,
            "record.db": whole["record.db"],
        },
    )
    backup.restore(file, tmp_path / "R", recovery_key, toy_store.schemas(), at=AT)
    only = {"record": toy_store.schemas()["record"]}
    opened = Vault.open(tmp_path / "R", recovery_key, only, at=AT)
    assert len(opened.record.run(toy_store.bodies)) == 3
    assert not (tmp_path / "R" / "private-1.db").exists()
    opened.close()


def test_time_is_kept_in_the_manifest(file: Path) -> None:
    """When a backup was made stands in it, marked, whatever the file is called."""
    assert json.loads(members(file)["manifest.json"])["at"] == "2025-11-18T13:02:44.120Z"
    assert AT.tzinfo is UTC


def test_the_outside_tells_the_day_to_whoever_has_no_key(file: Path, tmp_path: Path) -> None:
    """A whole file says when it was made; anything else is refused before a secret is typed."""
    assert backup.seen(file) == AT

    other = tmp_path / "other.backup"
    whole = file.read_bytes()
    for wrong in (b"", b"%PDF", whole[:-1], whole[:900] + b"\x01" + whole[901:]):
        other.write_bytes(wrong)
        with pytest.raises(BackupUnreadable):
            backup.seen(other)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [({"format": 2}, BackupNewer), ({"vault": "00" * 16}, BackupUnreadable), ({"at": 5}, None)],
)
def test_a_strange_list_of_contents_is_refused(
    file: Path, changed: dict[str, Any], expected: type[Exception] | None
) -> None:
    """A newer one is told of as such; one of another practice, or without a day, is no backup."""
    manifest = json.loads(members(file)["manifest.json"]) | changed
    rewritten(file, {"manifest.json": strict.canonical(manifest)})

    with pytest.raises(expected or BackupUnreadable):
        backup.seen(file)


def test_what_a_cut_off_restore_left_is_gone_after_the_next(
    file: Path, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """The folder of a restore that was killed does not stay beside the new practice."""
    target = tmp_path / "new" / "R"
    target.parent.mkdir()
    stem = sha256(str(target).encode()).hexdigest()[:8]
    (target.parent / f".{stem}-20251118T130244000000.part").mkdir()
    backup.restore(file, target, recovery_key, toy_store.schemas(), at=AT)

    assert [path.name for path in target.parent.iterdir()] == ["R"]


def test_a_slow_stick_keeps_no_save_waiting(
    vault: Vault, place: Path, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another disk the stores are copied beside themselves first, and then go on."""
    carried, near = backup._carried, []

    def slowly(copy: Path, far: Path, course: Course) -> Path:
        near.append(copy.name)
        vault.record.run(toy_store.write, f"while {far.name} travels", "x")
        return carried(copy, far, course)

    monkeypatch.setattr(backup, "_is_apart", lambda _ring, _work: True)
    monkeypatch.setattr(backup, "_carried", slowly)
    report = backup.verify_file(vault.backup(place, at=AT), recovery_key)

    assert [store.rows["note"] for store in report.stores] == [3, 3]
    assert near == ["record-1.db.part", "private-1.db.part"]
    assert list(vault.folder.glob("*.part")) == []


def test_without_room_beside_itself_a_store_is_copied_straight_to_its_place(
    vault: Vault, place: Path, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is the day on which a backup elsewhere is wanted most."""
    copy_into = Store.copy_into

    def full(store: Store, target: Path, *stop: Any) -> None:
        if target.parent == vault.folder:
            target.write_bytes(b"half")
            raise DiskFull(target)
        copy_into(store, target, *stop)

    monkeypatch.setattr(backup, "_is_apart", lambda _ring, _work: True)
    monkeypatch.setattr(Store, "copy_into", full)

    assert backup.verify_file(vault.backup(place, at=AT), recovery_key).is_sound
    assert list(vault.folder.glob("*.part")) == []


def test_a_lock_on_the_way_to_a_stick_leaves_nothing(
    vault: Vault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither beside the stores nor on the stick lies half a copy."""
    carried = backup._carried

    def locked(copy: Path, far: Path, course: Course) -> Path:
        vault.leave_off()
        return carried(copy, far, course)

    monkeypatch.setattr(backup, "_is_apart", lambda _ring, _work: True)
    monkeypatch.setattr(backup, "_carried", locked)
    with pytest.raises(StoreClosed):
        vault.backup(place, at=AT)

    assert not place.exists()
    assert list(vault.folder.glob("*.part")) == []
