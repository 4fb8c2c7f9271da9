"""What runs off the UI thread and comes back to it, made when it is first asked for.

The prompt is painted without it: nothing runs before a passphrase is given.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject


if TYPE_CHECKING:
    from practicenotes.ui.tasks import Broadcast, Tasks, Work
    from practicenotes.vault import Store


class Background(QObject):
    """Holds the channel that every view listens to, and makes the doors that tell through it."""

    @cached_property
    def broadcast(self) -> "Broadcast":
        """What concerns every view."""
        from practicenotes.ui.tasks import Broadcast

        return Broadcast(self)

    @cached_property
    def work(self) -> "Work":
        """The door for long work that is no store operation."""
        from practicenotes.ui.tasks import Work

        return Work(self.broadcast)

    def door(self, store: "Store") -> "Tasks":
        """Return a new door to an open store."""
        from practicenotes.ui.tasks import Tasks

        return Tasks(store.submit, self.broadcast)
