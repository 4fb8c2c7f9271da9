"""What the window of an open practice offers beyond its pages: keys, sheets, locking, parting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from practicenotes.app import executor_sheet, parting, reflecting, replacing
from practicenotes.app.watching import Watch
from practicenotes.ui import locking
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.window import Window
from practicenotes.vault import Vault


class Program(parting.Program, reflecting.Program, Protocol):
    """What these need of the program."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The parts of the program that meet here."""

    program: Program
    desk: Desk
    window: Window
    vault: Vault
    work: Work
    device: Device


def join(
    joined: Joined, record: Tasks, watch: Watch | None, begin_again: Callable[[], object]
) -> None:
    """Put each on the practice page, in this order."""
    practice, vault, work, device = joined.desk.practice, joined.vault, joined.work, joined.device
    executor_sheet.offer(practice, vault, work)
    replacing.offer(practice, vault, work, watch)
    parting.offer(joined.program, practice, vault, (record, work), device)
    locking.join(practice, joined.window, device, begin_again)
    reflecting.offer(joined)
