"""The program while an executor reads: its window, and the way back to the prompt."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.ui.device import Device
from practicenotes.ui.idle import Idle


if TYPE_CHECKING:
    from pathlib import Path

    from practicenotes.app.background import Background
    from practicenotes.ui.executor.desk import ReadingDesk
    from practicenotes.ui.tasks import Tasks
    from practicenotes.vault import Vault


class Executing(QObject):
    """Holds the record while it is open for reading; there is nothing to save when it locks.

    Signals:
        shown(QWidget): this window is to stand first.
        left(Path): the practice in this folder was locked.
    """

    shown = Signal(object)
    left = Signal(object)

    def __init__(self, parent: QObject, device: Device, background: "Background") -> None:
        super().__init__(parent)
        self._device, self._background = device, background
        self._idle = Idle(self)
        self._idle.expired.connect(self.lock)
        self._door: Tasks | None = None
        self.vault: Vault | None = None
        self.desk: ReadingDesk | None = None
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self.close)

    def enter(self, vault: "Vault") -> None:
        """Show the pages for reading; that the record was opened is entered first."""
        from practicenotes.records import access
        from practicenotes.ui.executor.desk import ReadingDesk
        from practicenotes.ui.window import Window

        self.vault = vault
        failures = int(self._device.get(known.FAILED_UNLOCKS))
        self._device.put(known.FAILED_UNLOCKS, 0)
        vault.record.submit(access.unlocked, failures, times.utc_now())
        window = Window(self._device)
        window.lock_wanted.connect(self.lock)
        window.closing.connect(lambda _event: self.close())
        self._idle.warned.connect(window.warn_of_lock)
        self._idle.returned.connect(window.say_open)
        minutes = int(self._device.get(known.LOCK_AFTER_MINUTES))
        window.say_lock(f"Locks after {minutes} min idle" if minutes else "")
        self._door = self._background.door(vault.record)
        doors = (self._door, self._background.work, self._background.broadcast)
        self.desk = ReadingDesk(window, *doors, times.utc_now)
        self._idle.start(minutes)
        self.shown.emit(window)
        self.desk.begin()

    def lock(self) -> None:
        """Close the record and go back to the prompt; asks nothing."""
        if folder := self.close():
            self.left.emit(folder)

    def close(self) -> "Path | None":
        """Close the record, if one is open, and return where it lies."""
        from practicenotes.records import access

        self._idle.stop()
        vault, self.vault, self.desk = self.vault, None, None
        if vault is None:
            return None
        vault.record.submit(access.locked, times.utc_now())
        vault.close()
        if self._door:
            self._door.deleteLater()  # it holds a store, and a store holds keys
        self._door = None
        return vault.folder
