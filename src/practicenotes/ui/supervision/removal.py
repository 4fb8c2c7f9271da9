"""Taking a passage off the list, and putting it back when that was not meant."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from practicenotes.domain.reflections.supervision_items import SupervisionItem, SupervisionItemId
from practicenotes.reflections import supervision
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.strip import NoticeStrip


GONE, UNDO = "The passage is off the list.", "Undo"


class Removal(QObject):
    """Removes at once and offers the way back in a strip; it asks nothing beforehand.

    Signals:
        gone(): a passage is off the list.
        back(): it is on it again.
    """

    gone = Signal()
    back = Signal()

    def __init__(self, strip: NoticeStrip, private: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__(strip)
        self._strip, self._private, self._now = strip, private, now
        self._removed: SupervisionItem | None = None
        strip.acted.connect(self.undo)

    def remove(self, item_id: SupervisionItemId) -> None:
        """Take a passage off the list."""

        def gone(item: SupervisionItem) -> None:
            self._removed = item
            self.gone.emit()
            self._strip.say(GONE, UNDO)

        self._private.run(self, supervision.remove, item_id, self._now(), then=gone)

    def undo(self) -> None:
        """Put the passage back that was removed last."""
        item, self._removed = self._removed, None
        self._strip.hide()
        if item:
            self._private.run(
                self, supervision.put_back, item, self._now(), then=lambda _: self.back.emit()
            )
