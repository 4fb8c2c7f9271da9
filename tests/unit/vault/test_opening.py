"""Every page is looked at behind an opening, while the stores stay open and are written to."""

import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest
import toy_store

from practicenotes.errors import StoreClosed, StoreLost
from practicenotes.vault import opening
from practicenotes.vault.vault import Vault


OTHER = """
import sys
from pathlib import Path
from practicenotes.errors import PracticeNotesError
from practicenotes.vault import database
try:
    database.open_file(Path(sys.argv[1]), sys.argv[2])
except PracticeNotesError as error:
    print(type(error).__name__)
"""


@pytest.mark.release(14)
@pytest.mark.parametrize("name", ["record", "private"])
@pytest.mark.parametrize("page", [1, 4, -1])
def test_a_flipped_bit_in_any_page_is_found(
    reopen: Callable[..., Vault], name: str, page: int
) -> None:
    """In the first page, one in the middle and the last, of either store."""
    vault = reopen()
    path = getattr(vault, name).path
    assert opening.all_pages_fit(vault)

    def flip() -> None:
        data = bytearray(path.read_bytes())
        start = (page - 1) * 4096 if page > 0 else len(data) - 4096
        data[start + 300] ^= 1
        path.write_bytes(data)

    getattr(vault, name).set_aside(flip)

    assert not opening.all_pages_fit(vault)


def test_what_is_saved_meanwhile_is_no_damage(reopen: Callable[..., Vault]) -> None:
    """Pages that are written while they are looked at are looked at once more."""
    vault = reopen()
    written = [
        vault.record.submit(toy_store.write, f"note {n}", toy_store.body_of(n)) for n in range(60)
    ]

    while not all(future.done() for future in written):
        assert opening.all_pages_fit(vault)
    assert all(future.result() for future in written)
    assert vault.verify().is_sound


@pytest.mark.skipif(sys.platform == "win32", reason="locks belong to who opened the file there")
def test_the_file_stays_locked(reopen: Callable[..., Vault]) -> None:
    """Another program finds the store as shut after the look as before it."""
    vault = reopen()
    path, keys = vault.record.path, vault._ring.store_keys()["record"]
    assert opening.all_pages_fit(vault)

    tried = subprocess.run(
        [sys.executable, "-c", OTHER, str(path), keys.database], capture_output=True, check=False
    )

    assert tried.stdout.split() == [b"VaultBusy"]


def test_a_store_that_is_shut_or_out_of_reach_is_no_damage(reopen: Callable[..., Vault]) -> None:
    """An executor's record is looked at alone; a pulled disk and a lock end it in plain errors."""
    vault = reopen(schemas={"record": toy_store.schemas()["record"]})
    assert opening.all_pages_fit(vault)
    away = vault.folder.rename(vault.folder.with_name("Pulled.practice"))
    with pytest.raises(StoreLost):
        opening.all_pages_fit(vault)
    shutil.copytree(away, vault.folder)
    vault.close()
    with pytest.raises(StoreClosed):
        opening.all_pages_fit(vault)
