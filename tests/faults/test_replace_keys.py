"""A program that is killed while it replaces all keys leaves the old set or the new, and works."""

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from toy_store import AT

from practicenotes.errors import WrongRecoveryKey
from practicenotes.vault import header
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


FRESH = RecoveryKey(bytes(range(20)))
NOTES = 40

# Kills itself at the n-th step: a file opened, renamed or removed, a share of the work done, or,
# where n is no whole number, after that part of a second.
PROGRAM = """
import os, signal, sys, threading
sys.path.insert(0, sys.argv[1])
import toy_store
from pathlib import Path
from practicenotes.vault import RecoveryKey, Vault, replacing

folder, key, fresh, wanted = sys.argv[2:]
steps = 0

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def step(*_):
    global steps
    steps += 1
    if str(steps) == wanted:
        die()

def hear(event, given):
    if event in ("os.rename", "os.remove") or (event == "open" and folder in str(given[0])):
        step()

vault = Vault.open(Path(folder), RecoveryKey.parse(key), toy_store.schemas(), at=toy_store.AT)
secrets = replacing.Secrets(
    toy_store.PASSPHRASE,
    "another lantern over the water",
    RecoveryKey.parse(fresh),
    toy_store.CHEAP,
)
sys.addaudithook(hear)
if "." in wanted:
    threading.Timer(float(wanted), die).start()
replacing.replace_keys(vault, secrets, at=toy_store.AT, progress=step)
print(steps, flush=True)
die()
"""


def run(folder: Path, key: RecoveryKey, wanted: str) -> str:
    """Replace the keys of a vault in a program that dies on the way; return what it said."""
    arguments = [str(Path(toy_store.__file__).parent), folder, str(key), str(FRESH), wanted]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], stdout=subprocess.PIPE, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    return done.stdout.strip()


@pytest.fixture
def filled(vault_folder: Path, recovery_key: RecoveryKey) -> Path:
    """Fill both stores of a vault with notes over several pages."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        for number in range(NOTES):
            for store in (vault.record, vault.private):
                store.run(toy_store.write, f"note {number}", toy_store.body_of(number))
    return vault_folder


@pytest.mark.release(31)
def test_killed_anywhere_the_practice_opens_with_exactly_one_set(
    filled: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """Old keys or new ones open it, never both and never neither, and nothing is left over."""
    copy = tmp_path / "Copy.practice"
    shutil.copytree(filled, copy)
    steps = int(run(copy, recovery_key, "never"))
    wanted = 60 if harder else 8
    source = random.Random(31)
    timed = wanted // 4
    points = [str(1 + number * steps // (wanted - timed)) for number in range(wanted - timed)]
    points += [f"{source.uniform(0.2, 1.5):.3f}" for _ in range(timed)]
    opened_with = {"old": 0, "new": 0}
    for point in points:
        shutil.rmtree(copy)
        shutil.copytree(filled, copy)
        run(copy, recovery_key, point)
        is_new = header.read(copy).header.gen == 2
        opened_with["new" if is_new else "old"] += 1
        right, wrong = (FRESH, recovery_key) if is_new else (recovery_key, FRESH)
        with closing(Vault.open(copy, right, toy_store.schemas(), at=AT)) as vault:
            assert vault.verify().is_sound
            for store in (vault.record, vault.private):
                found = store.run(toy_store.bodies)
                assert len(found) == NOTES
                assert all(toy_store.body_of(int(t.split()[1])) == b for t, b in found.items())
        with pytest.raises(WrongRecoveryKey):
            Vault.open(copy, wrong, toy_store.schemas(), at=AT)
        number = 2 if is_new else 1
        stores = {f"record-{number}.db", f"private-{number}.db"}
        assert {path.name for path in copy.iterdir()} == {
            *("keys-a.txt", "keys-b.txt", "lock"),
            *stores,
        }
    tried(f"{wanted} kills: {opened_with['old']} with the old set, {opened_with['new']} the new")
    assert opened_with["old"]
    assert opened_with["new"]
