"""Ends a sitting: the way back is laid, the trails tell of it, and the stores close in any case.

What a store does not take here costs no word: the words were saved before.
"""

from contextlib import suppress

from practicenotes.app import bookmark, sittings
from practicenotes.app.bookmark import Desk
from practicenotes.app.watching import Watch
from practicenotes.errors import PracticeNotesError
from practicenotes.ui.place import Place
from practicenotes.vault import Vault


def close(vault: Vault, desk: Desk | None, place: Place | None, watch: Watch | None) -> None:
    """Close the stores; the next key leads to a place that is given, or to words just begun."""
    try:
        with suppress(PracticeNotesError, MemoryError):
            bookmark.lay(vault, place or bookmark.begun(desk))
        with suppress(PracticeNotesError, MemoryError):
            sittings.end(vault)
        if watch:
            with suppress(MemoryError):
                watch.keep(vault)
    finally:
        vault.close()
