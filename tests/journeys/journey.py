"""What every journey needs: the installed programs, an account of its own, a vault, a search."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from subprocess import CompletedProcess

from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import times
from practicenotes.vault import RecoveryKey, Vault


CODE_NAME = "Heron"  # of the client in the practice that a journey is given
PASSPHRASE = "correct horse battery staple"  # of the vaults that tests/conftest.py makes
_KEPT = ("PATH", "PYTHONPATH")
_CODES = ("utf-8", "utf-16-le", "utf-16-be")


def command(name: str) -> list[str]:
    """Return how an installed program is started, or its module where nothing is installed."""
    installed = Path(sys.executable).with_name(name)
    if installed.exists():
        return [str(installed)]
    start = {"practicenotes": "main", "practicenotes-cli": "cli"}[name]
    return [sys.executable, "-c", f"from practicenotes.__main__ import {start}; exit({start}())"]


def environment(home: Path) -> dict[str, str]:
    """Return the variables of an account whose every file lies under one folder."""
    places = {"HOME": home, "TMPDIR": home / "tmp", "XDG_RUNTIME_DIR": home / "run"}
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        **{name: str(place) for name, place in places.items()},
        "LANG": "C.UTF-8",
        "PYTHONFAULTHANDLER": "1",
    }


def opened(folder: Path, key: str | RecoveryKey) -> Vault:
    """Open a vault whole, as the program does."""
    return Vault.open(folder, key, SCHEMAS, at=times.utc_now())


def files_with(words: Iterable[str], *folders: Path) -> list[Path]:
    """Return what lies under some folders and holds any of these words, in its name or inside."""
    forms = [word.encode(code) for word in words for code in _CODES]
    found = [path for folder in folders for path in folder.rglob("*")]
    return [path for path in found if any(form in _bytes(path) for form in forms)]


def _bytes(path: Path) -> bytes:
    name = path.name.encode()
    return name + b"\n" + path.read_bytes() if path.is_file() else name


def terminal(
    *arguments: object, given: str | None = None, before: Iterable[str] = (), **more: str
) -> "CompletedProcess[str]":
    """Run one command of the terminal; `given` is its standard input, `more` its variables.

    `before` is what starts it: a program that takes a command.
    """
    return subprocess.run(
        [*before, *command("practicenotes-cli"), *map(str, arguments)],
        check=False,
        capture_output=True,
        env=dict(os.environ) | more,
        input="" if given is None else given,
        text=True,
        timeout=120,
    )
