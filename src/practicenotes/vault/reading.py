"""A whole vault that is only read, because it is not the one in use: nothing in it changes."""

from collections.abc import Callable, Sequence
from functools import partial

from practicenotes.errors import PracticeNotesError
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


def only_read(vault: Vault, refusal: Callable[[], PracticeNotesError]) -> None:
    """Take nothing from now on but reading, not even entries of the trail.

    What is refused raises `refusal`. One that is only read as it is stays so, for its own reason.
    """
    if vault.writable:
        vault.alone(partial(_turn, refusal=refusal))
        vault.writable = False


def write_again(vault: Vault) -> None:
    """Let a vault be written in again that `only_read` had shut."""
    if is_only_read(vault):
        vault.writable = True
        vault.alone(partial(_turn, refusal=None))


def is_only_read(vault: Vault) -> bool:
    """Say whether a vault is open for reading, though its files could be written."""
    return vault.with_keys(lambda ring: ring.reads)


def _turn(
    ring: Keyring,
    stores: Sequence[Store],
    _going: Callable[[], None],
    refusal: Callable[[], PracticeNotesError] | None,
) -> None:
    for store in stores:
        if refusal:
            store.only_read(refusal=refusal)
        else:
            store.write_again()
    ring.reads = refusal is not None
    ring.refusal = refusal or ring.refusal
