"""What of this process others can have: no core file, and no look into its memory."""

import subprocess
import sys

import pytest


LOOK = """
import ctypes, resource
from practicenotes.app import memory
memory.seclude()
print(*resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the way of Linux; others have their own")
@pytest.mark.release(44)
def test_the_process_leaves_no_core_and_lets_nobody_in() -> None:
    """From the first line on a crash writes no file, and the memory cannot be read."""
    told = subprocess.run([sys.executable, "-c", LOOK], check=True, capture_output=True, text=True)

    assert told.stdout.split() == ["0", "0", "0"]  # soft limit, hard limit, PR_GET_DUMPABLE
