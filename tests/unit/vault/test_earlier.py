"""The record of a backup is looked into and never written; what is no backup of ours is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
import toy_store
from toy_store import AT

from practicenotes.errors import (
    BackupKeysDiffer,
    BackupNewer,
    BackupUnreadable,
    StoreClosed,
    StoreReadOnly,
)
from practicenotes.vault import earlier
from practicenotes.vault.vault import Vault


SCHEMA = toy_store.schemas()["record"]


def left(vault: Vault) -> list[str]:
    """Return what lies unpacked in a vault."""
    return [path.name for path in vault.folder.glob("*.part*")]


@pytest.fixture
def file(vault: Vault, tmp_path: Path) -> Path:
    """Make a backup."""
    return vault.backup(tmp_path / "stick", at=AT)


def test_what_was_written_since_is_not_in_it(vault: Vault, file: Path) -> None:
    """It holds the notes of its day, and knows its day; the vault goes on meanwhile."""
    held = earlier.look_into(vault, file, SCHEMA)
    vault.record.run(toy_store.write, "later", "x")

    assert held.made == AT
    assert sorted(held.run(toy_store.bodies)) == [f"note {number}" for number in range(3)]
    assert "later" in vault.record.run(toy_store.bodies)
    held.close()
    held.close()
    assert left(vault) == []


def test_another_look_takes_the_place_of_one_that_was_cut_off(vault: Vault, file: Path) -> None:
    """A file that a killed program left is no hindrance, and is not believed."""
    (vault.folder / "record-0.db.part").write_bytes(b"half")
    held = earlier.look_into(vault, file, SCHEMA)

    assert len(held.run(toy_store.bodies)) == 3
    held.close()


def test_a_killed_look_is_cleared_away_at_the_next_opening(
    vault: Vault, reopen: Callable[..., Vault]
) -> None:
    """What it unpacked, encrypted as it is, does not stay in the vault."""
    vault.close()
    (vault.folder / "record-0.db.part").write_bytes(b"half")

    assert left(reopen()) == []


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_a_damaged_backup_is_refused_and_leaves_nothing(
    vault: Vault, file: Path, place: float
) -> None:
    """Whatever byte it is, nothing stays unpacked."""
    whole = bytearray(file.read_bytes())
    whole[int(len(whole) * place)] ^= 1
    file.write_bytes(whole)

    with pytest.raises(BackupUnreadable):
        earlier.look_into(vault, file, SCHEMA)
    assert left(vault) == []


def test_the_backup_of_another_practice_is_refused(
    vault: Vault, file: Path, tmp_path: Path
) -> None:
    """Its keys are others, whatever its name says."""
    other, _ = Vault.create(
        tmp_path / "Other.practice",
        "another lantern over the water",
        toy_store.schemas(),
        at=AT,
        cost=toy_store.CHEAP,
    )
    foreign = other.backup(tmp_path / "others", at=AT)
    other.close()

    with pytest.raises(BackupKeysDiffer):
        earlier.look_into(vault, foreign, SCHEMA)
    assert left(vault) == []


def test_tables_of_a_newer_program_are_refused(vault: Vault, file: Path) -> None:
    """What this program does not know it does not show."""
    vault.record.on_connection(lambda c: c.exec_driver_sql("PRAGMA user_version = 9"))
    newer = vault.backup(file.parent / "newer", at=AT)

    with pytest.raises(BackupNewer):
        earlier.look_into(vault, newer, SCHEMA)
    assert left(vault) == []


def test_a_vault_that_can_only_be_read_unpacks_nothing(vault: Vault, file: Path) -> None:
    """There is no place for it, and nothing could be brought back."""
    vault.writable = False
    with pytest.raises(StoreReadOnly):
        earlier.look_into(vault, file, SCHEMA)


def test_with_the_vault_it_is_closed(vault: Vault, file: Path) -> None:
    """A lock takes it along; afterwards nothing is asked of it and nothing is looked into."""
    held = earlier.look_into(vault, file, SCHEMA)
    vault.close()

    assert left(vault) == []
    with pytest.raises(StoreClosed):
        held.run(toy_store.bodies)
    with pytest.raises(StoreClosed):
        earlier.look_into(vault, file, SCHEMA)
    assert left(vault) == []
