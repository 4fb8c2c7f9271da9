"""A file that finds no room is not half kept, and nothing else is lost by it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import disks
import factory
from practicenotes.app.stores import SCHEMAS
from practicenotes.errors import DiskFull
from practicenotes.records import attachments
from practicenotes.vault import RecoveryKey, Vault


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 8 MB."""
    with disks.small(tmp_path / "disk", "8m") as disk:
        yield disk


def test_a_vault_that_becomes_full_while_a_file_is_added_keeps_none_of_it(
    small_disk: Path, vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """The one before is still whole, the vault is sound, and with room the same file is kept."""
    folder = shutil.copytree(vault_folder, small_disk / "P.practice")
    large = os.urandom(3_000_000)
    with closing(Vault.open(folder, recovery_key, SCHEMAS, at=factory.AT)) as vault:
        client_id = factory.add_client(vault.record)
        first = vault.record.run(attachments.add, factory.attachment(client_id), factory.AT)
        disks.stuff(small_disk, 1_000_000)
        new = factory.attachment(client_id, content=large)
        with pytest.raises(DiskFull):
            vault.record.run(attachments.add, new, factory.AT)
        assert [f.id for f in vault.record.run(attachments.of_client, client_id)] == [first]
        assert factory.rows_of(vault.record, "SELECT count(*) FROM file") == [(1,)]
        assert vault.verify().is_sound
        (small_disk / "ballast").unlink()
        kept = vault.record.run(attachments.add, new, factory.AT)
        assert vault.record.run(attachments.content, kept) == large
        assert vault.record.run(attachments.content, first) == factory.PAPER
