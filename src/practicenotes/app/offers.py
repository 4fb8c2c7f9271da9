"""What an open practice offers beside its pages: its keys, papers, locking, and ways out of it."""

from collections.abc import Callable

from practicenotes.app import checking, elsewhere, executor_sheet, parting, replacing, strays
from practicenotes.app.background import Background
from practicenotes.app.watching import Watch
from practicenotes.ui import locking
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.window import Window
from practicenotes.vault import Vault


def make(
    program: parting.Program,
    desk: Desk,
    window: Window,
    vault: Vault,
    doors: tuple[Tasks, Tasks],
    background: Background,
    device: Device,
    watch: Watch | None,
    begin_again: Callable[[], object],
) -> None:
    """Put each on its page, or into the menus of the window."""
    practice, work = desk.practice, background.work
    executor_sheet.offer(practice, vault, work)
    replacing.offer(practice, vault, work, watch)
    parting.offer(program, practice, vault, (doors[0], work), device)
    strays.offer(desk.today, window, vault, work)
    locking.join(practice, window, device, begin_again)
    elsewhere.offer(desk, window, vault, doors, background)
    checking.begin(desk, window, vault, doors[0], background)
