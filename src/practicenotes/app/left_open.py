"""An executor before a practice that another computer left open: it can be said to be closed there.

Whoever has the passphrase reads on meanwhile (`reading_on`). An executor cannot: what is read with
that key is written down, and nothing may be written while another computer may write.
"""

from practicenotes.errors import VaultBusy
from practicenotes.ui.reading_on import FOR_EXECUTOR, NotOpenThere
from practicenotes.ui.tasks import Work
from practicenotes.ui.unlock import Unlock
from practicenotes.vault import snapshots


def ask(page: Unlock, error: Exception, work: Work) -> NotOpenThere | None:
    """Ask for a word where that is what stands in the way, then try the key that was typed again.

    Taking it back leaves the sentence and the key where they are.
    """
    if not (isinstance(error, VaultBusy) and error.left and error.is_elsewhere):
        return None
    dialog = NotOpenThere(page, error.host or "", FOR_EXECUTOR)

    def done(_: object) -> None:
        dialog.accept()
        page.try_again()

    forget = (snapshots.forget, error.folder)
    dialog.asked.connect(lambda: dialog.hand_in(work, *forget, then=done))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
