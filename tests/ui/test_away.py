"""What the system tells of a therapist who leaves, on buses of the test's own."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath
from pytestqt.qtbot import QtBot


pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="needs a dbus-daemon"
)

LOGIN, POWER = "org.freedesktop.login1", "org.freedesktop.UPower"
OWN, OTHER = "/org/freedesktop/login1/session/_32", "/org/freedesktop/login1/session/_37"
PROPERTIES = "org.freedesktop.DBus.Properties"
SESSION = f"{LOGIN}.Session"
LONG = 20_000  # ms


@dataclass
class Bus:
    """A bus with a listener on it, and somebody who speaks there."""

    speaker: QDBusConnection
    locked: list[bool] = field(default_factory=list)

    def tell(self, path: str, interface: str, member: str, *told: object) -> None:
        """Send one signal."""
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
    own = Bus(speaker)
    parent = QObject()
    linux = Linux(parent, lambda: own.locked.append(True), listener, listener)
    linux._take_session(QDBusObjectPath(OWN))
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
    "somebody else who goes": (OTHER, PROPERTIES, "PropertiesChanged", SESSION, {"Active": False}),
    "one's own return": (OWN, PROPERTIES, "PropertiesChanged", SESSION, {"Active": True}, []),
    "an opened lid": ("/x", PROPERTIES, "PropertiesChanged", POWER, {"LidIsClosed": False}, []),
    "a battery": ("/x", PROPERTIES, "PropertiesChanged", POWER, {"OnBattery": True}, []),
}


@pytest.mark.parametrize("told", LEAVES.values(), ids=LEAVES.keys())
def test_the_practice_is_locked_at(bus: Bus, told: tuple[str, ...], qtbot: QtBot) -> None:
    """Whatever says that nobody sits there any more locks at once."""
    bus.tell(*told)

    qtbot.waitUntil(lambda: bus.locked == [True], timeout=LONG)


def test_nothing_else_locks_it(bus: Bus, qtbot: QtBot) -> None:
    """A return, somebody else's session and other news of the system are passed over."""
    for told in STAYS.values():
        bus.tell(*told)
    bus.tell(*LEAVES["sleep"])  # comes last, and so says that all of it was heard

    qtbot.waitUntil(lambda: bool(bus.locked), timeout=LONG)

    assert bus.locked == [True]
