"""Remembers how far the practice goes while it is worked in: who is killed has no last moment.

What this computer knew of a practice only since it was last locked would let an older copy pass
after a crash, or a power cut, as the latest.
"""

from PySide6.QtCore import QObject, QTimer

from practicenotes.app.background import Background
from practicenotes.app.watching import Watch
from practicenotes.vault import Vault


OFTEN = 10  # s between two looks while something is written; at rest there is none


class Remembering(QObject):
    """Keeps the ends of the trails soon after each change, off the UI thread."""

    def __init__(
        self,
        parent: QObject,
        vault: Vault,
        watch: Watch,
        background: Background,
    ) -> None:
        super().__init__(parent)
        self._vault, self._watch, self._work = vault, watch, background.work
        self._clock = QTimer(self, singleShot=True, interval=OFTEN * 1000)
        self._clock.timeout.connect(self.keep)
        background.broadcast.changed.connect(self._wait)

    def keep(self) -> None:
        """Remember how far it goes now."""
        self._work.run(self, self._watch.keep, self._vault)

    def _wait(self) -> None:
        if not self._clock.isActive():
            self._clock.start()


def begin(
    parent: QObject, vault: Vault, watch: Watch | None, background: Background
) -> Remembering | None:
    """Remember from now on, as long as the parent stands."""
    if watch is None:
        return None
    remembering = Remembering(parent, vault, watch, background)
    remembering.keep()
    return remembering
