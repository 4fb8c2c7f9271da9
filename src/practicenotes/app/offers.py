"""What an open practice offers beside its pages: its keys, papers, locking, and ways out of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
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
from practicenotes.domain import times
from practicenotes.records import access
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
    *,
    opening: bool,
) -> None:
    """Put each on its page, or into the menus; what is so at an `opening` is told with it alone."""
    practice, work = desk.practice, background.work
    if opening:
        entering.tell(window, writable=vault.writable, mended=bool(vault.mended))
        then = partial(_tell_of_clock, window)
        doors[0].run(window, access.before_unlock, then=then, failed=_leave_to_the_check)
    executor_sheet.offer(practice, vault, work)
    replacing.offer(practice, vault, work, watch)
    parting.offer(program, practice, vault, (doors[0], work), device)
    strays.offer(desk.today, window, vault, work)
    remembering.begin(window, vault, watch, background)
    locking.join(practice, window, device, begin_again)
    elsewhere.offer(desk, window, vault, doors, background)
    checking.begin(desk, window, vault, doors[0], background)
    reflecting.offer(program, desk, window, vault, work, device)


def _leave_to_the_check(_error: Exception) -> None:
    """Say nothing of a damaged trail here: the check of all pages tells of it."""


def _tell_of_clock(window: Window, latest: datetime | None) -> None:
    entering.tell_of_clock(window, latest, times.utc_now())
