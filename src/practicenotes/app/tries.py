"""Wrong tries at the prompt: entered in the trail by the next right one, and told in its window."""

from practicenotes.domain import settings, times
from practicenotes.records import access
from practicenotes.ui.device import Device
from practicenotes.vault import Vault


def enter(vault: Vault, device: Device) -> None:
    """Enter that a vault was opened, after how many wrong tries, and count anew from here."""
    failures = int(device.get(settings.FAILED_UNLOCKS))
    device.put(settings.FAILED_UNLOCKS, 0)
    device.put(settings.FAILED_BEFORE, failures)
    vault.record.submit(access.unlocked, failures, times.utc_now())
