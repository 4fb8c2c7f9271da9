"""Hears from macOS that the screen is locked or left, or that the machine goes to sleep.

Written to the documented functions of Core Foundation and IOKit, and untested: nobody had such a
computer at hand. The names of the two notifications of the lock screen are in wide use; Apple
documents that notifications go through this centre, and not these names.
"""

import ctypes
from collections.abc import Callable
from ctypes import c_char_p, c_long, c_uint32, c_void_p

from PySide6.QtCore import QObject, QTimer


_LIBRARIES = "/System/Library/Frameworks/{0}.framework/{0}"
_NOTICES = (
    b"com.apple.screenIsLocked",
    b"com.apple.screensaver.didstart",
    b"com.apple.sessionDidMoveOffConsole",
)
_AT_ONCE = 4  # CFNotificationSuspensionBehaviorDeliverImmediately
_UTF_8 = 0x08000100
_WILL_SLEEP, _MAY_SLEEP = (
    0xE0000280,
    0xE0000270,
)  # kIOMessageSystemWillSleep, kIOMessageCanSystemSleep

_Noticed = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_Powered = ctypes.CFUNCTYPE(None, c_void_p, c_uint32, c_uint32, c_void_p)


class MacOS(QObject):
    """Listens until it is deleted; what the system calls back is held as long."""

    def __init__(self, parent: QObject, gone: Callable[[], object]) -> None:
        super().__init__(parent)
        self._gone = gone
        self._core = ctypes.CDLL(_LIBRARIES.format("CoreFoundation"))
        self._power = ctypes.CDLL(_LIBRARIES.format("IOKit"))
        self._noticed = _Noticed(lambda *_: self._tell())
        self._powered = _Powered(lambda _own, _service, what, argument: self._hear(what, argument))
        self._root = 0
        self._listen_to_notices()
        self._listen_to_power()

    def _tell(self) -> None:
        QTimer.singleShot(0, self, self._gone)  # a lock replaces the process: not inside a call

    def _hear(self, what: int, argument: int | None) -> None:
        if what == _WILL_SLEEP:
            self._gone()
        if what in {_WILL_SLEEP, _MAY_SLEEP}:
            self._power.IOAllowPowerChange(c_uint32(self._root), c_long(argument or 0))

    def _listen_to_notices(self) -> None:
        core = self._core
        core.CFNotificationCenterGetDistributedCenter.restype = c_void_p
        core.CFStringCreateWithCString.restype = c_void_p
        core.CFStringCreateWithCString.argtypes = (c_void_p, c_char_p, c_uint32)
        core.CFNotificationCenterAddObserver.argtypes = (
            *(c_void_p, c_void_p, _Noticed, c_void_p, c_void_p, c_long),
        )
        centre = core.CFNotificationCenterGetDistributedCenter()
        for name in _NOTICES:
            told = core.CFStringCreateWithCString(None, name, _UTF_8)
            core.CFNotificationCenterAddObserver(centre, None, self._noticed, told, None, _AT_ONCE)

    def _listen_to_power(self) -> None:
        power, core = self._power, self._core
        port, notifier = c_void_p(), c_uint32()
        power.IORegisterForSystemPower.restype = c_uint32
        power.IORegisterForSystemPower.argtypes = (c_void_p, c_void_p, _Powered, c_void_p)
        self._root = power.IORegisterForSystemPower(
            None, ctypes.byref(port), self._powered, ctypes.byref(notifier)
        )
        if not self._root:
            return
        power.IONotificationPortGetRunLoopSource.restype = c_void_p
        power.IONotificationPortGetRunLoopSource.argtypes = (c_void_p,)
        core.CFRunLoopGetMain.restype = c_void_p
        core.CFRunLoopAddSource.argtypes = (c_void_p, c_void_p, c_void_p)
        modes = c_void_p.in_dll(core, "kCFRunLoopCommonModes")
        source = power.IONotificationPortGetRunLoopSource(port)
        core.CFRunLoopAddSource(core.CFRunLoopGetMain(), source, modes)
