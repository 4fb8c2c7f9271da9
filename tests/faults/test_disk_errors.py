"""Each call to the disk fails once, by the system itself: nothing is lost, and each is told."""

import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import deeds
import pytest
import toy_store
from deeds import KEPT, NEW_PASSPHRASE
from toy_store import AT, PASSPHRASE

from practicenotes import errors
from practicenotes.errors import WrongPassphrase
from practicenotes.vault import backup
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")

KINDS = (
    *("fsync", "fdatasync", "pwrite64", "write", "unlink", "ftruncate", "rename"),
    *("openat", "pread64", "read"),
)
ONCE = ("pread64", 1)  # the look at a file that is being opened: it went untold
MOST = 150  # calls of a kind that are tried
TOLD = {name for name in dir(errors) if isinstance(getattr(errors, name), type)}


@pytest.fixture
def home(vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Path:
    """Give a folder with a vault of a few notes."""
    (tmp_path / "before").mkdir()
    folder = shutil.copytree(vault_folder, tmp_path / "before" / "P.practice")
    with deeds.opened(folder, recovery_key) as vault:
        for number in range(KEPT):
            deeds.save(vault, number)
    return tmp_path / "home"


def evening(home: Path, key: RecoveryKey, *trace: str) -> list[tuple[str, str]]:
    """Let an evening's work be done under strace, and return each step with how it ended."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(home.with_name("before"), home)
    ended = subprocess.run(
        [
            *("strace", "-f", "-y", "-qq", "--seccomp-bpf", "-o", home.with_name("calls"), *trace),
            *(sys.executable, deeds.__file__, "evening", home, str(key)),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ended.returncode == 0, ended.stderr
    lines = [line.rpartition(" ") for line in ended.stdout.splitlines()]
    return [(step, came_of_it) for step, _, came_of_it in lines]


def touched(home: Path, key: RecoveryKey) -> tuple[list[str], Counter[str]]:
    """Return the paths that an evening touches, and how often a thread meets them by each call.

    The calls that are to fail are counted thread by thread: no more than these can.
    """
    steps = evening(home, key, "-s", "0", "-e", f"trace={','.join(KINDS)}")
    assert all(came_of_it == "ok" for _, came_of_it in steps)
    paths, counted = set(), Counter[tuple[str, str]]()
    for line in home.with_name("calls").read_text().splitlines():
        found = [path for path in re.findall(r"[<\"]([^<>\"]*)[>\"]", line) if str(home) in path]
        if found:
            paths.update(found)
            thread, call = line.split()[:2]
            counted[thread, call.partition("(")[0]] += 1
    kinds = Counter[str]()
    for (_, call), count in counted.items():
        kinds[call] = max(kinds[call], count)
    return sorted(paths), kinds


def is_there(home: Path, key: RecoveryKey, steps: dict[str, str]) -> None:
    """Fail unless everything that was said to be done is done, and all else is old or new."""
    folder = home / "P.practice"
    with deeds.opened(folder, key) as vault:
        found = [store.run(toy_store.bodies) for store in (vault.record, vault.private)]
        assert vault.verify().is_sound
    wanted = {int(step.split()[1]) for step in steps if step.startswith("save")}
    acknowledged = {n for n in wanted if steps[f"save {n}"] == "ok"} | set(range(KEPT))
    for notes in found:
        numbers = {int(title.split()[1]) for title in notes}
        assert all(notes[f"note {n}"] == toy_store.body_of(n) for n in numbers)
        assert acknowledged <= numbers <= wanted | acknowledged
    opening = [word for word in (PASSPHRASE, NEW_PASSPHRASE) if opens(folder, word)]
    assert len(opening) == 1
    assert steps.get("passphrase") != "ok" or opening == [NEW_PASSPHRASE]
    files = list((home / deeds.COPIES).glob("*.backup"))
    assert len(files) == 1 or steps.get("backup") != "ok"
    assert all(backup.verify_file(file, key).is_sound for file in files)


def opens(folder: Path, passphrase: str) -> bool:
    """Say whether a passphrase opens a vault."""
    try:
        with closing(Vault.open(folder, passphrase, toy_store.schemas(), at=AT)):
            return True
    except WrongPassphrase:
        return False


def chosen(kinds: Counter[str], few: int) -> Iterator[tuple[str, int]]:
    """Yield which call of which kind is to fail: all of them, or a few."""
    tries = [(kind, n) for kind in KINDS for n in range(1, min(MOST, kinds[kind]) + 1)]
    yield from (ONCE, *random.Random(4).sample(tries, few - 1)) if few else tries


@pytest.mark.release(4)
def test_no_failing_call_loses_what_was_acknowledged(
    home: Path, recovery_key: RecoveryKey, harder: bool, tried: Callable[[str], None]
) -> None:
    """The n-th sync, write, read, open or removal fails: what was acknowledged is there."""
    paths, kinds = touched(home, recovery_key)
    where = [argument for path in paths for argument in ("-P", path)]
    failed, told, untold, losses = 0, 0, [], []
    for kind, number in chosen(kinds, 0 if harder else 3):
        fault = (f"trace={kind}", "-e", f"inject={kind}:error=EIO:when={number}")
        steps = dict(evening(home, recovery_key, *where, "-e", *fault))
        failed += "EIO" in home.with_name("calls").read_text()
        wrong = {came_of_it for came_of_it in steps.values() if came_of_it != "ok"}
        told += bool(wrong)
        untold += [(kind, number, name) for name in wrong - TOLD]
        try:
            is_there(home, recovery_key, steps)
        except (AssertionError, errors.PracticeNotesError) as loss:
            losses.append((kind, number, steps, loss))
    tried(f"{failed} calls failed, {told} evenings were told of it, {len(losses)} lost something")
    assert (losses, untold) == ([], [])
