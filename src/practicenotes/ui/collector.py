"""Lost objects are collected on the thread of the windows, and on no other.

Python collects what refers to itself on whichever thread happens to ask for memory. If windows are
among it, Qt takes them down on a thread that is not theirs, beside the events that are still sent
to them, and the program falls. So nothing is collected by itself while there are windows.
"""

import gc

from PySide6.QtCore import QObject, QTimer


OFTEN = 1000  # ms: how soon what was lost is let go; nobody waits for it


class Collector(QObject):
    """Collects, between events, as much as Python itself would have collected by now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self, interval=OFTEN)
        self._clock.timeout.connect(collect)
        self._clock.start()


def collect() -> None:
    """Collect the oldest generation that is due, and with it the younger ones."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
