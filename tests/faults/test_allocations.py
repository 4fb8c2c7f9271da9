"""Memory runs out in the database at one point after the other: nothing is lost or half done."""

import itertools
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import scarce
import toy_store
from toy_store import AT

from practicenotes.errors import MemoryShort
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


STEP = 1024  # bytes between two limits


@pytest.mark.release(6)
def test_memory_that_runs_out_loses_nothing(
    vault_folder: Path, recovery_key: RecoveryKey, harder: bool, tried: Callable[[str], None]
) -> None:
    """Whichever allocation of a save fails, the note is there or not, and the next one is saved."""
    failed, safe = 0, set[str]()
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        for number in range(500 if harder else 25):
            title = f"note {number}"
            try:
                with scarce.memory(number * STEP * (1 if harder else 20)):
                    vault.record.run(toy_store.write, title, toy_store.body_of(number))
            except (MemoryShort, MemoryError):
                failed += 1
            else:
                safe.add(title)
        vault.record.run(toy_store.write, "note 1000", toy_store.body_of(1000))
        found = vault.record.run(toy_store.bodies)
        assert vault.verify().is_sound
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        assert vault.record.run(toy_store.bodies) == found
    tried(f"{failed + len(safe)} limits: {failed} saves failed, 0 lost")
    assert found.keys() == safe | {"note 1000"}
    assert all(toy_store.body_of(int(title.split()[1])) == body for title, body in found.items())
    assert failed > 0


@pytest.mark.release(6)
def test_memory_that_runs_out_while_opening_damages_nothing(
    vault_folder: Path, recovery_key: RecoveryKey, harder: bool, tried: Callable[[str], None]
) -> None:
    """A vault that could not be opened for want of memory opens when there is some."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        vault.record.run(toy_store.write, "note 1", toy_store.body_of(1))
    failed = 0
    for number in itertools.count(0, 1 if harder else 40):
        try:
            with scarce.memory(number * STEP):
                vault = Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)
        except (MemoryShort, MemoryError):
            failed += 1
            continue
        vault.close()
        break
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        assert vault.record.run(toy_store.bodies) == {"note 1": toy_store.body_of(1)}
        assert vault.verify().is_sound
    tried(f"{failed} openings failed, then opened: 0 damaged")
    assert failed > 0
