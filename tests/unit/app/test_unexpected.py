"""What nobody caught is told in one line: want of memory as that, a mistake by its place alone."""

import subprocess
import sys

import pytest

from practicenotes import messages


FAIL = """
from practicenotes import app
app.watch_terminal()
{fault}
"""
MEMORY = messages.sentence(MemoryError())


def told(fault: str) -> list[str]:
    """Return the lines that a program in the terminal leaves when this goes wrong in it."""
    done = subprocess.run(
        [sys.executable, "-c", FAIL.format(fault=fault)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr.splitlines()


@pytest.mark.parametrize(
    "fault",
    [
        "raise MemoryError",
        "bytes(1 << 60)",
        "raise ImportError('libx.so: failed to map segment from shared object')",
        'raise RuntimeError("can\'t start new thread")',
    ],
)
def test_want_of_memory_is_told_as_that(fault: str) -> None:
    """A library or a thread that found no room is no mistake of the program."""
    assert told(fault) == [f"practicenotes: {MEMORY}"]


@pytest.mark.parametrize(
    "fault", ["raise RuntimeError('a note')", "raise ImportError('a note')", "raise OSError(12)"]
)
def test_a_mistake_of_ours_is_told_with_its_place_alone(fault: str) -> None:
    """Nothing of what the error carries is shown."""
    [line] = told(fault)
    assert line.startswith(f"practicenotes: {messages.UNEXPECTED} (")
    assert "a note" not in line
