"""The program while an executor reads: its window, and the way back to the prompt."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from practicenotes.app.presence import Presence
from practicenotes.domain import times
from practicenotes.ui.device import Device


if TYPE_CHECKING:
    from practicenotes.app.background import Background
    from practicenotes.ui.executor.desk import ReadingDesk
    from practicenotes.ui.tasks import Tasks
    from practicenotes.vault import Vault


class Executing(QObject):
    """Holds the record while it is open for reading; there is nothing to save when it locks.

    Signals:
        shown(QWidget): this window is to stand first.
        left(): the record was closed, and the prompt is to stand there again.
    """

    shown = Signal(object)
    left = Signal()

    def __init__(self, parent: QObject, device: Device, background: "Background") -> None:
        super().__init__(parent)
        self._device, self._background = device, background
        self.presence = Presence(self, device)
        self.presence.gone.connect(self.lock)
        self._door: Tasks | None = None
        self.vault: Vault | None = None
        self.desk: ReadingDesk | None = None
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self.close)

    def enter(self, vault: "Vault") -> None:
        """Show the pages for reading; that the record was opened is entered first."""
        from practicenotes.app import tries
        from practicenotes.ui import locking
        from practicenotes.ui.executor.desk import ReadingDesk
        from practicenotes.ui.window import Window

        self.vault = vault
        tries.enter(vault, self._device)
        window = Window(self._device)
        window.lock_wanted.connect(self.lock)
        window.closing.connect(lambda _event: self.close())
        self.presence.tell(window)
        locking.say(window, self._device)
        self._door = self._background.door(vault.record)
        doors = (self._door, self._background.work, self._background.broadcast)
        self.desk = ReadingDesk(window, *doors, times.utc_now)
        self.presence.start()
        self.shown.emit(window)
        self.desk.begin()

    def lock(self) -> None:
        """Close the record and go back to the prompt; asks nothing."""
        if self.close():
            self.left.emit()

    def close(self) -> bool:
        """Close the record, and say whether one was open."""
        from practicenotes.records import access

        self.presence.stop()
        vault, self.vault, self.desk = self.vault, None, None
        if vault is None:
            return False
        vault.record.submit(access.locked, times.utc_now())
        vault.close()
        if self._door:
            self._door.deleteLater()  # it holds a store, and a store holds keys
        self._door = None
        return True
