"""The report still runs; how fast it finds us to be is not for a test to say."""

import os
import re
import subprocess
import sys
from pathlib import Path


REPORT = Path(__file__).with_name("report.py")


def test_report_prints_every_promise() -> None:
    """A short run prints every promise, each with what was measured."""
    told = subprocess.run(
        [sys.executable, str(REPORT), "--times", "1", "--sessions", "3", "--crowd", "3"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (told.returncode, told.stderr) == (0, "")
    assert re.findall(r"^(.+?)  +[0-9.]+ ms", told.stdout, re.MULTILINE) == [
        "start to a usable unlock prompt",
        "unlock",
        "opening a client of 3 sessions",
        "one autosave, 95 in 100",
        "the page before a session",
        "unlock, 0 MB of record",
        "one autosave, 95 in 100, among them",
        "searching among them",
        "searching for what stands in each",
        "painting a timeline of 500 sessions",
        "a key in a long note, 99 in 100",
        "spelling of a long note once opened",
        "longest silence while it is checked",
        "a letter of two pages with a chart",
        "a record of 48 pages",
    ]
