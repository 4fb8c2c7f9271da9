"""Where the set-up may not go on, it says what to type; it never leaves half a set-up behind."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]

# Stands for Debian's Python without python3-venv: it runs, but has neither ensurepip nor pip.
BARE_PYTHON = """#!/bin/sh
case "$*" in
    *ensurepip* | *"-m pip"*) exit 1 ;;
    *"%d.%d-venv"*) echo python3.11-venv ;;
    --version) echo Python 3.11.2 ;;
esac
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the set-up is a shell script")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout with nothing set up; beside it is a path without Python and apt."""
    shutil.copytree(ROOT / "requirements", tmp_path / "checkout" / "requirements")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "dirname", "cat", "rm", "id", "sh"):
        (tools / name).symlink_to(shutil.which(name) or name)
    return tmp_path / "checkout"


def set_up(checkout: Path) -> "subprocess.CompletedProcess[str]":
    """Run the set-up where only a few commands can be found."""
    return subprocess.run(
        [checkout / "requirements" / "setup.sh", "run"],
        env={"PATH": str(checkout.parent / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_python_it_says_which_is_needed(checkout: Path) -> None:
    """A machine without Python 3.11 hears which version is needed, and how to name another."""
    told = set_up(checkout)

    assert told.returncode == 1
    assert "needs Python 3.11 or newer" in told.stderr
    assert "BASE_PYTHON=" in told.stderr


def test_without_venv_and_apt_it_names_the_command(checkout: Path) -> None:
    """Where python3-venv is missing and apt may not be used, the command to type is printed."""
    python = checkout.parent / "bin" / "python3"
    python.write_text(BARE_PYTHON, "utf-8")
    python.chmod(0o755)

    told = set_up(checkout)

    assert told.returncode == 1
    assert "sudo apt-get install --no-install-recommends python3.11-venv" in told.stderr
    assert not (checkout / ".venv").exists()
