"""Mistakes of ours: told in one sentence, with their place in the code and none of what they held.

The traceback that Python prints shows what an error carries, and an error may carry a note.
"""

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from types import TracebackType


_WANTING = ("map segment", "allocate memory", "paging file", "start new thread")


def watch(tell: Callable[[Exception], object]) -> None:
    """Let every error that nobody caught be told by `tell(error)`, from whatever thread it is on.

    What is told is a MemoryError without words, which is no mistake of ours; or a RuntimeError
    whose words are the kind of the error and where in our code it arose. An error that arises while
    another is told is not told.
    """
    telling: list[Exception] = []

    def hear(
        kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if telling or not issubclass(kind, Exception):  # Ctrl+C is none
            return
        with suppress(MemoryError):  # nothing is left even to tell that
            place = f"{kind.__name__}, {_place(trace)}"
            telling.append(MemoryError() if _wants_memory(kind, error) else RuntimeError(place))
            tell(*telling)
        telling.clear()

    sys.excepthook = hear
    sys.unraisablehook = lambda what: hear(what.exc_type, None, what.exc_traceback)
    threading.excepthook = lambda what: hear(what.exc_type, None, what.exc_traceback)


def _wants_memory(kind: type[BaseException], error: BaseException | None) -> bool:
    """Say whether memory was short: where there is none, no library is loaded, no thread begun."""
    told = str(error) if issubclass(kind, (ImportError, RuntimeError)) else ""
    return issubclass(kind, MemoryError) or any(words in told for words in _WANTING)


def _place(trace: TracebackType | None) -> str:
    """Return the last place of ours that an error passed: program.py line 12."""
    passed = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(trace)]
    ours = [(file, line) for file, line in passed if "practicenotes" in file.parts]
    for file, line in (ours or passed)[-1:]:
        return f"{file.name} line {line}"
    return "an unknown place"
