"""Small disks, and places where nothing may be written or read: made where this account may."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def mount(*arguments: object) -> bool:
    """Mount something; say whether that is allowed here."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    found = subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False)
    return found.returncode == 0


@contextmanager
def small(folder: Path, size: str) -> Iterator[Path]:
    """Give a disk of this size in a new folder, until it is no longer needed; or skip the test."""
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder):
        pytest.skip("mounting a small disk needs root on Linux")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def stuff(disk: Path, spare: int = 0) -> Path:
    """Fill a disk to its last page, or leave a few bytes; return the file that fills it."""
    ballast = disk / "ballast"
    with ballast.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(file.tell() - spare)
    return ballast


def hold_databases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no store be deleted, as where another program has it open on Windows."""
    unlink = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.suffix == ".db":
            raise PermissionError(13, "another program has it open")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)


def minding_permissions() -> list[str]:
    """Return what to put before a command so that permissions count for it; or skip the test."""
    if sys.platform == "win32":
        pytest.skip("folders have other rights there")
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("as root this needs setpriv")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
