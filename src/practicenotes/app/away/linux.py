"""Hears on D-Bus that the screen is locked, the machine goes to sleep, or another user has it.

Where there is no bus there is nothing to hear: the idle time locks all the same.
"""

import os
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher


_LOGIN = "org.freedesktop.login1"
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
_LEAVES = {  # properties that say that nobody sits there any more
    _SESSION: ("Active", False),
    _POWER: ("LidIsClosed", True),
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
        session = os.environ.get("XDG_SESSION_ID") or "auto"
        self._ask("GetSession", [session], self._take_session)
        self._ask("Inhibit", _DELAY, self._take_delay)

    @Slot(QDBusMessage)
    def heard(self, message: QDBusMessage) -> None:
        """Lock, if what was told means that the therapist is gone."""
        if self._means_gone(message):
            self._gone()
        if message.member() == "PrepareForSleep":
            self._delay = None  # locked or not: the machine may sleep now
            if message.arguments() == [False]:  # it woke
                self._ask("Inhibit", _DELAY, self._take_delay)

    def _means_gone(self, message: QDBusMessage) -> bool:
        member, told = message.member(), message.arguments()
        if member == "Lock":
            return self._own in {"", message.path()}
        if member == "PropertiesChanged":
            interface, changed = told[:2]
            if interface == _SESSION and message.path() != self._own:
                return False  # somebody else's
            name, leaves = _LEAVES.get(interface, ("", None))
            return name in changed and changed[name] is leaves
        return told[:1] == [True]  # PrepareForSleep and ActiveChanged say whether it begins

    def _hear(self, bus: QDBusConnection, service: str, interface: str, name: str) -> None:
        slot = SLOT("heard(QDBusMessage)")
        bus.connect(service, "", interface, name, self, slot)  # type: ignore[call-overload]

    def _ask(self, method: str, told: list[str], take: Callable[[object], object]) -> None:
        """Ask the manager of logins; one who does not answer is not waited for."""
        call = QDBusMessage.createMethodCall(_LOGIN, "/org/freedesktop/login1", _MANAGER, method)
        call.setArguments(told)
        answer = QDBusPendingCallWatcher(self._system.asyncCall(call), self)

        def hear() -> None:
            if not answer.isError():
                take(answer.reply().arguments()[0])
            answer.deleteLater()

        answer.finished.connect(hear)

    def _take_session(self, path: object) -> None:
        self._own = path.path() if hasattr(path, "path") else str(path)

    def _take_delay(self, descriptor: object) -> None:
        self._delay = descriptor
