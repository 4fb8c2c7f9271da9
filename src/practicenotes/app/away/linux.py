"""Hears on D-Bus that the screen is locked, the machine goes to sleep, or another user has it.

Where there is no bus there is nothing to hear: the idle time locks all the same.
"""

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
)


_LOGIN = "org.freedesktop.login1"
_LOGINS = "/org/freedesktop/login1"
_MANAGER, _SESSION = f"{_LOGIN}.Manager", f"{_LOGIN}.Session"
_POWER = "org.freedesktop.UPower"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_DELAY = ["sleep", "PracticeNotes", "The practice is saved and locked first.", "delay"]
_LEAVES = {  # properties that say that nobody sits there any more, and who has them
    _SESSION: (_LOGIN, "Active", False),
    _POWER: (_POWER, "LidIsClosed", True),
}


class Linux(QObject):
    """Listens to logind, to UPower and to the lock screens of the desktops.

    `system` and `desktop` are the two buses; unless told otherwise, those of this computer.
    """

    def __init__(
        self,
        parent: QObject,
        gone: Callable[[], object],
        system: QDBusConnection | None = None,
        desktop: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._gone = gone
        self._own = ""  # the path of our own login session, once it is known
        self._delay: object = None  # while it is held, sleep waits until all is saved and locked
        self._system = system or QDBusConnection.systemBus()
        self._desktop = desktop or QDBusConnection.sessionBus()
        for interface in _SCREEN_SAVERS:
            self._hear(self._desktop, "", interface, "ActiveChanged")
        self._hear(self._system, _LOGIN, _MANAGER, "PrepareForSleep")
        self._hear(self._system, _LOGIN, _SESSION, "Lock")
        for service in (_LOGIN, _POWER):
            self._hear(self._system, service, _PROPERTIES, "PropertiesChanged")
        self._ask_for_session()
        self._ask_for_delay()

    @Slot(QDBusMessage)
    def heard(self, message: QDBusMessage) -> None:
        """Lock, if what was told means that the therapist is gone."""
        member, told = message.member(), message.arguments()
        if member == "PropertiesChanged":
            self._look(str(told[0]), message.path())
        elif member == "Lock":
            if self._own in {"", message.path()}:
                self._gone()
        elif told[:1] == [True]:  # ActiveChanged and PrepareForSleep say whether it begins
            self._gone()
        if member == "PrepareForSleep":
            self._delay = None  # locked or not: the machine may sleep now
            if told == [False]:  # it woke
                self._ask_for_delay()

    def _look(self, interface: str, path: str) -> None:
        """Ask how it is now: what a change brings along cannot be read from here."""
        if interface not in _LEAVES or (interface == _SESSION and path != self._own):
            return  # the session of somebody else, or a battery
        service, name, leaves = _LEAVES[interface]
        call = QDBusMessage.createMethodCall(service, path, _PROPERTIES, "Get")
        call.setArguments([interface, name])

        def take(value: Any) -> None:
            if value.variant() is leaves:
                self._gone()

        self._send(call, take)

    def _hear(self, bus: QDBusConnection, service: str, interface: str, name: str) -> None:
        slot = SLOT("heard(QDBusMessage)")
        bus.connect(service, "", interface, name, self, slot)  # type: ignore[call-overload]

    def _ask_for_session(self) -> None:
        session = os.environ.get("XDG_SESSION_ID") or "auto"
        call = QDBusMessage.createMethodCall(_LOGIN, _LOGINS, _MANAGER, "GetSession")
        call.setArguments([session])
        self._send(call, self._take_session)

    def _ask_for_delay(self) -> None:
        call = QDBusMessage.createMethodCall(_LOGIN, _LOGINS, _MANAGER, "Inhibit")
        call.setArguments(_DELAY)
        self._send(call, self._take_delay)

    def _send(self, call: QDBusMessage, take: Callable[[Any], object]) -> None:
        """Ask, and take the answer when it comes: one who does not answer is not waited for."""
        answer = QDBusPendingCallWatcher(self._system.asyncCall(call), self)

        def hear() -> None:
            if not answer.isError():
                take(answer.reply().arguments()[0])
            answer.deleteLater()

        answer.finished.connect(hear)

    def _take_session(self, path: QDBusObjectPath) -> None:
        self._own = path.path()

    def _take_delay(self, descriptor: object) -> None:
        self._delay = descriptor
