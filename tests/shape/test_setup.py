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
    for name in ("bash", "dirname", "cat", "rm", "sh", "grep"):
        (tools / name).symlink_to(shutil.which(name) or name)
    _tool(tools / "id", "#!/bin/sh\necho 1000\n")  # an ordinary account
    return tmp_path / "checkout"


def _tool(path: Path, script: str) -> None:
    path.write_text(script, "utf-8")
    path.chmod(0o755)


def set_up(checkout: Path, purpose: str = "run") -> "subprocess.CompletedProcess[str]":
    """Run the set-up where only a few commands can be found."""
    return subprocess.run(
        [checkout / "requirements" / "setup.sh", purpose],
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


@pytest.mark.parametrize("purpose", ["run", "dev"])
def test_without_venv_and_apt_it_names_one_command(checkout: Path, purpose: str) -> None:
    """Where python3-venv is missing and apt may not be used, one command names all that is."""
    tools = checkout.parent / "bin"
    _tool(tools / "python3", BARE_PYTHON)
    _tool(tools / "sudo", "#!/bin/sh\nexit 1\n")

    told = set_up(checkout, purpose)

    command = told.stderr.splitlines()[-1].strip()
    assert told.returncode == 1
    assert command.startswith(
        "sudo apt-get update && sudo apt-get install --no-install-recommends python3.11-venv "
    )
    assert "libxcb-cursor0" in command
    assert ("strace" in command) is (purpose == "dev")
    assert not (checkout / ".venv").exists()


def test_without_sudo_the_command_goes_another_way(checkout: Path) -> None:
    """A machine without sudo is told the same command through su."""
    _tool(checkout.parent / "bin" / "python3", BARE_PYTHON)

    command = set_up(checkout).stderr.splitlines()[-1].strip()

    assert command.startswith("su -c 'apt-get update && apt-get install --no-install-recommends ")
    assert command.endswith("'")
