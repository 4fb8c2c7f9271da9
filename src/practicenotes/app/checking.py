"""What the window may look at by itself to find decay; the keys stay with the vault."""

from functools import partial

from practicenotes.app.background import Background
from practicenotes.domain import times
from practicenotes.records import inspection
from practicenotes.ui.desk import Desk
from practicenotes.ui.opening import CheckCare, OpeningCheck
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.window import Window
from practicenotes.vault import Vault, opening


def begin(
    desk: Desk, window: Window, vault: Vault, record: Tasks, background: Background
) -> OpeningCheck:
    """Look for decay as long as the window stands."""
    care = CheckCare(partial(opening.all_pages_fit, vault), partial(inspection.of, vault))
    doors = (record, background.work)
    return OpeningCheck(window, desk.practice, doors, care, times.utc_now)
