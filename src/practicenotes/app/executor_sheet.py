"""What the window may do about the executor sheet, and the card that leads there."""

from functools import partial

from practicenotes.app import keeping
from practicenotes.domain import times
from practicenotes.records import executor_sheet
from practicenotes.ui.executor.card import ExecutorCard
from practicenotes.ui.executor.care import SheetCare
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.tasks import Work
from practicenotes.vault import Vault


def offer(page: PracticePage, vault: Vault, work: Work) -> None:
    """Put the card on the practice page; it says anew what is so when keys were replaced there."""
    card = ExecutorCard(care(vault), work)
    card.told.connect(page.told)
    page.told.connect(lambda _words: card.refresh())
    page.add_card(card, after=page.key_acts.parentWidget())


def care(vault: Vault) -> SheetCare:
    """Return what can be done about the executor sheet of an open vault."""

    def make(passphrase: str, in_parts: bool) -> tuple[tuple[str, ...], ...]:
        return executor_sheet.make(vault, passphrase, times.utc_now(), two_parts=in_parts)

    return SheetCare(
        state=partial(executor_sheet.state, vault),
        make=make,
        sheet=partial(keeping.executor_sheet, vault.label),
        attempt=lambda typed: executor_sheet.attempt(vault, typed, times.utc_now()),
        revoke=lambda: executor_sheet.revoke(vault, times.utc_now()),
    )
