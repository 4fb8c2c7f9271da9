"""What the process that reads may take: so much memory and time, no file, no socket, no core.

Set by the process itself when all that it needs is loaded, and before a byte from outside is there.
Windows has no such limits of its own: there the time alone is limited, by whoever started it.
"""

import contextlib
import signal
import sys
from pathlib import Path


MEMORY = 512 * 1024 * 1024  # bytes, beyond what is loaded, for most kinds of file
SECONDS = 120  # of computing, over all that is asked about one file
_DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG, prctl(2)
_NO_NEW_RIGHTS = 38  # PR_SET_NO_NEW_PRIVS


def shut_in(memory: int) -> None:
    """Take every right from this process that reading needs not; there is no way back."""
    if sys.platform == "win32":
        return
    import resource

    if sys.platform == "linux":
        _end_with_parent()
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, _loaded() + memory),
        (resource.RLIMIT_NOFILE, 0),  # last: nothing is opened any more, be it a file or a socket
    ):
        with contextlib.suppress(OSError, ValueError):  # macOS takes no limit of memory
            resource.setrlimit(what, (most, most))


def allow(seconds: int) -> None:
    """End this process, whatever it does, unless it asks again within so many seconds."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def _end_with_parent() -> None:
    """Let the system end this process with the one that started it, and give it no new rights."""
    import ctypes

    library = ctypes.CDLL(None)
    library.prctl(_DEATH_OF_PARENT, signal.SIGKILL, 0, 0, 0)
    library.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)


def _loaded() -> int:
    """Return how many bytes this process has taken already, as its limit counts them."""
    if sys.platform != "linux":
        return 0
    import resource

    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
