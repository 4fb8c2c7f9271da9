"""Modules are imported by Python alone, whatever PySide6 puts before it."""

import builtins
import os
import subprocess
import sys

import pytest

from practicenotes.ui import imports


TELL = """
import builtins
import PySide6.QtWidgets
print(builtins.__import__.__name__)
import practicenotes.ui.theme
import PySide6.QtSvg
print(builtins.__import__.__name__)
"""


def test_whoever_knows_a_window_imports_plainly() -> None:
    """PySide6 puts a hook before every import, and with the first of our windows it is gone."""
    told = subprocess.run(
        [sys.executable, "-c", TELL],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
        capture_output=True,
        text=True,
    )

    before, after = told.stdout.split()
    assert before == "__feature_import__"
    assert after != before


def test_a_pyside_without_the_hook_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was put before it, `import` stays what it is."""
    monkeypatch.delattr(builtins, "__orig_import__")
    before = builtins.__import__

    imports.keep_plain()

    assert builtins.__import__ is before
