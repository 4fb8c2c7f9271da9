"""A second start of the program on this computer, and the window that was there first."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.app import first_window
from practicenotes.app.first_window import FirstWindow


LONG = 20_000  # ms
SECOND = """
import sys
from pathlib import Path
from practicenotes.app import first_window
sys.exit(first_window.is_there(sys.argv[1], Path(sys.argv[2])))
"""


@pytest.fixture
def socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the name that the programs of one account meet at."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return first_window.name(tmp_path / "config")


@pytest.fixture
def first(qtbot: QtBot, qapp: QApplication, socket: str, tmp_path: Path) -> QWidget:
    """Give the window of a first program, minimised, on the practice `Mine`."""
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    FirstWindow(window, socket, lambda: (tmp_path / "Mine", window))
    return window


def asked(socket: str, folder: Path, qtbot: QtBot) -> bool:
    """Start a second process, and return whether it is to end."""
    second = subprocess.Popen([sys.executable, "-c", SECOND, socket, str(folder)])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=LONG)
    assert second.returncode in {0, 1}
    return second.returncode == 1


@pytest.mark.qt_log_ignore("does not support raise", extend=True)  # no screen, nothing in front
def test_a_second_start_shows_the_first_window(
    first: QWidget, socket: str, tmp_path: Path, qtbot: QtBot
) -> None:
    """The second start is told to end, and the first window is no longer in the task bar only."""
    assert asked(socket, tmp_path / "Mine", qtbot)
    assert not first.isMinimized()


def test_another_practice_has_a_window_of_its_own(
    first: QWidget, socket: str, tmp_path: Path, qtbot: QtBot
) -> None:
    """A start on another folder goes on, and the first window stays as it was."""
    assert not asked(socket, tmp_path / "Other", qtbot)
    assert first.isMinimized()


def test_nobody_is_waited_for_where_there_is_no_first(socket: str, tmp_path: Path) -> None:
    """Neither without a socket nor with one that a crash has left is anything asked."""
    assert not first_window.is_there(socket, tmp_path / "Mine")
    Path(socket).touch()

    assert not first_window.is_there(socket, tmp_path / "Mine")


def test_each_account_meets_at_a_place_of_its_own(socket: str, tmp_path: Path) -> None:
    """Programs on other settings, as the fictional practice, are not the same program."""
    assert first_window.name(tmp_path / "demo") != socket
