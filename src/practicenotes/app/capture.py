"""Keeps windows out of screenshots and shared screens, where the system has a way to ask for it.

Windows and macOS have one; it is used as documented, and untested: nobody had such a computer at
hand. On Linux there is none: docs/security.md says so.
"""

import sys

from PySide6.QtGui import QGuiApplication, QWindow


_EXCLUDED = 0x11  # WDA_EXCLUDEFROMCAPTURE
_NOT_SHARED = 0  # NSWindowSharingNone


def block(app: QGuiApplication) -> None:
    """Ask it for every window of the program that comes to the front."""
    app.focusWindowChanged.connect(_keep_out)


def _keep_out(window: QWindow | None) -> None:
    if window is None:
        return
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.c_void_p(window.winId())
        ctypes.windll.user32.SetWindowDisplayAffinity(handle, _EXCLUDED)
    elif sys.platform == "darwin":
        _set_sharing_type(window.winId())


def _set_sharing_type(view: int) -> None:
    """Send [[view window] setSharingType: NSWindowSharingNone]."""
    from ctypes import CDLL, c_char_p, c_ulong, c_void_p

    runtime = CDLL("/usr/lib/libobjc.dylib")
    runtime.sel_registerName.restype = c_void_p
    runtime.sel_registerName.argtypes = (c_char_p,)
    send = runtime.objc_msgSend
    send.restype, send.argtypes = c_void_p, (c_void_p, c_void_p)
    own = send(view, runtime.sel_registerName(b"window"))
    send.argtypes = (c_void_p, c_void_p, c_ulong)
    if own:
        send(own, runtime.sel_registerName(b"setSharingType:"), _NOT_SHARED)
