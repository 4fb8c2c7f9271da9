"""Lets both trails tell of each sitting: what a trail does not tell of, nobody can miss.

Words of a reflection leave no entry. Without these, an older file of the reflections that was put
back alone would pass as the latest.
"""

from practicenotes.app import tries
from practicenotes.domain import times
from practicenotes.records import access
from practicenotes.reflections import access as private_access
from practicenotes.ui.device import Device
from practicenotes.vault import Vault


def begin(vault: Vault, device: Device) -> None:
    """Enter that the practice is open, and the reflections unless they wait for their own key."""
    tries.enter(vault, device)
    if not vault.is_shut:
        vault.private.submit(private_access.opened, times.utc_now())


def end(vault: Vault) -> None:
    """Enter that the practice was locked."""
    vault.record.submit(access.locked, times.utc_now())
    if not vault.is_shut:
        vault.private.submit(private_access.closed, times.utc_now())
