"""What the window may do with words for a file elsewhere; the keys stay with the vault."""

from functools import partial

from practicenotes.app.background import Background
from practicenotes.domain import times
from practicenotes.ui.desk import Desk
from practicenotes.ui.elsewhere import Elsewhere, WordCare
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.window import Window
from practicenotes.vault import Vault, elsewhere


def offer(
    desk: Desk, window: Window, vault: Vault, doors: tuple[Tasks, Tasks], background: Background
) -> Elsewhere:
    """Let a window send words that no store takes to a file, and bring them back."""
    care = WordCare(partial(elsewhere.write, vault), partial(elsewhere.read, vault))
    ways = (*doors, background.work)
    return Elsewhere(desk, window, ways, background.broadcast, care, times.utc_now)
