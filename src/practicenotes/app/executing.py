"""The program while a practice is only read: its window, and the way back to the prompt."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from practicenotes.app.presence import Presence
from practicenotes.domain import times
from practicenotes.ui.device import Device


if TYPE_CHECKING:
    from practicenotes.app.background import Background
    from practicenotes.ui.executor.desk import ReadingDesk
    from practicenotes.ui.executor.manner import Manner
    from practicenotes.ui.tasks import Tasks
    from practicenotes.ui.window import Window
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
        self._enters = True
        self._closed: Callable[[], object] = lambda: None
        self.vault: Vault | None = None
        self.desk: ReadingDesk | None = None
        self.window: Window | None = None
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self.close)

    def enter(
        self,
        vault: "Vault",
        manner: "Manner | None" = None,
        closed: Callable[[], object] = lambda: None,
    ) -> None:
        """Show the pages for reading, to an executor unless told otherwise.

        That the record was opened is entered first where anything is entered at all. `closed` hears
        when it was closed. Where the pages cannot be shown it is closed again.
        """
        self.vault, self._enters, self._closed = vault, manner is None, closed
        try:
            self._begin(vault, manner)
        except BaseException:
            self.close()
            raise

    def lock(self) -> None:
        """Close the record and go back to the prompt; asks nothing."""
        if self.close():
            self.left.emit()

    def close(self) -> bool:
        """Close the record, and say whether one was open."""
        from practicenotes.records import access

        vault = self.let_go()
        if vault is None:
            return False
        if self._enters:
            vault.record.submit(access.locked, times.utc_now())
        vault.close()
        self._closed()
        return True

    def let_go(self) -> "Vault | None":
        """Return the open vault to whoever goes on with it; the window then has none."""
        self.presence.stop()
        vault, self.vault, self.desk, self.window = self.vault, None, None, None
        if self._door:
            self._door.deleteLater()  # it holds a store, and a store holds keys
        self._door = None
        return vault

    def _begin(self, vault: "Vault", manner: "Manner | None") -> None:
        from practicenotes.app import newer, tries
        from practicenotes.ui import locking
        from practicenotes.ui.executor.desk import ReadingDesk
        from practicenotes.ui.window import Window

        if self._enters:
            tries.enter(vault, self._device)
        self.window = window = Window(self._device)
        window.lock_wanted.connect(self.lock)
        window.closing.connect(lambda _event: self.close())
        self.presence.tell(window)
        locking.say(window, self._device)
        self._door = self._background.door(vault.record)
        doors = (self._door, self._background.work, self._background.broadcast)
        self.desk = ReadingDesk(window, *doors, times.utc_now, manner)
        self.presence.start()
        self.shown.emit(window)
        self.desk.begin()
        if self._enters:
            newer.tell(self.desk, vault, self._background.work, times.utc_now())
