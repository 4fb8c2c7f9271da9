"""What an open practice offers beside its pages: its keys, papers, locking, and ways out of it."""

from collections.abc import Callable
from typing import Protocol

from practicenotes.app import (
    checking,
    elsewhere,
    executor_sheet,
    parting,
    reflecting,
    remembering,
    replacing,
    strays,
)
from practicenotes.app.background import Background
from practicenotes.app.watching import Watch
from practicenotes.ui import entering, locking
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.window import Window
from practicenotes.vault import Vault


class Program(parting.Program, reflecting.Program, Protocol):
    """What these need of the program."""


def make(
    program: Program,
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
    entering.tell(window, writable=vault.writable, mended=bool(vault.mended))
    executor_sheet.offer(practice, vault, work)
    replacing.offer(practice, vault, work, watch)
    parting.offer(program, practice, vault, (doors[0], work), device)
    strays.offer(desk.today, window, vault, work)
    remembering.begin(window, vault, watch, background)
    locking.join(practice, window, device, begin_again)
    elsewhere.offer(desk, window, vault, doors, background)
    checking.begin(desk, window, vault, doors[0], background)
    reflecting.offer(program, desk, window, vault, work, device)
