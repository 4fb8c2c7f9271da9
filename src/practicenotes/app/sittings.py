"""Lets both trails tell of each sitting: what a trail does not tell of, nobody can miss.

Words of a reflection leave no entry. Without these, an older file of the reflections that was put
back alone would pass as the latest.
"""

from practicenotes.domain import times
from practicenotes.records import access
from practicenotes.reflections import access as private_access
from practicenotes.vault import Vault


def begin(vault: Vault) -> None:
    """Enter that the reflections are open, unless they wait for a passphrase of their own."""
    if not vault.is_shut:
        vault.private.submit(private_access.opened, times.utc_now())


def end(vault: Vault) -> None:
    """Enter that the practice was locked."""
    vault.record.submit(access.locked, times.utc_now())
    if not vault.is_shut:
        vault.private.submit(private_access.closed, times.utc_now())
