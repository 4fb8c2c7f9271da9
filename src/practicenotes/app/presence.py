"""What is watched while a practice is open: whether the therapist is gone, and what was copied."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from practicenotes.domain import settings
from practicenotes.ui.device import Device
from practicenotes.ui.idle import Idle


if TYPE_CHECKING:
    from practicenotes.app.clipboard import Clipboard
    from practicenotes.ui.window import Window


class Presence(QObject):
    """Hears of keys that rest, of what the system tells, and of the clipboard.

    Signals:
        warned(int): nobody has been there for a while; so many seconds are left.
        returned(): somebody came back after a warning.
        gone(): the practice is to be locked now.
        cleared(): what was copied is off the clipboard again.
    """

    warned = Signal(int)
    returned = Signal()
    gone = Signal()
    cleared = Signal()

    def __init__(self, parent: QObject, device: Device) -> None:
        super().__init__(parent)
        self._device = device
        self._idle = Idle(self)
        self._idle.warned.connect(self.warned)
        self._idle.returned.connect(self.returned)
        self._idle.expired.connect(self.gone)
        self._clipboards: tuple[Clipboard, ...] = ()
        self._system: QObject | None = None  # it listens to the end, once a practice was open

    def tell(self, window: "Window") -> None:
        """Let a window say what is heard, as long as it is there."""
        from practicenotes.ui.locking import Notices

        notices = Notices(window)
        self.warned.connect(notices.warn)
        self.returned.connect(notices.stay)
        self.cleared.connect(notices.cleared)

    def start(self) -> None:
        """Watch from now on, by what is chosen now."""
        self._idle.stop()
        self._idle.start(int(self._device.get(settings.LOCK_AFTER_MINUTES)))
        if self._system is None:
            from practicenotes.app import away, clipboard

            self._system = away.listen(self, self.gone.emit)
            self._clipboards = clipboard.watch(self, self._device)
            self._clipboards[0].cleared.connect(self.cleared)

    def stop(self) -> None:
        """Wait for no key any more, and leave no copy; what the system tells is heard on."""
        self._idle.stop()
        for each in self._clipboards:
            each.clear()
