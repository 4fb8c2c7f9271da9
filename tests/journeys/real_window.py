"""The program in a real window: keys go in through the X server, and a screen reader looks."""

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import journey
import pytest


SYSTEM_PYTHON = "/usr/bin/python3"
EYES = Path(__file__).with_name("eyes.py")
LOOKS = {
    "QT_QPA_PLATFORM": "xcb",
    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    "QT_LOGGING_RULES": "qt.accessibility.atspi=false",  # tells of widgets that went meanwhile
}
PATIENCE = 60.0  # seconds: a busy machine derives a key slowly
BETWEEN = 0.2  # seconds from one look to the next: looking keeps the program busy
MOST_STEPS = 120  # of the Tab key, from anywhere to anything on one page
TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-daemon")


def skip_where_impossible() -> None:
    """Skip the test, naming what is missing here."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    looks = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    try:
        subprocess.run(looks, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        missing.append("gir1.2-atspi-2.0 and python3-gi")
    if missing:
        pytest.skip(f"a real window needs {', '.join(missing)}")


@dataclass(frozen=True, slots=True)
class Node:
    """One thing on the screen, as a screen reader is told of it."""

    depth: int
    role: str
    name: str
    states: tuple[str, ...]
    text: str


def keyboard(seen: list[Node]) -> Node | None:
    """Return where the keyboard is: the innermost place that has it and a name.

    The current item of a list says that it has the keyboard wherever the keyboard is.
    """
    focused = [node for node in seen if "focused" in node.states and node.role != "list item"]
    return next((node for node in reversed(focused) if node.name), None)


class Screen:
    """A display with a window manager and a message bus; all of them end with it."""

    def __init__(self, home: Path) -> None:
        self.environment = journey.environment(home) | LOOKS
        self._held = ExitStack()
        self.environment["DISPLAY"] = self._display()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._bus()
        self._start("openbox")
        self._eyes = self._start(SYSTEM_PYTHON, EYES, stdin=subprocess.PIPE)
        self.look(0)  # a program that comes later finds someone to tell

    def close(self) -> None:
        """End everything that was started here."""
        self._held.close()

    def start(self, *arguments: object, before: Iterable[str] = ()) -> "Program":
        """Start the program; it is killed with the screen if it still runs.

        `before` is what starts it: a program that takes a command.
        """
        whole = [*before, *journey.command("practicenotes"), *arguments]
        process = self._start(*whole, stderr=subprocess.PIPE)
        return Program(self, process)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: Tab, ctrl+n, alt+u."""
        subprocess.run(["xdotool", "key", "--delay", "20", *keys], env=self.environment, check=True)

    def write(self, text: str) -> None:
        """Type."""
        keys = ["xdotool", "type", "--delay", "4", "--", text]
        subprocess.run(keys, env=self.environment, check=True)

    def look(self, pid: int) -> list[Node]:
        """Return what a program shows."""
        self._eyes.stdin.write(f"{pid}\n")
        self._eyes.stdin.flush()
        seen: list[Any] = json.loads(self._eyes.stdout.readline())
        return [Node(d, role, name, tuple(states), text) for d, role, name, states, text in seen]

    def titles(self) -> set[str]:
        """Return the titles of all windows that can be seen."""
        asked = ["xdotool", "search", "--onlyvisible", "--name", "", "getwindowname", "%@"]
        told = subprocess.run(
            asked, env=self.environment, capture_output=True, text=True, check=False
        )
        return set(told.stdout.splitlines()) - {""}

    def _start(self, *arguments: object, **options: Any) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [str(part) for part in arguments],
            env=self.environment,
            text=True,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL} | options,
        )
        self._held.callback(_end, process)
        return process

    def _display(self) -> str:
        reading, writing = os.pipe()
        size = ("-screen", "0", "1400x1000x24", "-nolisten", "tcp")
        self._start("Xvfb", "-displayfd", writing, *size, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            return f":{told.readline().strip()}"

    def _bus(self) -> str:
        bus = self._start("dbus-daemon", "--session", "--nofork", "--print-address")
        return bus.stdout.readline().strip()


def _end(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            pipe.close()
    process.wait()


class Program:
    """The running program, met as a person meets it who has a keyboard and a screen reader."""

    def __init__(self, screen: Screen, process: "subprocess.Popen[str]") -> None:
        self._screen = screen
        self._process = process
        self.titles: set[str] = set()
        self.press, self.write = screen.press, screen.write

    def look(self) -> list[Node]:
        """Return what is on the screen now."""
        return self._screen.look(self._process.pid)

    def until(self, holds: Callable[[list[Node]], Any], what: str) -> Any:
        """Look until something holds, and return it; the titles of that moment are remembered."""
        give_up = time.monotonic() + PATIENCE
        while True:
            seen = self.look()
            if found := holds(seen):
                self.titles |= self._screen.titles()
                return found
            if self._process.poll() is not None:
                ended = f"ended with {self._process.returncode}: {self._process.stderr.read()}"
                pytest.fail(f"never seen: {what}; the program {ended}")
            if time.monotonic() > give_up:
                shown = "\n".join(f"{n.role}: {n.name} {n.states} {n.text[:60]}" for n in seen)
                pytest.fail(f"never seen: {what}\n{shown}")
            time.sleep(BETWEEN)

    def find(self, name: str, *roles: str) -> Node:
        """Return what has this name (its mark & left out), once it is on the screen."""

        def named(seen: list[Node]) -> Node | None:
            fits = (n for n in seen if n.name == name and (not roles or n.role in roles))
            return next(fits, None)

        return self.until(named, name)

    def says(self, words: str) -> str:
        """Return the first text on the screen that holds these words, once it is there."""

        def said(seen: list[Node]) -> str | None:
            texts = (text for node in seen for text in (node.name, node.text))
            return next((text for text in texts if words in text), None)

        return self.until(said, words)

    def go_to(self, name: str, key: str = "Tab") -> Node:
        """Press Tab until the keyboard is on what has this name; going round in vain fails."""
        passed: list[str] = []
        while len(passed) < MOST_STEPS:
            seen = self.until(lambda seen: seen if any(n.name == name for n in seen) else [], name)
            here = keyboard(seen)
            if here and here.name == name:
                return here
            passed.append(here.name if here else "")
            self.press(key)
        return pytest.fail(f"the {key} key never came to {name}, but to {passed}")

    def fill(self, name: str, text: str) -> None:
        """Go to a field, type, and see it there; a passphrase is seen as dots."""
        shown = (text, "●" * len(text))
        self.go_to(name)
        self.write(text)
        self.until(lambda seen: (here := keyboard(seen)) and here.text.endswith(shown), text)

    def take(self, name: str) -> None:
        """Go to a button and press it with the space bar."""
        self.go_to(name)
        self.until(lambda seen: any(n.name == name and "enabled" in n.states for n in seen), name)
        self.press("space")

    @contextmanager
    def being_typed(self, words: Iterable[str]) -> Iterator[None]:
        """Let words be typed all the while, until there is no program to type into."""

        def type_all() -> None:
            for word in words:
                if self._process.poll() is not None:
                    break
                self.write(word)

        typing = threading.Thread(target=type_all)
        typing.start()
        try:
            yield
        finally:
            self.kill()
            typing.join()

    def may_write(self, may: bool) -> None:
        """Let the running program write files, or let every write fail as on a broken disk."""
        resource = pytest.importorskip("resource")  # Windows has none
        hard = resource.RLIM_INFINITY
        limit = (hard if may else 0, hard)
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, limit)

    def command(self) -> list[str]:
        """Return the command that runs in the process now."""
        told = Path("/proc", str(self._process.pid), "cmdline").read_bytes()
        return told.decode().split("\0")

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def quit(self, keys: str = "ctrl+q") -> tuple[int, str]:
        """Close it by keys; return its exit code and what it wrote to standard error."""
        self.press(keys)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """Wait until it ends by itself; return the same."""
        _, said = self._process.communicate(timeout=PATIENCE)
        return self._process.returncode, said


@contextmanager
def screen(home: Path) -> Iterator[Screen]:
    """Give a screen of one's own, for an account whose home is this folder."""
    own = Screen(home)
    try:
        yield own
    finally:
        own.close()
