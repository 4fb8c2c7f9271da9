"""Hears from Windows that the session is locked or left, or that the machine goes to sleep.

Written to the documented messages WM_WTSSESSION_CHANGE and WM_POWERBROADCAST, and untested: nobody
had such a computer at hand.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject
from PySide6.QtGui import QWindow


_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
_LEFT = frozenset(
    {
        (_SESSION_CHANGE, 0x2),  # WTS_CONSOLE_DISCONNECT: another user has the screen
        (_SESSION_CHANGE, 0x4),  # WTS_REMOTE_DISCONNECT
        (_SESSION_CHANGE, 0x7),  # WTS_SESSION_LOCK
        (_POWER, 0x4),  # PBT_APMSUSPEND: sleep, also by the lid
    }
)
_THIS_SESSION = 0  # NOTIFY_FOR_THIS_SESSION


class Message(ctypes.Structure):
    """The beginning of MSG, as far as it is read here."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("number", ctypes.c_uint),
        ("word", ctypes.c_size_t),
    )


class _Filter(QAbstractNativeEventFilter):
    """Looks at every message of the system, and holds none back."""

    def __init__(self, gone: Callable[[], object]) -> None:
        super().__init__()
        self._gone = gone

    def nativeEventFilter(  # noqa: N802
        self, kind: Any, message: int
    ) -> tuple[bool, int]:
        if kind == b"windows_generic_MSG":
            told = Message.from_address(int(message))
            if (told.number, told.word) in _LEFT:
                self._gone()
        return False, 0


class Windows(QObject):
    """Owns a window that is never shown: the system tells windows, not programs."""

    def __init__(self, parent: QObject, gone: Callable[[], object]) -> None:
        super().__init__(parent)
        self._filter = _Filter(gone)
        self._window = QWindow()
        self._window.create()
        if sys.platform == "win32":
            handle = ctypes.c_void_p(self._window.winId())
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, _THIS_SESSION)
        app = QCoreApplication.instance()
        if app:
            app.installNativeEventFilter(self._filter)
            # Unless it is taken out again, Qt goes on calling a filter that is no more.
            own, kept = app, self._filter
            self.destroyed.connect(lambda: own.removeNativeEventFilter(kept))
