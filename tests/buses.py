"""A message bus of the test's own, with somebody on it who speaks and answers for the system."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusVariant,
    QDBusVirtualObject,
)


LOGIN, POWER = "org.freedesktop.login1", "org.freedesktop.UPower"
OWN, OTHER = "/org/freedesktop/login1/session/_32", "/org/freedesktop/login1/session/_37"
PROPERTIES = "org.freedesktop.DBus.Properties"
SESSION = f"{LOGIN}.Session"
LEAVES = {
    "a locked screen of GNOME": ("/x", "org.gnome.ScreenSaver", "ActiveChanged", True),
    "a locked screen of KDE": ("/x", "org.freedesktop.ScreenSaver", "ActiveChanged", True),
    "sleep": ("/x", f"{LOGIN}.Manager", "PrepareForSleep", True),
    "a lock that was asked for": (OWN, SESSION, "Lock"),
    "another user": (OWN, PROPERTIES, "PropertiesChanged", SESSION, {"Active": False}, []),
    "a closed lid": ("/x", PROPERTIES, "PropertiesChanged", POWER, {"LidIsClosed": True}, []),
}


class Holder(QDBusVirtualObject):
    """Answers for logind and UPower: which session is one's own, and how a property is now."""

    def __init__(self) -> None:
        super().__init__()
        self.now: dict[str, bool] = {}
        self.asked: list[str] = []

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:  # noqa: N802
        self.asked.append(message.member())
        reply = message.createReply()
        if message.member() == "Get":
            reply.setArguments([QDBusVariant(self.now[message.arguments()[1]])])
        else:
            reply.setArguments([QDBusObjectPath(OWN)])
        return bus.send(reply)


@dataclass(frozen=True, slots=True)
class Bus:
    """A bus on which the test speaks for the system and the desktop."""

    address: str
    speaker: QDBusConnection
    holder: Holder

    def tell(self, path: str, interface: str, member: str, *told: object) -> None:
        """Send one signal."""
        if member == "PropertiesChanged":
            self.holder.now |= told[1]
        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments(list(told))
        assert self.speaker.send(message)


@contextmanager
def own() -> Iterator[Bus]:
    """Give a bus that ends behind the test."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        assert daemon.stdout
        address = daemon.stdout.readline().strip()
        speaker, holder = QDBusConnection.connectToBus(address, "speaker"), Holder()
        assert all(speaker.registerService(name) for name in (LOGIN, POWER))
        assert speaker.registerVirtualObject(
            "/", holder, QDBusConnection.VirtualObjectRegisterOption.SubPath
        )
        try:
            yield Bus(address, speaker, holder)
        finally:
            QDBusConnection.disconnectFromBus("speaker")
            daemon.terminate()
