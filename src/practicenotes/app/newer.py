"""Tells whoever reads with the executor's key that a newer copy of the practice is known."""

from datetime import datetime
from pathlib import Path

from practicenotes.domain.newer import Newer
from practicenotes.records import backups
from practicenotes.ui.executor.desk import ReadingDesk
from practicenotes.ui.tasks import Work
from practicenotes.vault import Vault, newer


def tell(desk: ReadingDesk, vault: Vault, work: Work, at: datetime) -> None:
    """Look for one, and say so above the contacts; where nothing can be known, nothing is said."""
    work.run(desk, find, vault, at, then=desk.tell_of, failed=lambda _error: None)


def find(vault: Vault, at: datetime) -> Newer | None:
    """Return the newest copy that is known from the practice and from what lies beside it."""
    places = vault.record.run(backups.standing, at).places
    return newer.find(vault, [Path(place.path) for place in places])
