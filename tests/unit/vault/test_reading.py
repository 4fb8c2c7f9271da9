"""A whole vault that is only read: nothing is taken, what is refused is told, and it can end."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import toy_store
from toy_store import AT

from practicenotes.errors import PracticeHandedOver, StoreReadOnly
from practicenotes.vault import Vault, audit, backup, earlier, reading


WHY = partial(PracticeHandedOver, datetime(2026, 3, 12, tzinfo=UTC))


def test_nothing_is_written_and_the_files_stay_as_they_are(
    reopen: Callable[..., Vault], vault_folder: Path
) -> None:
    """Rows, trail and keys are refused with the reason that was given; all can be read."""
    vault = reopen()
    reading.only_read(vault, WHY)
    before = {path: path.read_bytes() for path in vault_folder.glob("*.[dt][bx]*")}
    for store in (vault.record, vault.private):
        assert store.run(toy_store.bodies)
        with pytest.raises(PracticeHandedOver):
            store.run(toy_store.write, "note 9", toy_store.body_of(9))
        with pytest.raises(PracticeHandedOver):
            store.run(audit.append, "unlock", "vault", AT)
    with pytest.raises(PracticeHandedOver):
        vault.change_passphrase("old", "new", at=AT)
    assert vault.verify().is_sound
    vault.close()

    assert {path: path.read_bytes() for path in before} == before


def test_it_can_be_copied_and_a_copy_looked_into(
    reopen: Callable[..., Vault], tmp_path: Path
) -> None:
    """A backup is written and read beside it: that changes nothing in it."""
    vault = reopen()
    reading.only_read(vault, WHY)
    file = vault.backup(tmp_path / "copies", at=AT)
    held = earlier.look_into(vault, file, toy_store.schemas()["record"])
    assert held.run(toy_store.bodies) == vault.record.run(toy_store.bodies)
    held.close()

    assert backup.verify_file(file, toy_store.PASSPHRASE).is_sound


def test_it_is_written_in_again_once_that_is_allowed(reopen: Callable[..., Vault]) -> None:
    """What is entered then is in the name of the therapist."""
    vault = reopen()
    reading.only_read(vault, WHY)
    reading.write_again(vault)
    vault.record.run(toy_store.write, "note 9", toy_store.body_of(9))
    vault.record.run(audit.append, "unlock", "vault", AT)

    assert not reading.is_only_read(vault)
    assert vault.record.run(audit.entries)[0].actor == audit.THERAPIST


def test_a_disk_that_takes_nothing_keeps_its_own_reason(reopen: Callable[..., Vault]) -> None:
    """Where nothing could be written anyhow, that is what is told, before and after."""
    vault = reopen()
    vault.writable = False
    reading.only_read(vault, WHY)
    reading.write_again(vault)

    with pytest.raises(StoreReadOnly):
        vault.change_passphrase("old", "new", at=AT)
