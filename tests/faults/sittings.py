"""The whole program in a process of its own, unlocked and typed into, as therapist.py does it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import therapist

from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.people import NewClient
from practicenotes.records import clients, notes, settings
from practicenotes.reflections import reflections
from practicenotes.vault import Cost, RecoveryKey, Vault


PASSPHRASE = "velvet harbour seven lanterns 4711"
AT = times.utc_now()
PATIENCE = 120.0  # seconds, on a busy machine


def new_practice(home: Path) -> tuple[Path, RecoveryKey]:
    """Make a vault with one client, and return it closed, with its recovery key."""
    folder = home / "Practice.practice"
    vault, key = Vault.create(folder, PASSPHRASE, SCHEMAS, at=AT, cost=Cost(65_536, 2, 1))
    with closing(vault):
        vault.record.run(settings.put, known.RECOVERY_TRIED, True)
        vault.record.run(clients.add, NewClient("Heron"), AT)
    return folder, key


def kept(folder: Path, key: RecoveryKey) -> str:
    """Return what both stores have of the one session."""
    with closing(Vault.open(folder, key, SCHEMAS, at=AT)) as vault:
        (heron,) = vault.record.run(clients.find, AT)
        (note,) = vault.record.run(notes.of_client, heron.id)
        private = vault.private.run(reflections.of_client, heron.id)
    return note.sections[0].text + "".join(reflection.free for reflection in private)


@contextmanager
def sitting(
    folder: Path, words: list[str], *before: str, **environment: str
) -> Iterator["subprocess.Popen[str]"]:
    """Let somebody unlock the practice and type; yield the program with all that still unsaved."""
    here = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    here |= environment
    with subprocess.Popen(
        [*before, sys.executable, therapist.__file__, folder, folder.parent / "config"],
        env=here,
        cwd=folder.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            tell(program, json.dumps({"passphrase": PASSPHRASE, "words": words}))
            assert program.stdout is not None
            said = program.stdout.readline()
            assert said == "written\n", program.stderr and program.stderr.read()
            yield program
        finally:
            program.kill()


def tell(program: "subprocess.Popen[str]", order: str) -> None:
    """Say something to the program."""
    assert program.stdin is not None
    program.stdin.write(f"{order}\n")
    program.stdin.flush()


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something to be so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never came to be so"
        time.sleep(0.05)


def is_replaced(pid: int) -> bool:
    """Say whether another program stands in the place of the one with the keys, and rests."""
    command = Path(f"/proc/{pid}/cmdline").read_bytes()
    if b"--after-lock" not in command:
        return False
    before = Path(f"/proc/{pid}/stat").read_text().split()[13:15]
    time.sleep(0.5)
    return Path(f"/proc/{pid}/stat").read_text().split()[13:15] == before
