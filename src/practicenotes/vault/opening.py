"""Looks at every page of both stores behind an opening, while everybody goes on writing.

The stores stay open meanwhile. Some systems forget all locks of a file once a program closes it
anywhere: so what is opened here is closed together with the vault.
"""

from functools import partial
from typing import IO

from practicenotes.errors import StoreClosed, StoreDamaged, StoreLost
from practicenotes.vault import pages, tally
from practicenotes.vault.database import PAGE
from practicenotes.vault.pages import Marks
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


AT_ONCE = 16 * 1024 * 1024  # bytes: in a larger store, the marks are added up once a day only


def all_pages_fit(vault: Vault) -> bool:
    """Say whether every page fits its mark, and is of today; a store that is shut is passed over.

    Raises StoreClosed once the vault is closed, and StoreLost where a disk is gone.
    """
    return all(_is_shut_or_fits(vault, store) for store in vault.stores)


def _is_shut_or_fits(vault: Vault, store: Store) -> bool:
    """Pass over reflections that were closed meanwhile; they are looked at when they next open."""
    try:
        return _fits(vault, store)
    except (KeyError, StoreClosed):
        if vault.stores.find(store.name) is store:
            raise
        return True


def _fits(vault: Vault, store: Store) -> bool:
    keys = vault.with_keys(lambda ring: ring.store_keys()[store.name])
    marks = Marks(keys.raw, keys.salt)
    try:
        file = store.path.open("rb")
        _close_in_time(vault, file)
        found = pages.read(file, marks, lambda: None)
        fit = not found.bad or store.on_connection(lambda _: _fit(file, marks, found.bad))
        at_once = found.total * PAGE <= AT_ONCE
        return fit and (not at_once or store.on_connection(partial(tally.fits, key=keys.audit)))
    except StoreDamaged:  # not even that much could be read
        return False
    except ValueError:  # the vault was closed, and this file with it
        raise StoreClosed from None
    except OSError:
        raise StoreLost(store.path) from None


def _fit(file: IO[bytes], marks: Marks, numbers: tuple[int, ...]) -> bool:
    """Look once more where nothing is written at the same time: half a page fits no mark."""

    def fits(number: int) -> bool:
        file.seek((number - 1) * PAGE)
        page = file.read(PAGE)
        return not page or marks.fit(number, page)

    return all(map(fits, numbers))


def _close_in_time(vault: Vault, file: IO[bytes]) -> None:
    try:
        vault.at_close(file.close)
    except StoreClosed:
        file.close()
        raise
