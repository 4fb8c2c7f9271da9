"""Texts that ask for files, pictures and servers get nothing, wherever they stand."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import hostile
import pytest


@pytest.mark.release(41)
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_hostile_texts_are_words_and_fetch_nothing(
    tmp_path: Path, harder: bool, tried: Callable[[str], None]
) -> None:
    """Kept, searched, shown, printed and exported: each comes back, and nothing is fetched."""
    bait, trace = tmp_path / "bait.png", tmp_path / "calls"
    bait.write_bytes(b"\x89PNG")
    watched = (
        f"strace -f -y -qq --seccomp-bpf -o {trace} -e trace=socket,connect,open,openat,execve"
    )
    (tmp_path / "home").mkdir()
    ended = subprocess.run(
        [
            *(*watched.split(), sys.executable, hostile.__file__),
            *(tmp_path / "home", bait, "10000" if harder else "200"),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    went, papers, refused = map(int, ended.stdout.split())
    calls = trace.read_text("utf-8", "replace").splitlines()
    sockets = [call for call in calls if "AF_INET" in call]
    fetched = [call for call in calls if f'"{bait}"' in call and "execve(" not in call]
    tried(f"{went:,} texts, {papers} papers: {len(sockets)} sockets, {len(fetched)} fetches")
    assert (sockets, fetched) == ([], [])
    assert [call for call in calls if "record-1.db" in call]  # the watch is not blind
    assert len([call for call in calls if "execve(" in call]) == 1
    assert papers > 20 * refused


def test_the_texts_ask_for_the_bait(tmp_path: Path) -> None:
    """Many a text names the picture and a server: a program that obeys would be seen."""
    texts = hostile.Texts(hostile.random.Random(1), tmp_path / "bait.png", 0, rare=False)
    said = [texts.text() for _ in range(500)]
    assert sum("bait.png" in text for text in said) > 100
    assert sum("http://127.0.0.1" in text for text in said) > 100
