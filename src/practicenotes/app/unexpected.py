"""Mistakes of ours: told in one sentence, with their place in the code and none of what they held.

The traceback that Python prints shows what an error carries, and an error may carry a note.
"""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb
from types import TracebackType


def watch(tell: Callable[[str], object]) -> None:
    """Let every error that nobody caught be told by `tell(place)`, from whatever thread it is on.

    The place is the kind of the error and where in our code it arose. An error that arises while
    another is told is not told.
    """
    telling: list[str] = []

    def hear(
        kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if telling or not issubclass(kind, Exception):  # Ctrl+C is none
            return
        telling.append(f"{kind.__name__}, {_place(trace)}")
        tell(*telling)
        telling.clear()

    sys.excepthook = hear
    sys.unraisablehook = lambda what: hear(what.exc_type, None, what.exc_traceback)
    threading.excepthook = lambda what: hear(what.exc_type, None, what.exc_traceback)


def _place(trace: TracebackType | None) -> str:
    """Return the last place of ours that an error passed: program.py line 12."""
    passed = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(trace)]
    ours = [(file, line) for file, line in passed if "practicenotes" in file.parts]
    for file, line in (ours or passed)[-1:]:
        return f"{file.name} line {line}"
    return "an unknown place"
