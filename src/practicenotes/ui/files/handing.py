"""How what is asked about files and consents gets into the record."""

from collections.abc import Callable

from practicenotes.ui.measures.keeping import Asked, Keeping
from practicenotes.ui.widgets.dialog import Dialog


# The names of sheets that are kept while they stand open.
NEW, FILE, CONSENT = "new file", "file", "consent"


class Handing(Keeping):
    """Keeps what was asked for, also from a dialog in which nothing is typed."""

    def ask_once(
        self, dialog: Dialog, asked: Callable[[], Asked], done: Callable[..., object]
    ) -> None:
        """Open a dialog of which nothing needs to be kept before it is handed in."""

        def keep() -> None:
            operation, arguments = asked()
            dialog.hand_in(self._record, operation, *arguments, self._now(), then=done)

        dialog.asked.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
