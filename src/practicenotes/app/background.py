"""What runs off the UI thread and comes back to it, made when it is first asked for.

The prompt is painted without it: nothing runs before a passphrase is given.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal


if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicenotes.ui.tasks import Broadcast, Tasks, Work
    from practicenotes.vault import Store, Vault


class Background(QObject):
    """Holds the channel that every view listens to, and makes the doors that tell through it.

    Signals:
        raised(Exception): an error that no widget claimed; there may be no window yet to tell it.
    """

    raised = Signal(object)

    @cached_property
    def broadcast(self) -> "Broadcast":
        """What concerns every view."""
        from practicenotes.ui.tasks import Broadcast

        broadcast = Broadcast(self)
        broadcast.raised.connect(self.raised)
        return broadcast

    @cached_property
    def work(self) -> "Work":
        """The door for long work that is no store operation."""
        from practicenotes.ui.tasks import Work

        return Work(self.broadcast)

    def end(self) -> None:
        """Wait for what is under way before the program ends; what it opens is closed again."""
        if "work" in vars(self):
            self.work.close()

    def door(self, store: "Store") -> "Tasks":
        """Return a new door to an open store."""
        from practicenotes.ui.tasks import Tasks

        return Tasks(store.submit, self.broadcast)

    def doors(self, vault: "Vault") -> "tuple[Tasks, Tasks]":
        """Return new doors to the record and to the reflections, be these closed or open."""
        from practicenotes.ui.closed.door import ShutDoor

        record = self.door(vault.record)
        return record, ShutDoor(self.broadcast) if vault.is_shut else self.door(vault.private)

    @staticmethod
    def drop(doors: "Iterable[Tasks]") -> tuple[()]:
        """Let go of doors, each of which holds a store and its keys.

        Files that are read, and pages that are printed, go no further.
        """
        from practicenotes.apart import reading
        from practicenotes.ui.printing import under_way

        reading.end()
        under_way.stop()
        for door in doors:
            door.deleteLater()
        return ()
