"""Whatever the system tells of a therapist who leaves locks the whole program, with all saved."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sittings
from pytestqt.qtbot import QtBot
from sittings import sitting, tell

import buses
from buses import LEAVES, Bus


pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="needs a dbus-daemon"
)

KEYS = "the keys of the therapist"
LONG = 60_000  # ms


@pytest.fixture
def bus(qapp: object) -> Iterator[Bus]:
    """Give a bus that ends behind the test."""
    with buses.own() as own:
        yield own


def replaced_in(pid: int, qtbot: QtBot) -> float:
    """Return after how many seconds another program stands in the place of the one with keys."""
    began = time.monotonic()
    command = Path(f"/proc/{pid}/cmdline")
    qtbot.waitUntil(lambda: b"--after-lock" in command.read_bytes(), timeout=LONG)
    return time.monotonic() - began


@pytest.mark.release(43)
def test_whatever_locks_locks_with_all_saved(
    bus: Bus, tmp_path: Path, qtbot: QtBot, harder: bool, tried: Callable[[str], None]
) -> None:
    """Typed an instant before the signal, every word is in its store behind the prompt."""
    signals = [*LEAVES, KEYS] * 15 if harder else ["a closed lid"]
    longest = 0.0
    new, key = sittings.new_practice(tmp_path)
    alone = {f"DBUS_{name}_BUS_ADDRESS": bus.address for name in ("SYSTEM", "SESSION")}
    for number, signal in enumerate(signals):
        folder = shutil.copytree(new, tmp_path / str(number) / new.name)
        words = [f"word {number} {side}" for side in ("left", "right")]
        bus.holder.asked.clear()
        with sitting(folder, words, **alone) as program:
            qtbot.waitUntil(lambda: "GetSession" in bus.holder.asked, timeout=LONG)
            if signal is KEYS:
                tell(program, "lock")
            else:
                bus.tell(*LEAVES[signal])
            longest = max(longest, replaced_in(program.pid, qtbot))
        kept = sittings.kept(folder, key)
        assert all(word in kept for word in words), signal
        shutil.rmtree(folder.parent)
    kinds = len(set(signals))
    tried(f"{len(signals)} locks of {kinds} kinds: all saved, {longest:.2f} s at most")
