"""Copies among the files of a vault: known by key and trail, told apart, and left alone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import toy_store
from toy_store import AT

from practicenotes.domain.strays import Course
from practicenotes.errors import NotFound, StoreDamaged, StoreReadOnly
from practicenotes.vault import Vault, audit, earlier, strays
from practicenotes.vault.recovery import RecoveryKey


# How programs that keep folders in step name the second file, the store being record-1.db.
NAMES = {
    "Dropbox": "record-1 (OFFICE-PC's conflicted copy 2026-03-12).db",
    "Dropbox, nameless": "record-1 (conflicted copy 2026-03-12 160212).db",
    "Dropbox, case": "record-1 (Case Conflict).db",
    "OneDrive": "record-1-OFFICE-PC.db",
    "Google Drive": "record-1 (1).db",
    "Google Drive, older": "record-1[Conflict].db",
    "iCloud": "record-1 2.db",
    "Nextcloud": "record-1 (conflicted copy 2026-03-12 160212).db",
    "ownCloud": "record-1_conflict-20260312-160212.db",
    "Syncthing": "record-1.sync-conflict-20260312-160212-ABCDEFG.db",
    "Seafile": "record-1 (SFConflict office@example.org 2026-03-12-16-02-12).db",
    "Resilio": "record-1.Conflict.db",
    "Box": "record-1 (Office).db",
    "pCloud": "record-1 [conflicted].db",
    "by hand": "Copy of record-1.db",
    "no name of ours": "kept for later",
}


def parted(folder: Path, open_it: Callable[..., Vault], name: str, store: str = "record") -> Path:
    """Leave a copy of a store of now under a name, and let both be written in."""
    beside = folder.parent / "Elsewhere.practice"
    shutil.copytree(folder, beside)
    for place, note in ((beside, "note there"), (folder, "note here")):
        vault = open_it(place)
        for each in (vault.record, vault.private):
            each.run(toy_store.write, note, toy_store.body_of(7))
            each.run(audit.append, "unlock", "vault", AT)
        vault.close()
    return shutil.copy(beside / f"{store}-1.db", folder / name)


@pytest.fixture
def open_it(recovery_key: RecoveryKey) -> Callable[..., Vault]:
    """Give a way to open the vault in a folder."""
    return lambda folder: Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)


@pytest.mark.release(56)
def test_every_name_is_known_and_none_is_opened_or_touched(
    vault_folder: Path, open_it: Callable[..., Vault], tried: Callable[[str], None]
) -> None:
    """Whatever a program calls it: the practice keeps its notes, and the copy stays as it is."""
    first = parted(vault_folder, open_it, "x.db")
    data = first.read_bytes()
    first.unlink()
    for name in NAMES.values():
        (vault_folder / name).write_bytes(data)
    vault = open_it(vault_folder)
    found = strays.find(vault)
    notes = vault.record.run(toy_store.bodies)
    vault.close()

    assert {each.name: each.course for each in found} == dict.fromkeys(
        NAMES.values(), Course.PARTED
    )
    assert "note here" in notes
    assert "note there" not in notes
    assert all((vault_folder / name).read_bytes() == data for name in NAMES.values())
    assert not list(vault_folder.glob("*.part*"))
    tried(f"{len(NAMES)} names of copies, 0 opened")


def test_how_it_stands_is_told_by_the_trails(
    vault_folder: Path, open_it: Callable[..., Vault]
) -> None:
    """The same, older, newer, gone its own way, damaged, under other keys: each is called so."""
    here, there = vault_folder / "record-1.db", parted(vault_folder, open_it, "record-1 (1).db")
    (vault_folder / "record-1 (2).db").write_bytes(here.read_bytes())
    vault = open_it(vault_folder)
    vault.record.run(audit.append, "lock", "vault", AT)
    vault.close()
    newest = here.read_bytes()
    torn = bytearray(newest)
    torn[4096 + 100] ^= 1
    (vault_folder / "record-1 (3).db").write_bytes(newest)
    (vault_folder / "record-1 (4).db").write_bytes(torn)
    (vault_folder / "record-1 (5).db").write_bytes(bytes(len(newest)))
    vault = open_it(vault_folder)
    found = {each.name: each.course for each in strays.find(vault)}
    vault.close()
    assert found == {
        "record-1 (1).db": Course.PARTED,
        "record-1 (2).db": Course.BEHIND,
        "record-1 (3).db": Course.SAME,
        "record-1 (4).db": Course.DAMAGED,
        "record-1 (5).db": Course.STRANGE,
    }

    here.write_bytes((vault_folder / "record-1 (2).db").read_bytes())
    there.unlink()
    vault = open_it(vault_folder)
    found = {each.name: each.course for each in strays.find(vault)}
    vault.close()
    assert found["record-1 (3).db"] is Course.AHEAD


def test_reflections_and_keys_are_known_as_well(
    vault_folder: Path, open_it: Callable[..., Vault], recovery_key: RecoveryKey
) -> None:
    """Of reflections nothing is counted, also where the record alone is open."""
    parted(vault_folder, open_it, "private-1 (1).db", "private")
    shutil.copy(vault_folder / "keys-a.txt", vault_folder / "keys-a (1).txt")
    only = {"record": toy_store.schemas()["record"]}
    vault = Vault.open(vault_folder, recovery_key, only, at=AT)
    keys, private = strays.find(vault)
    vault.close()

    assert (keys.of, keys.course) == ("keys", Course.SAME)
    assert (private.of, private.course) == ("private", Course.PARTED)
    assert not private.holds
    assert not private.can_be_compared


def test_a_stranger_and_what_is_the_vaults_own_are_no_copies(
    vault_folder: Path, open_it: Callable[..., Vault]
) -> None:
    """A text, a picture, a link and a folder are passed over."""
    (vault_folder / "read me.txt").write_text("hello")
    (vault_folder / "picture.png").write_bytes(bytes(9000))
    (vault_folder / "record-1 (folder).db").mkdir()
    (vault_folder / "record-1 (link).db").symlink_to(vault_folder / "record-1.db")
    vault = open_it(vault_folder)

    assert strays.lie_here(vault) == ()
    assert strays.find(vault) == ()
    vault.close()


def test_a_copy_is_read_in_a_copy_and_a_torn_one_is_refused(
    vault_folder: Path, open_it: Callable[..., Vault]
) -> None:
    """What is read is what the other computer wrote; nothing is left, and nothing half is shown."""
    file = parted(vault_folder, open_it, "record-1 (1).db")
    wanted = toy_store.schemas()["record"]
    vault = open_it(vault_folder)
    held = earlier.look_at(vault, file, wanted)
    assert "note there" in held.run(toy_store.bodies)
    held.close()
    torn = bytearray(file.read_bytes())
    torn[-1] ^= 1
    file.write_bytes(torn)
    with pytest.raises(StoreDamaged):
        earlier.look_at(vault, file, wanted)
    file.unlink()
    with pytest.raises(NotFound):
        earlier.look_at(vault, file, wanted)
    vault.writable = False
    with pytest.raises(StoreReadOnly):
        earlier.look_at(vault, file, wanted)
    vault.close()

    assert not list(vault_folder.glob("*.part*"))
