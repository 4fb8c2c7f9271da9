"""After a lock no word, passphrase or key is left in the memory of what stands there now."""

import contextlib
import itertools
import os
import re
import resource
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sittings
from sittings import PASSPHRASE, is_replaced, sitting, tell, until

from practicenotes.vault import RecoveryKey
from practicenotes.vault.keyring import Keyring


pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="reading memory needs root on Linux"
)

WORDS = 100
PAGE = 4096
EMPTY = bytes(PAGE)


def memory(pid: int) -> Iterator[bytes]:
    """Yield all that a process and its children could write to."""
    for each in (pid, *children(pid)):
        with Path(f"/proc/{each}/mem").open("rb", 0) as whole:
            for line in Path(f"/proc/{each}/maps").read_text().splitlines():
                start, end, rights = re.match(r"(\w+)-(\w+) (\S+)", line).groups()
                if "w" in rights:
                    whole.seek(int(start, 16))
                    with contextlib.suppress(OSError):  # a device
                        yield used(whole.read(int(end, 16) - int(start, 16)))


def used(piece: bytes) -> bytes:
    """Return a piece of memory without the pages that nothing was ever written to."""
    pages = (piece[at : at + PAGE] for at in range(0, len(piece), PAGE))
    return b"".join(page for page in pages if page != EMPTY)


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed]


def found(pid: int, forms: dict[str, list[bytes]]) -> dict[str, int]:
    """Return how often each secret lies in memory, in any of its forms."""
    counted = dict.fromkeys(forms, 0)
    for piece in memory(pid):
        for name, needles in forms.items():
            counted[name] += sum(piece.count(needle) for needle in needles)
    return counted


def texts(word: str) -> list[bytes]:
    """Return a word in the forms in which Python, Qt and SQLite keep one."""
    return [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]


def secrets_of(folder: Path, key: RecoveryKey, mark: str) -> dict[str, list[bytes]]:
    """Return every secret of a vault, and the mark that each typed word bears, in all forms."""
    ring = Keyring.unlock(folder, key, os.urandom)
    raw = {"record master": ring.masters.record, "private master": ring.masters.private}
    raw |= {"header": ring.masters.header(), "manifest": ring.masters.manifest()}
    for name, keys in ring.store_keys().items():
        raw |= {
            f"{name} database": keys.raw,
            f"{name} seal": keys.seal,
            f"{name} trail": keys.audit,
        }
    forms = {f"{name} key": [value, *texts(value.hex())] for name, value in raw.items()}
    return forms | {"passphrase": texts(PASSPHRASE), "words": texts(mark)}


def all_of(forms: dict[str, list[bytes]]) -> Iterator[bytes]:
    """Yield every form of every secret."""
    return itertools.chain.from_iterable(forms.values())


@pytest.fixture
def practice(tmp_path: Path) -> tuple[Path, RecoveryKey]:
    """Give a closed vault with one client, and its recovery key."""
    return sittings.new_practice(tmp_path)


@pytest.mark.release(35, 36, 42)
def test_a_lock_leaves_nothing_in_memory(
    practice: tuple[Path, RecoveryKey], tried: Callable[[str], None]
) -> None:
    """Before the lock the search finds words and keys; after it, in memory and files, none."""
    folder, key = practice
    mark = f"kestrel-{secrets.token_hex(8)}"
    words = [f"{mark}-{number} over the quarry" for number in range(WORDS)]
    forms = secrets_of(folder, key, mark)
    with sitting(folder, words) as program:
        open_still = found(program.pid, forms)
        tell(program, "copy")
        assert program.stdout is not None
        assert program.stdout.readline() == "copied\n"
        tell(program, "lock")
        until(lambda: is_replaced(program.pid))
        locked = found(program.pid, forms)
    written = [path for path in folder.parent.rglob("*") if path.is_file()]
    told = [path for path in written if any(map(path.read_bytes().__contains__, all_of(forms)))]
    size = len(forms) - 2
    tried(
        f"{WORDS} words, {size} keys, passphrase: {sum(open_still.values())} open,"
        f" {sum(locked.values())} locked"
    )
    assert open_still["words"] >= WORDS
    assert open_still["record database key"] > 0
    assert locked == dict.fromkeys(forms, 0)
    assert told == []
    assert any(path.parent.name == "config" for path in written)
    kept = sittings.kept(folder, key)
    assert all(word in kept for word in words)


@pytest.mark.release(44)
def test_nobody_else_reads_the_memory_and_a_crash_leaves_no_core(
    practice: tuple[Path, RecoveryKey], tried: Callable[[str], None]
) -> None:
    """The same account cannot look in, and of a crash the system keeps nothing."""
    folder, _ = practice
    plain = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]  # no rights of an administrator
    _, most = resource.getrlimit(resource.RLIMIT_CORE)  # another test here may have lowered it
    before = [*plain, "prlimit", f"--core={most if most >= 0 else 'unlimited'}"]
    if not all(map(shutil.which, ("setpriv", "prlimit"))):
        pytest.skip("needs setpriv and prlimit")
    look = "import sys; open(f'/proc/{sys.argv[1]}/mem', 'rb', 0).close()"
    with (
        sitting(folder, ["kestrel"], *before) as program,
        subprocess.Popen([*plain, "sleep", "600"]) as other,
    ):
        looks = [
            subprocess.run(
                [*plain, sys.executable, "-c", look, str(each.pid)],
                capture_output=True,
                text=True,
                check=False,
            )
            for each in (program, other)
        ]
        other.kill()
        limit = resource.prlimit(program.pid, resource.RLIMIT_CORE)
        files = set(folder.parent.iterdir())
        os.kill(program.pid, signal.SIGSEGV)
        _, status = os.waitpid(program.pid, 0)
    tried("1 look: refused; 1 crash with unlimited core files: 0 files")
    assert "PermissionError" in looks[0].stderr
    assert looks[1].returncode == 0, "the look is blind"
    assert os.WIFSIGNALED(status)
    assert not os.WCOREDUMP(status)
    assert limit == (0, 0)
    assert set(folder.parent.iterdir()) == files
