"""Notices that nobody is there any more; it knows nothing of vaults."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal


WARNING = 20  # seconds before the end in which any key or movement cancels

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class Idle(QObject):
    """Watches the whole application while it runs.

    Signals:
        warned(int): nobody has been there for a while; so many seconds are left.
        returned(): somebody came back after a warning.
        expired(): the time is over.
    """

    warned = Signal(int)
    returned = Signal()
    expired = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._clock, self._seen = clock, 0.0  # of the wall: it goes on while the computer sleeps
        self._quiet = QTimer(self, singleShot=True)
        self._quiet.timeout.connect(self._warn)
        self._last = QTimer(self, singleShot=True, interval=WARNING * 1000)
        self._last.timeout.connect(self.expired)
        self._minutes = 0

    def start(self, minutes: int) -> None:
        """Begin to watch; 0 minutes never expires."""
        self._minutes = minutes
        app = QCoreApplication.instance()
        if app and minutes:
            app.installEventFilter(self)
            self._begin_again()

    def stop(self) -> None:
        """Watch no more."""
        app = QCoreApplication.instance()
        if app:
            app.removeEventFilter(self)
        self._quiet.stop()
        self._last.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """Begin again at every sign of life, unless it comes too late; nothing is held back."""
        if event.type() in _SIGNS_OF_LIFE:
            if self._clock() - self._seen > self._minutes * 60:
                self.stop()
                self.expired.emit()
                return False
            if self._last.isActive():
                self.returned.emit()
            self._begin_again()
        return False

    def _begin_again(self) -> None:
        self._seen = self._clock()
        self._last.stop()
        self._quiet.start(self._minutes * 60_000 - WARNING * 1000)

    def _warn(self) -> None:
        self._last.start()
        self.warned.emit(WARNING)
