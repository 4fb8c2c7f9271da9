"""A polite end: when the system asks the program to end, what is written is saved first."""

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class Ending(QObject):
    """Hears the signals that ask for an end while Qt waits: Python alone hears them too late.

    Windows has no such signals: there Qt hears of a log-off itself.
    """

    def __init__(self, parent: QObject, end: Callable[[], object]) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._heard, told = os.pipe()
        for descriptor in (self._heard, told):
            os.set_blocking(descriptor, False)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: None)
        signal.set_wakeup_fd(told, warn_on_full_buffer=False)
        self._end = end
        self._notifier = QSocketNotifier(self._heard, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def _hear(self) -> None:
        os.read(self._heard, 64)
        self._end()
