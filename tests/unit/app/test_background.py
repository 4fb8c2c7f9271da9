"""What runs behind the windows is let go of when the practice is locked or closed."""

import sys

import strange_readers
from practicenotes.apart import reading
from practicenotes.apart.reading import Reading
from practicenotes.app.background import Background


def test_no_process_goes_on_reading_a_file_behind_a_lock() -> None:
    """With the doors to the stores, what reads a file from outside ends."""
    file = Reading("any", b"x", "x", [sys.executable, "-P", strange_readers.__file__])
    file.ask(lambda said, _: said, "length", most=1)
    (process,) = reading._running

    Background.drop(())

    assert process.returncode is not None
    assert reading._running == set()
