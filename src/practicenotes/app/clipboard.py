"""Takes off the clipboard what was copied out of the program, after a while and at the end.

What another program copied meanwhile is not ours to clear. macOS has a mark for what is secret,
and no way to set it from here.
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
_CLIPBOARD, _SELECTION = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection


class Clipboard(QObject):
    """Watches the clipboard of the system while the program runs.

    Signals:
        cleared(): what was copied is taken off, because its time is over.
    """

    cleared = Signal()

    def __init__(self, parent: QObject, device: Device) -> None:
        super().__init__(parent)
        self._device = device
        self._board = QGuiApplication.clipboard()
        self._is_ours: Callable[[], bool] = self._board.ownsClipboard
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._end)
        self._board.dataChanged.connect(self._look)

    def clear(self) -> None:
        """Take off what is ours, also what is only selected."""
        self._clock.stop()
        if self._is_ours():
            self._board.clear(_CLIPBOARD)
        if self._board.supportsSelection() and self._board.ownsSelection():
            self._board.clear(_SELECTION)

    def _look(self) -> None:
        """Mark a copy of ours as secret, and count its time from now."""
        if not self._is_ours():
            self._clock.stop()
            return
        held = self._board.mimeData(_CLIPBOARD)
        if not held or not held.formats() or held.hasFormat(_KDE):
            return  # nothing, or what this has just put there itself
        seconds = int(self._device.get(settings.CLIPBOARD_SECONDS))
        if seconds:
            self._clock.start(seconds * 1000)
        self._board.setMimeData(_marked(held), _CLIPBOARD)

    def _end(self) -> None:
        if self._is_ours():
            self._board.clear(_CLIPBOARD)
            self.cleared.emit()


def _marked(held: QMimeData) -> QMimeData:
    """Return the same, with what asks other programs not to keep it."""
    marked = QMimeData()
    for kind in held.formats():
        marked.setData(kind, held.data(kind))
    for hint, value in _HINTS.items():
        marked.setData(hint, QByteArray(value))
    return marked
