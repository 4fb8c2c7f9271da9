"""Whoever leaves the prompt while a key is tried leaves no practice open behind it."""

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practicenotes.app import first_steps
from practicenotes.app.program import Program
from practicenotes.app.stores import SCHEMAS
from practicenotes.ui.device import Device
from practicenotes.ui.tasks import Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.vault import RecoveryKey, Vault, files


NOW = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
PASSPHRASE = "correct horse battery staple"
QUITS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from practicenotes import app
from practicenotes.ui.unlock import Unlock

def leave(page):
    page.passphrase_given.emit(sys.argv[3])
    QTimer.singleShot(0, QApplication.quit)

begun = Unlock.paintEvent
def painted(page, event):
    begun(page, event)
    Unlock.paintEvent = begun
    QTimer.singleShot(100, lambda: leave(page))
Unlock.paintEvent = painted
sys.exit(app.window(Path(sys.argv[1]), config=Path(sys.argv[2])))
"""


def test_another_practice_that_is_chosen_meanwhile(
    qapp: QApplication,
    theme: Theme,
    vault: Vault,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    """What the key opened too late is closed, and can be opened again."""
    vault.close()
    program = Program(qapp, Device(tmp_path / "config"), vault.folder)
    program.begin()
    assert isinstance(program.front, Unlock)
    program.front.passphrase_given.emit(PASSPHRASE)
    program._prompt.another.emit(tmp_path / "elsewhere")

    qtbot.waitUntil(lambda: not program._background.work.busy)
    assert program.vault is None
    with closing(Vault.open(vault.folder, recovery_key, SCHEMAS, at=NOW)) as opened:
        assert opened.writable
    program.front.close()
    program.front.deleteLater()
    program.deleteLater()


def test_the_program_that_ends_amid_the_first_steps(
    qapp: QApplication, theme: Theme, work: Work, tmp_path: Path, qtbot: QtBot
) -> None:
    """What was made is closed, and leaves no mark: the steps alone had it."""
    folder = tmp_path / "New.practice"
    page = first_steps.page(folder, work, lambda *_: None)
    qtbot.addWidget(page)
    page._create(folder, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(page._groups))
    assert (folder / files.LOCK).read_bytes() != b""

    qapp.aboutToQuit.emit()
    assert (folder / files.LOCK).read_bytes() == b""


def test_the_program_that_ends_meanwhile(vault: Vault, tmp_path: Path) -> None:
    """No mark stays in the folder that says it is open on this computer."""
    vault.close()
    words = [str(vault.folder), str(tmp_path / "config"), PASSPHRASE]
    subprocess.run([sys.executable, "-c", QUITS, *words], check=True, capture_output=True)

    assert (vault.folder / files.LOCK).read_bytes() == b""
