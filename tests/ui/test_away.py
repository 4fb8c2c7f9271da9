"""What the system tells of a therapist who leaves, on buses of the test's own."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusVariant,
    QDBusVirtualObject,
)
from pytestqt.qtbot import QtBot


pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="needs a dbus-daemon"
)

LOGIN, POWER = "org.freedesktop.login1", "org.freedesktop.UPower"
OWN, OTHER = "/org/freedesktop/login1/session/_32", "/org/freedesktop/login1/session/_37"
PROPERTIES = "org.freedesktop.DBus.Properties"
SESSION = f"{LOGIN}.Session"
LONG = 20_000  # ms


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


@dataclass
class Bus:
    """A bus with a listener on it, and somebody who speaks there."""

    speaker: QDBusConnection
    holder: "Holder"
    locked: list[bool] = field(default_factory=list)

    def tell(self, path: str, interface: str, member: str, *told: object) -> None:
        """Send one signal."""
        if member == "PropertiesChanged":
            self.holder.now |= told[1]
        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments(list(told))
        assert self.speaker.send(message)


@pytest.fixture
def bus(qtbot: QtBot) -> Iterator[Bus]:
    """Give a bus, and a listener that knows its own session; both end behind the test."""
    from practicenotes.app.away.linux import Linux

    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout
    address = daemon.stdout.readline().strip()
    names = ("speaker", "listener")
    speaker, listener = (QDBusConnection.connectToBus(address, name) for name in names)
    # Whoever speaks for logind and UPower on this bus.
    assert speaker.registerService(LOGIN)
    assert speaker.registerService(POWER)
    holder = Holder()
    assert speaker.registerVirtualObject(
        "/", holder, QDBusConnection.VirtualObjectRegisterOption.SubPath
    )
    own = Bus(speaker, holder)
    parent = QObject()
    linux = Linux(parent, lambda: own.locked.append(True), listener, listener)
    qtbot.waitUntil(lambda: linux._own == OWN, timeout=LONG)
    yield own
    parent.deleteLater()
    for name in names:
        QDBusConnection.disconnectFromBus(name)
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


LEAVES = {
    "a locked screen of GNOME": ("/x", "org.gnome.ScreenSaver", "ActiveChanged", True),
    "a locked screen of KDE": ("/x", "org.freedesktop.ScreenSaver", "ActiveChanged", True),
    "sleep": ("/x", f"{LOGIN}.Manager", "PrepareForSleep", True),
    "a lock that was asked for": (OWN, SESSION, "Lock"),
    "another user": (OWN, PROPERTIES, "PropertiesChanged", SESSION, {"Active": False}, []),
    "a closed lid": ("/x", PROPERTIES, "PropertiesChanged", POWER, {"LidIsClosed": True}, []),
}
STAYS = {
    "an opened screen": ("/x", "org.gnome.ScreenSaver", "ActiveChanged", False),
    "the end of sleep": ("/x", f"{LOGIN}.Manager", "PrepareForSleep", False),
    "the lock of somebody else": (OTHER, SESSION, "Lock"),
    "somebody else who goes": (
        OTHER,
        PROPERTIES,
        "PropertiesChanged",
        SESSION,
        {"Active": False},
        [],
    ),
    "one's own return": (OWN, PROPERTIES, "PropertiesChanged", SESSION, {"Active": True}, []),
    "an opened lid": ("/x", PROPERTIES, "PropertiesChanged", POWER, {"LidIsClosed": False}, []),
    "a battery": ("/x", PROPERTIES, "PropertiesChanged", POWER, {"OnBattery": True}, []),
}


@pytest.mark.parametrize("told", LEAVES.values(), ids=LEAVES.keys())
@pytest.mark.release(43)
def test_the_practice_is_locked_at(bus: Bus, told: tuple[str, ...], qtbot: QtBot) -> None:
    """Whatever says that nobody sits there any more locks at once."""
    bus.tell(*told)

    qtbot.waitUntil(lambda: bool(bus.locked), timeout=LONG)


@pytest.mark.release(43)
def test_nothing_else_locks_it(bus: Bus, qtbot: QtBot) -> None:
    """A return, somebody else's session and other news of the system are passed over."""
    for told in STAYS.values():
        bus.tell(*told)
    # Both services are one here, and each is listened to.
    qtbot.waitUntil(lambda: bus.holder.asked.count("Get") == 6, timeout=LONG)
    bus.tell(*LEAVES["sleep"])  # comes last, and so says that all of it was heard

    qtbot.waitUntil(lambda: bool(bus.locked), timeout=LONG)

    assert bus.locked == [True]


def test_sleep_waits_until_all_is_locked(bus: Bus, qtbot: QtBot) -> None:
    """The system is asked for a delay from the beginning, and again after each sleep."""
    qtbot.waitUntil(lambda: bus.holder.asked.count("Inhibit") == 1, timeout=LONG)
    bus.tell(*STAYS["the end of sleep"])

    qtbot.waitUntil(lambda: bus.holder.asked.count("Inhibit") == 2, timeout=LONG)
