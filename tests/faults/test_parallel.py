"""However many programs open a practice at once, one of them writes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from toy_store import AT

from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


OPENER = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
import toy_store
from practicenotes.errors import VaultBusy
from practicenotes.vault import RecoveryKey, Vault

print("ready", flush=True)
sys.stdin.readline()
try:
    key = RecoveryKey.parse(sys.argv[3])
    vault = Vault.open(Path(sys.argv[2]), key, toy_store.schemas(), at=toy_store.AT)
except VaultBusy:
    print("busy", flush=True)
else:
    vault.record.run(toy_store.write, "note 1", toy_store.body_of(1))
    print("in", flush=True)
sys.stdin.readline()
"""


@pytest.mark.release(54)
def test_of_many_starts_at_once_one_comes_in(
    vault_folder: Path, recovery_key: RecoveryKey, harder: bool, tried: Callable[[str], None]
) -> None:
    """All begin at one word; one writes, the others are told, and a kill lets the next one in."""
    count = 50 if harder else 3
    arguments = [str(Path(toy_store.__file__).parent), str(vault_folder), str(recovery_key)]
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    try:
        assert all(program.stdout.readline() == "ready\n" for program in programs)
        for program in programs:
            program.stdin.write("go\n")
            program.stdin.flush()
        answers = [program.stdout.readline().strip() for program in programs]
        winner = programs[answers.index("in")]
        os.kill(winner.pid, signal.SIGKILL)
        winner.wait()
        with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
            found = vault.record.run(toy_store.bodies)
            assert vault.verify().is_sound
    finally:
        for program in programs:
            program.kill()
            program.communicate()
    tried(f"{count} starts: {answers.count('in')} in, {answers.count('busy')} told")
    assert sorted(answers) == ["busy"] * (count - 1) + ["in"]
    assert found == {"note 1": toy_store.body_of(1)}
