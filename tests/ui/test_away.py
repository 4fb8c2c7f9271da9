"""What the system tells of a therapist who leaves, on buses of the test's own."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

import buses
from buses import LEAVES, LOGIN, OTHER, OWN, POWER, PROPERTIES, SESSION


pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="needs a dbus-daemon"
)

LONG = 20_000  # ms


@dataclass
class Listened:
    """A bus with a listener on it, and what the listener did."""

    bus: buses.Bus
    locked: list[bool] = field(default_factory=list)

    @property
    def asked(self) -> list[str]:
        """What the listener wanted to know of the system."""
        return self.bus.holder.asked

    def tell(self, *signal: object) -> None:
        """Send one signal."""
        self.bus.tell(*signal)


@pytest.fixture
def bus(qtbot: QtBot) -> Iterator[Listened]:
    """Give a bus, and a listener that knows its own session; both end behind the test."""
    from practicenotes.app.away.linux import Linux

    with buses.own() as own:
        listener = QDBusConnection.connectToBus(own.address, "listener")
        listened, parent = Listened(own), QObject()
        linux = Linux(parent, lambda: listened.locked.append(True), listener, listener)
        qtbot.waitUntil(lambda: linux._own == OWN, timeout=LONG)
        yield listened
        parent.deleteLater()
        QDBusConnection.disconnectFromBus("listener")


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
def test_the_practice_is_locked_at(bus: Listened, told: tuple[str, ...], qtbot: QtBot) -> None:
    """Whatever says that nobody sits there any more locks at once."""
    bus.tell(*told)

    qtbot.waitUntil(lambda: bool(bus.locked), timeout=LONG)


@pytest.mark.release(43)
def test_nothing_else_locks_it(bus: Listened, qtbot: QtBot) -> None:
    """A return, somebody else's session and other news of the system are passed over."""
    for told in STAYS.values():
        bus.tell(*told)
    # Both services are one here, and each is listened to.
    qtbot.waitUntil(lambda: bus.asked.count("Get") == 6, timeout=LONG)
    bus.tell(*LEAVES["sleep"])  # comes last, and so says that all of it was heard

    qtbot.waitUntil(lambda: bool(bus.locked), timeout=LONG)

    assert bus.locked == [True]


def test_sleep_waits_until_all_is_locked(bus: Listened, qtbot: QtBot) -> None:
    """The system is asked for a delay from the beginning, and again after each sleep."""
    qtbot.waitUntil(lambda: bus.asked.count("Inhibit") == 1, timeout=LONG)
    bus.tell(*STAYS["the end of sleep"])

    qtbot.waitUntil(lambda: bus.asked.count("Inhibit") == 2, timeout=LONG)
