"""Takes off the clipboard what was copied out of the program, after a while and at the end.

Under X11 what is only selected can be pasted as well, by any program: it is marked and taken off
like a copy. What another program copied meanwhile is not ours to clear. macOS has a mark for what
is secret, and no way to set it from here.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from practicenotes.domain import settings
from practicenotes.ui.device import Device


_KDE = "x-kde-passwordManagerHint"  # Klipper and others keep out of their history what is secret
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_OF_WINDOWS = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\1",
    _WINDOWS.format("CanIncludeInClipboardHistory"): bytes(4),  # a DWORD of 0: not
    _WINDOWS.format("CanUploadToCloudClipboard"): bytes(4),
}
_HINTS = {_KDE: b"secret", **(_OF_WINDOWS if sys.platform == "win32" else {})}


class Clipboard(QObject):
    """Watches a clipboard of the system while the program runs: of copies, or of what is selected.

    Signals:
        cleared(): what was copied is taken off, because its time is over.
    """

    cleared = Signal()

    def __init__(
        self, parent: QObject, device: Device, mode: QClipboard.Mode = QClipboard.Mode.Clipboard
    ) -> None:
        super().__init__(parent)
        self._device, self._mode = device, mode
        self._board = QGuiApplication.clipboard()
        copies = mode is QClipboard.Mode.Clipboard
        self._is_ours: Callable[[], bool]
        self._is_ours = self._board.ownsClipboard if copies else self._board.ownsSelection
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._end)
        changed = self._board.dataChanged if copies else self._board.selectionChanged
        changed.connect(self._look)

    def clear(self) -> None:
        """Take off what is ours."""
        self._clock.stop()
        if self._is_ours():
            self._board.clear(self._mode)

    def _look(self) -> None:
        """Mark what is ours as secret, and count its time from now."""
        if not self._is_ours():
            self._clock.stop()
            return
        held = self._board.mimeData(self._mode)
        if not held or not held.formats() or held.hasFormat(_KDE):
            return  # nothing, or what this has just put there itself
        seconds = int(self._device.get(settings.CLIPBOARD_SECONDS))
        if seconds:
            self._clock.start(seconds * 1000)
        self._board.setMimeData(_marked(held), self._mode)

    def _end(self) -> None:
        if self._is_ours():
            self._board.clear(self._mode)
            self.cleared.emit()


def watch(parent: QObject, device: Device) -> tuple[Clipboard, ...]:
    """Watch each clipboard that the system has, that of copies first."""
    copies = Clipboard(parent, device)
    if not QGuiApplication.clipboard().supportsSelection():
        return (copies,)
    return copies, Clipboard(parent, device, QClipboard.Mode.Selection)


def _marked(held: QMimeData) -> QMimeData:
    """Return the same, with what asks other programs not to keep it."""
    marked = QMimeData()
    for kind in held.formats():
        marked.setData(kind, held.data(kind))
    for hint, value in _HINTS.items():
        marked.setData(hint, QByteArray(value))
    return marked
