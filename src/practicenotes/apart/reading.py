"""One file from outside, and the process that reads it for us."""

import contextlib
import math
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from practicenotes.apart import frames, program, serving
from practicenotes.errors import PagesUnreadable, PictureTooLarge, ReadingStopped, StoreClosed


Shaped = TypeVar("Shaped")

ARGUMENT = "--read-apart"  # the hidden one that starts such a process
SECONDS = 30.0  # for one question, unless less is allowed
_MARGIN = 10  # seconds: a process that may soon end by itself is not asked any more
_GRACE = 2  # seconds after which it ends itself, if nobody is left to end it

_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
_REFUSALS = {"PagesUnreadable": PagesUnreadable, "PictureTooLarge": PictureTooLarge}
_NO_ANSWER = (OSError, EOFError, ValueError, RecursionError, MemoryError)
_NONSENSE = (TypeError, ValueError, LookupError, ArithmeticError)

_running: set["subprocess.Popen[bytes]"] = set()


class Reading:
    """Asks about one file, which is read in a process of its own and nowhere else.

    The process is started when it is first asked, and again where it has ended meanwhile.
    """

    def __init__(self, kind: str, data: bytes, name: str, start: Sequence[str] = ()) -> None:
        self._data, self._name = data, name
        self._start = [*(start or (*program.command(), ARGUMENT)), kind]
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked_at = 0.0
        self._finally: Callable[[], object] = lambda: None

    def ask(
        self,
        shaped: Callable[[Any, bytes], Shaped],
        reader: str,
        *asked: object,
        most: int = 0,
        seconds: float = SECONDS,
    ) -> Shaped:
        """Return what a reader says of the file, as `shaped` makes it of plain values and bytes.

        `shaped` may stumble over what makes no sense; `most` is how many bytes are taken. Raises
        ReadingStopped, what the reader raises (PagesUnreadable or PictureTooLarge), and StoreClosed
        if all reading was ended meanwhile.
        """
        with self._lock:
            words, body = self._answer([reader, math.ceil(seconds) + _GRACE, *asked], most, seconds)
            try:
                if words[0] == serving.REFUSED:
                    raise _REFUSALS[words[1]]
                return shaped(words[1], body)
            except _NONSENSE:
                self._finally()
                raise ReadingStopped(self._name) from None

    def close(self) -> None:
        """End the process."""
        self._finally()

    def _answer(self, asked: list[object], most: int, seconds: float) -> tuple[Any, bytes]:
        process, data = self._running_one()
        assert process.stdin
        assert process.stdout
        limit = threading.Timer(seconds, process.kill)
        limit.start()
        try:
            frames.put(process.stdin, asked, data)
            return frames.take(process.stdout, most)
        except _NO_ANSWER:
            was_ended = process not in _running
            self._finally()
            raise StoreClosed if was_ended else ReadingStopped(self._name) from None
        finally:
            limit.cancel()
            self._asked_at = time.monotonic()

    def _running_one(self) -> tuple["subprocess.Popen[bytes]", bytes]:
        """Return the process, and what it has to be given first: the file, unless it has it."""
        is_fresh = time.monotonic() - self._asked_at < serving.IDLE - _MARGIN
        if self._process and is_fresh and self._process.poll() is None:
            return self._process, b""
        self._finally()
        try:
            self._process = _started(self._start)
        except OSError:
            raise ReadingStopped(self._name) from None
        self._finally = weakref.finalize(self, _end, self._process)
        return self._process, self._data


def end() -> None:
    """End every process that reads: the practice is locked or closed."""
    for process in tuple(_running):
        _end(process)


def _started(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(  # noqa: S603 - it is this program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=program.surroundings(),
        creationflags=_NO_WINDOW,
    )
    _running.add(process)
    return process


def _end(process: "subprocess.Popen[bytes]") -> None:
    _running.discard(process)
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):  # what was not sent cannot be sent any more
            if pipe:
                pipe.close()
