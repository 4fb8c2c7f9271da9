"""Opens and closes the reflections while the record stays open, where they have a passphrase."""

from functools import partial
from typing import Protocol

from practicenotes.app import keeping
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.errors import RecoveryKeyMistyped, ReflectionsUnsaved, WrongPassphrase
from practicenotes.records import access
from practicenotes.reflections import access as private_access
from practicenotes.ui.closed import asking, joining
from practicenotes.ui.closed.card import SecondCard
from practicenotes.ui.closed.care import SecondCare
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.tasks import Work
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Vault, second


class Program(Protocol):
    """What of the program is needed to show more of the practice, or less."""

    def save(self) -> bool:
        """Save what is written, and say whether all of it was taken."""

    def turn_desk(self) -> None:
        """Show the pages anew, where the therapist is."""

    def tell(self, error: Exception) -> None:
        """Let the window in front tell an error."""


def offer(
    program: Program, desk: Desk, window: Window, vault: Vault, work: Work, device: Device
) -> None:
    """Put the ways into the window, and the card on the practice page."""
    told = care(vault)
    card = SecondCard(told, work)
    card.told.connect(desk.practice.told)
    desk.practice.add_card(card, after=desk.practice.key_acts.parentWidget())
    turn = joining.Turn(window, shut=vault.is_shut)
    turn.show(offered=told.is_set())

    def look() -> None:  # all keys may have been replaced, and it with them
        card.refresh()
        turn.show(offered=told.is_set())

    desk.practice.told.connect(lambda _words: look())
    ask = partial(_open, program, window, told, work, device)
    turn.open_wanted.connect(ask)
    turn.close_wanted.connect(partial(_close, program, vault))
    if vault.is_shut:
        joining.close(desk, ask)


def care(vault: Vault) -> SecondCare:
    """Return what can be done about the second passphrase of an open vault."""

    def put(first: str, new: str) -> None:
        at = times.utc_now()
        second.put(vault, first, new, at=at)
        access.enter(vault, access.rekeyed, "set a second passphrase", at)

    def change(old: str, new: str) -> None:
        at = times.utc_now()
        second.change(vault, proof(old), new, at=at)
        access.enter(vault, access.rekeyed, "change the second passphrase", at)

    def take_away(first: str) -> None:
        at = times.utc_now()
        second.take_away(vault, first, at=at)
        access.enter(vault, access.rekeyed, "take away the second passphrase", at)

    def reopen(typed: str) -> None:
        second.reopen(vault, proof(typed), SCHEMAS, at=times.utc_now())
        vault.private.submit(private_access.opened, times.utc_now())
        keeping.empty_trash(vault)

    return SecondCare(
        is_set=lambda: second.is_set(vault),
        is_shut=lambda: vault.is_shut,
        strength=keeping.level,
        put=put,
        change=change,
        take_away=take_away,
        reopen=reopen,
    )


def proof(typed: str) -> str | RecoveryKey:
    """Return the recovery key, where that is what was typed, or else a passphrase."""
    try:
        return RecoveryKey.parse(typed)
    except RecoveryKeyMistyped:
        return typed


def _open(program: Program, window: Window, told: SecondCare, work: Work, device: Device) -> None:
    """Ask for the second passphrase, and show the pages with their reflections."""
    if not program.save():
        program.tell(ReflectionsUnsaved())
        return
    dialog = asking.opening(window)

    def refuse(error: Exception) -> None:
        if isinstance(error, WrongPassphrase):  # told with the others at the next unlock
            device.put(known.FAILED_UNLOCKS, int(device.get(known.FAILED_UNLOCKS)) + 1)
        dialog.refuse(error)

    def opened(_: None) -> None:
        dialog.accept()
        program.turn_desk()

    dialog.given.connect(
        lambda typed: work.run(dialog, told.reopen, typed, then=opened, failed=refuse)
    )
    dialog.open()


def _close(program: Program, vault: Vault) -> None:
    """Save what is written, close the reflections, and show the pages without them."""
    if not program.save():
        program.tell(ReflectionsUnsaved())
        return
    vault.private.submit(private_access.closed, times.utc_now())
    second.shut(vault)
    program.turn_desk()
