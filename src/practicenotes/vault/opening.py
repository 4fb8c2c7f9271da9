"""Looks at every page of both stores behind an opening, without keeping anybody from writing."""

from practicenotes.errors import StoreClosed, StoreLost
from practicenotes.vault import pages
from practicenotes.vault.pages import PageCount
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


AT_ONCE = 4_000  # pages, 16 MB: less than a tenth of a second, in which a save waits


def all_pages_fit(vault: Vault) -> bool:
    """Say whether every page fits its mark; a store that is shut is passed over.

    Raises StoreClosed once the vault is closed, and StoreLost where a disk is gone.
    """
    return all(_fits(vault, store) for store in _open(vault))


def _fits(vault: Vault, store: Store) -> bool:
    """Look at one stretch after the other: what is to be saved meanwhile comes in between."""
    behind = 0
    while True:
        found = store.set_aside(lambda start=behind: _stretch(vault, store, start))  # type: ignore[misc]
        if found.bad:
            return False
        if found.total < behind + AT_ONCE:
            return True
        behind = found.total


def _stretch(vault: Vault, store: Store, behind: int) -> PageCount:
    keys = vault.with_keys(lambda ring: ring.store_keys()[store.name])
    try:
        return pages.part(store.path, keys.raw, keys.salt, behind, AT_ONCE)
    except OSError:
        raise StoreLost(store.path) from None


def _open(vault: Vault) -> list[Store]:
    found = []
    for name in ("record", "private"):
        try:
            found.append(vault.record if name == "record" else vault.private)
        except StoreClosed:
            continue
    return found
