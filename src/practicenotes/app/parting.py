"""What can be done for the day on which this computer is lost or given away."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from practicenotes import __version__
from practicenotes.app import keeping
from practicenotes.app.cover import discard
from practicenotes.app.successor import Successor
from practicenotes.documents import safe_harbour
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.encryption import Encryption
from practicenotes.errors import PracticeNotesError
from practicenotes.ui.device import Device
from practicenotes.ui.parting import PartingCard, RemovalDialog
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.printing.paper import Paper
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.vault import Vault, removal


class Program(Protocol):
    """What of the program is needed to go on without a practice."""

    front: QWidget | None
    successor: Successor | None

    def close(self) -> None:
        """Save and close the practice."""

    def ask(self) -> None:
        """Show the prompt."""

    def begin(self, *, expected: bool) -> None:
        """Show what is needed first."""

    def tell(self, error: Exception) -> None:
        """Let the window in front tell an error."""


def offer(
    program: Program, page: PracticePage, vault: Vault, doors: tuple[Tasks, Work], device: Device
) -> None:
    """Put the card on the practice page."""
    record, work = doors
    ways = Ways(page, record, work)
    ways.told.connect(page.told)

    def send(how: str) -> None:
        def go(data: bytes) -> None:
            paper = Paper(data, "statement of encryption", "How this practice is encrypted")
            (ways.print if how == "print" else ways.save)(paper)

        work.run(page, statement, vault, then=go)

    def ask() -> None:
        dialog = RemovalDialog(str(vault.folder), page)

        def checked(_: None) -> None:
            dialog.accept()
            remove(program, vault, device)

        dialog.given.connect(
            lambda typed: work.run(
                dialog, vault.check_key, typed, then=checked, failed=dialog.refuse
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    card = PartingCard()
    card.print_wanted.connect(lambda: send("print"))
    card.save_wanted.connect(lambda: send("save"))
    card.removal_wanted.connect(ask)
    page.add_card(card)


def statement(vault: Vault) -> bytes:
    """Return the page that says how a practice is encrypted, on the paper of the country."""
    cost = vault.passphrase_cost
    told = Encryption(
        practice=vault.label,
        version=__version__,
        memory_mib=cost.memory_kib // 1024,
        passes=cost.passes,
        lanes=cost.lanes,
        sheet_tried=keeping.is_proven(vault),
    )
    today = times.on_the_wall(times.utc_now()).date()
    return safe_harbour.draw(told, today, paper=keeping.paper())


def remove(program: Program, vault: Vault, device: Device) -> None:
    """Close a practice and take it off this computer; the program goes on without one."""
    folder = vault.folder
    program.close()
    try:
        removal.remove(folder, vault.id, device.anchors)
    except PracticeNotesError as error:
        program.ask()
        program.tell(error)
        return
    device.put(known.LAST_VAULT, "")
    if program.successor:
        discard([program.front] if program.front else [])
        program.successor.take_over(folder, automatic=False)
    program.begin(expected=True)
