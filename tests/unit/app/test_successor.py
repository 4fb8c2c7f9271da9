"""The process that comes after a lock: what it is told, and that it really takes the place."""

import subprocess
import sys
from pathlib import Path

import pytest

from practicenotes.__main__ import main
from practicenotes.app.successor import Successor


GIVE_WAY = """
import os, sys
from pathlib import Path
from practicenotes.app import successor
KEY = b"the key that must go"
where, place = sys.argv[1:]
Path(where, "practicenotes.py").write_text("import os, sys; print(os.getpid(), *sys.argv[1:])")
os.environ["PYTHONPATH"] = where
print(os.getpid(), flush=True)
successor.Successor().take_over(Path(place), automatic=True)
"""
AMID = """
import sys, threading, time
from pathlib import Path
from practicenotes.app import successor
from practicenotes.exchange import files as out
from practicenotes.vault import files
begun = threading.Event()
def slow(_file):
    begun.set()
    time.sleep(60)
files._sync_file = slow
letter = Path(sys.argv[1])
threading.Thread(target=out.write_beside, args=(letter, b"A letter."), daemon=True).start()
begun.wait()
print([path.name for path in letter.parent.iterdir()], flush=True)
successor.program.command = lambda: [sys.executable, "-c", ""]
successor.Successor().take_over(Path("here"), automatic=True)
"""
FAIL = """
import sys
from pathlib import Path
from practicenotes.app import successor
successor.program.command = lambda: ["/nowhere/at/all"]
successor.Successor().take_over(Path("here"), automatic=False)
print("still here")
"""


def run(source: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run a program of one's own to its end."""
    whole = [sys.executable, "-c", source, *map(str, arguments)]
    return subprocess.run(whole, check=False, capture_output=True, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="there it is another process, with a number")
def test_another_program_stands_in_the_same_process(tmp_path: Path) -> None:
    """What ran is gone: the process goes on as a fresh start, with the vault and how it locked."""
    told = run(GIVE_WAY, tmp_path, "/practice of mine")
    before, after = told.stdout.splitlines()

    assert after == f"{before} --after-lock idle -- /practice of mine"
    assert (told.returncode, told.stderr) == (0, "")


def test_a_letter_that_is_just_being_written_leaves_no_half_in_the_clear(tmp_path: Path) -> None:
    """Whatever disk is slow: a lock waits for none, and what was begun goes with the process."""
    told = run(AMID, tmp_path / "letter.pdf")

    assert told.stdout.splitlines()[0] == "['letter.pdf.part']"
    assert list(tmp_path.iterdir()) == []


def test_where_none_can_be_started_the_program_ends() -> None:
    """The keys go in either case: nothing runs on in a process that was to give way."""
    told = run(FAIL)

    assert told.stdout == ""


def test_settings_of_a_folder_of_their_own_go_along(tmp_path: Path) -> None:
    """A practice that is only shown, as the fictional one, keeps its own settings over a lock."""
    told = Successor(tmp_path).arguments(Path("vault"), automatic=False)

    assert told == ["--after-lock", "hand", "--config", str(tmp_path), "--", "vault"]


def test_the_program_understands_what_a_lock_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one process says is what the next one hears."""
    heard: dict[str, object] = {}

    def window(folder: Path, **told: object) -> int:
        heard.update(told, folder=folder)
        return 0

    monkeypatch.setattr("practicenotes.app.window", window)
    main(Successor(tmp_path).arguments(tmp_path / "- odd.practice", automatic=True))

    assert heard["folder"] == tmp_path / "- odd.practice"
    assert heard["config"] == tmp_path
    assert heard["after_lock"] == "idle"
