"""Pages between prompt and desk: a new passphrase, and a first trial of the recovery key."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from practicenotes.app import keeping
from practicenotes.ui.first_run.recovery import CheckStep
from practicenotes.ui.renewal import Renewal
from practicenotes.ui.tasks import Work
from practicenotes.vault import Vault


def new_passphrase(vault: Vault, typed: str, work: Work, go_on: Callable[[], object]) -> QWidget:
    """Return the page that offers a new passphrase to whoever came in with the recovery key."""
    page = Renewal(keeping.check, keeping.level)
    page.put_off.connect(go_on)
    page.chosen.connect(
        lambda new: work.run(
            *(page, keeping.renew_passphrase, vault, typed, new),
            then=lambda _: go_on(),
            failed=page.refuse,
        )
    )
    return page


def recovery_key(vault: Vault, work: Work, go_on: Callable[[], object]) -> QWidget:
    """Return the page that asks for the recovery key of a practice that was made in a terminal."""
    page = CheckStep()
    page.back.setText("&Later")
    page.back_wanted.connect(go_on)
    page.typed.connect(
        lambda typed: work.run(
            *(page, keeping.try_recovery_key, vault, typed),
            then=lambda _: go_on(),
            failed=page.refuse,
        )
    )
    return page
