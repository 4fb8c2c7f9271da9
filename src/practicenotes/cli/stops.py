"""Stops from outside: from a moment on they wait, until what was done is said."""

import signal
import threading
from typing import Any, Self


NUMBERS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    if hasattr(signal, name)
)


def heed() -> None:
    """Let each of them stop a command as the keyboard does, but what the caller has ignored."""
    for number in NUMBERS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


class Stops:
    """Stops of one command; once they are held, what was begun is done, and its outcome is said."""

    def __init__(self) -> None:
        self._came = False
        self._held: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Let them stop the command."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let them stop what comes behind the command; one that came too late stopped nothing."""
        for number, handler in self._held.items():
            signal.signal(number, handler)

    def hold(self) -> None:
        """Let them wait from now on: what comes counts, or makes a key that is shown once."""
        if threading.current_thread() is threading.main_thread():  # no other may say so
            for number in NUMBERS:
                if signal.getsignal(number) is signal.default_int_handler:
                    self._held[number] = signal.signal(number, self._note)

    def look(self, share: float) -> None:
        """Stop what is under way, if one came, and it is not done yet."""
        if self._came and share < 1.0:
            raise KeyboardInterrupt

    def _note(self, _number: int, _frame: object) -> None:
        self._came = True
