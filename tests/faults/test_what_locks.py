"""Whatever the system tells of a therapist who leaves locks the whole program, with all saved."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sittings
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from sittings import is_replaced, sitting, until


pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="needs a dbus-daemon"
)

LOGIN = "org.freedesktop.login1"
SIGNALS = {
    "sleep": ("/x", f"{LOGIN}.Manager", "PrepareForSleep", True),
    "screen locked (GNOME)": ("/x", "org.gnome.ScreenSaver", "ActiveChanged", True),
    "screen locked (KDE)": ("/x", "org.freedesktop.ScreenSaver", "ActiveChanged", True),
    "lock asked for": ("/x", f"{LOGIN}.Session", "Lock"),
}


@dataclass(frozen=True, slots=True)
class Bus:
    """A message bus of the test's own, on which it speaks for the system and the desktop."""

    address: str
    speaker: QDBusConnection

    def tell(self, path: str, interface: str, member: str, *told: object) -> None:
        """Send one signal."""
        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments(list(told))
        assert self.speaker.send(message)


@pytest.fixture
def bus(qapp: object) -> Iterator[Bus]:
    """Give a bus that ends behind the test."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        assert daemon.stdout
        address = daemon.stdout.readline().strip()
        speaker = QDBusConnection.connectToBus(address, "speaker")
        assert speaker.registerService(LOGIN)
        yield Bus(address, speaker)
        QDBusConnection.disconnectFromBus("speaker")
        daemon.terminate()


def replaced_in(pid: int) -> float:
    """Return after how many seconds another program stands in the place of the one with keys."""
    began = time.monotonic()
    command = Path(f"/proc/{pid}/cmdline")
    until(lambda: b"--after-lock" in command.read_bytes())
    return time.monotonic() - began


@pytest.mark.release(43)
def test_what_the_system_tells_locks_with_all_saved(
    bus: Bus, tmp_path: Path, harder: bool, tried: Callable[[str], None]
) -> None:
    """Typed an instant before the signal, every word is in its store behind the prompt."""
    signals = list(SIGNALS) * 20 if harder else ["sleep"]
    longest = 0.0
    for number, signal in enumerate(signals):
        (tmp_path / str(number)).mkdir()
        folder, key = sittings.new_practice(tmp_path / str(number))
        words = [f"word {number} {side}" for side in ("left", "right")]
        buses = {f"DBUS_{name}_BUS_ADDRESS": bus.address for name in ("SYSTEM", "SESSION")}
        with sitting(folder, words, **buses) as program:
            bus.tell(*SIGNALS[signal])
            longest = max(longest, replaced_in(program.pid))
            until(lambda pid=program.pid: is_replaced(pid))
        kept = sittings.kept(folder, key)
        assert all(word in kept for word in words), signal
        shutil.rmtree(tmp_path / str(number))
    tried(
        f"{len(signals)} signals of {len(set(signals))} kinds: all saved, {longest:.2f} s at most"
    )
