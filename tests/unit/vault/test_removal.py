"""Taking a vault off a computer: its keys first, and nothing that is not its own."""

from contextlib import closing
from pathlib import Path

import pytest

import disks
from practicenotes.domain import times
from practicenotes.errors import (
    FolderNotWritable,
    HeaderDamaged,
    KeysDeleted,
    PracticeNotesError,
)
from practicenotes.vault import RecoveryKey, Vault, anchor, header, removal


@pytest.fixture
def seen(vault: Vault, tmp_path: Path) -> Path:
    """Give what this computer remembers of a vault that was just closed."""
    folder = tmp_path / "anchors"
    anchor.keep(vault, folder, at=times.utc_now())
    vault.close()
    return folder


def test_nothing_of_a_vault_is_left(vault: Vault, seen: Path) -> None:
    """Folder, key files, stores and memory of it are gone."""
    assert list(seen.iterdir())

    assert removal.remove(vault.folder, vault.id, seen)
    assert not vault.folder.exists()
    assert list(seen.iterdir()) == []


def test_what_is_not_its_own_stays(vault: Vault, seen: Path) -> None:
    """A file that somebody put there is not deleted, and the folder stays for it."""
    own = vault.folder / "my thesis.txt"
    own.write_text("mine")

    assert not removal.remove(vault.folder, vault.id, seen)
    assert list(vault.folder.iterdir()) == [own]


def test_a_quarantine_goes_too(vault: Vault, seen: Path) -> None:
    """Damaged files that were put aside are of the practice as well."""
    aside = vault.folder / "quarantine"
    aside.mkdir()
    (aside / "record-1.db").write_bytes(b"old")

    assert removal.remove(vault.folder, vault.id, seen)


def test_the_keys_go_first(
    vault: Vault,
    seen: Path,
    recovery_key: RecoveryKey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Cut off right after them, what is left opens with nothing."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(removal.anchor, "forget", stop)
    with pytest.raises(KeyboardInterrupt):
        removal.remove(vault.folder, vault.id, seen)

    assert not [name for name in header.COPIES if (vault.folder / name).exists()]
    assert list(vault.folder.glob("*.db"))
    with pytest.raises(PracticeNotesError), closing(reopened(vault.folder, recovery_key)):
        pass


def reopened(folder: Path, key: RecoveryKey) -> Vault:
    """Open a vault again, with nothing but its key."""
    return Vault.open(folder, key, {}, at=times.utc_now())


def test_a_vault_that_may_not_be_written_says_so(
    vault: Vault, seen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be deleted nothing is, and it is told."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(FolderNotWritable):
        removal.remove(vault.folder, vault.id, seen)

    assert (vault.folder / header.COPIES[0]).exists()


def test_a_removal_that_is_held_up_says_that_the_keys_are_deleted(
    vault: Vault, seen: Path, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that another program holds stays, and with it nothing that opens it."""
    disks.hold_databases(monkeypatch)
    with pytest.raises(KeysDeleted):
        removal.remove(vault.folder, vault.id, seen)

    assert list(vault.folder.glob("*.db"))
    with pytest.raises(HeaderDamaged):
        reopened(vault.folder, recovery_key)
