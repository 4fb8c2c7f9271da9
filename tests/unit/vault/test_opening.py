"""Every page is looked at behind an opening, in stretches between which others are served."""

import shutil
from collections.abc import Callable

import pytest
import toy_store

from practicenotes.errors import StoreClosed, StoreLost
from practicenotes.vault import opening
from practicenotes.vault.vault import Vault


@pytest.fixture(autouse=True)
def short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at three pages at once, so that a small store takes several stretches."""
    monkeypatch.setattr(opening, "AT_ONCE", 3)


@pytest.mark.release(14)
@pytest.mark.parametrize("name", ["record", "private"])
@pytest.mark.parametrize("page", [1, 3, 4, -1])
def test_a_flipped_bit_in_any_page_is_found(
    reopen: Callable[..., Vault], name: str, page: int
) -> None:
    """In the first, at the edges of a stretch and in the last, of either store."""
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


def test_what_is_saved_meanwhile_comes_in_between(reopen: Callable[..., Vault]) -> None:
    """A save between two stretches is kept, and is no damage."""
    vault = reopen()
    written = [
        vault.record.submit(toy_store.write, f"note {n}", toy_store.body_of(n)) for n in range(9)
    ]

    assert opening.all_pages_fit(vault)
    assert all(future.result() for future in written)
    assert vault.verify().is_sound


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
