"""The installed program, ended from outside or by a mistake of ours: nothing is lost or shown."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from practicenotes import messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain.people import NewClient
from practicenotes.records import clients, notes, settings
from practicenotes.reflections import reflections
from practicenotes.vault import Cost, RecoveryKey, Vault


AT = datetime(2025, 11, 18, 13, 0, tzinfo=UTC)
PASSPHRASE = "velvet harbour seven lanterns"
CANARY = "kestrel over the quarry"

# Started as the program starts itself; a timer plays the therapist, for nobody else is there.
PLAY = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from practicenotes import app
from practicenotes.app import program as programs
from practicenotes.app.stores import SCHEMAS
from practicenotes.records import clients
from practicenotes.vault import RecoveryKey, Vault

folder, key, canary = Path(sys.argv[1]), RecoveryKey.parse(sys.argv[2]), sys.argv[3]
started = []
begin = programs.Program.begin
programs.Program.begin = lambda self, **how: (started.append(self), begin(self, **how))


def unlock():
    program = started[0]
    program.enter(Vault.open(folder, key, SCHEMAS, at=datetime.now(UTC)))
    heron = program.vault.record.run(clients.find, datetime.now())[0]
    program.desk.new_note(heron.id)
    QTimer.singleShot(0, write)


def write():
    session = started[0].desk.session
    if not session.record.is_open or not session.private.free.isVisible():
        QTimer.singleShot(20, write)
        return
    session.record.form.editor("data").setPlainText(canary)
    session.private.free.setPlainText(canary)
    {deed}


QTimer.singleShot(0, unlock)
sys.exit(app.window(folder, config=folder.parent / "config"))
"""


@pytest.fixture
def practice(tmp_path: Path) -> tuple[Path, RecoveryKey]:
    """Give a closed vault with one client, and its recovery key."""
    folder = tmp_path / "Practice.practice"
    vault, key = Vault.create(folder, PASSPHRASE, SCHEMAS, at=AT, cost=Cost(65_536, 2, 1))
    with closing(vault):
        vault.record.run(settings.put, known.RECOVERY_TRIED, True)
        vault.record.run(clients.add, NewClient("Heron"), AT)
    return folder, key


def play(practice: tuple[Path, RecoveryKey], deed: str) -> subprocess.CompletedProcess[str]:
    """Let the program run until it ends, and return what it said."""
    folder, key = practice
    here = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    source = PLAY.replace("{deed}", deed)
    return subprocess.run(
        [sys.executable, "-c", source, str(folder), str(key), CANARY],
        env=here,
        cwd=folder.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def said(ended: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what stands on standard error, but for what Qt says of a screen that is none."""
    return [line for line in ended.stderr.splitlines() if "propagateSizeHints" not in line]


def kept(practice: tuple[Path, RecoveryKey]) -> tuple[str, str]:
    """Return what the record and the reflection of the one session say."""
    folder, key = practice
    with closing(Vault.open(folder, key, SCHEMAS, at=AT)) as vault:
        (heron,) = vault.record.run(clients.find, datetime(2025, 11, 18))
        (note,) = vault.record.run(notes.of_client, heron.id)
        found = vault.private.run(reflections.of_client, heron.id)
    return note.sections[0].text, found[0].free if found else ""


@pytest.mark.skipif(sys.platform == "win32", reason="this system sends no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_program_that_is_asked_to_end_saves_first(
    practice: tuple[Path, RecoveryKey], name: str
) -> None:
    """What was typed an instant before the system ended the program is in both stores."""
    ended = play(practice, f"os.kill(os.getpid(), signal.{signal.Signals[name].name})")

    assert (ended.returncode, said(ended)) == (0, [])
    assert kept(practice) == (CANARY, CANARY)


@pytest.mark.release(36)
def test_a_mistake_of_ours_is_told_without_what_it_held(
    practice: tuple[Path, RecoveryKey],
) -> None:
    """The window says one sentence, the terminal a place in the code, and neither says a word."""
    deed = """
    def stumble():
        raise KeyError(canary)

    def end():
        said = [w.accessibleName() for w in started[0].front.findChildren(object)
                if hasattr(w, "accessibleName")]
        print(*said, sep="\\n")
        QApplication.quit()

    QTimer.singleShot(0, stumble)
    QTimer.singleShot(200, end)
"""
    ended = play(practice, deed.strip())

    assert messages.UNEXPECTED in ended.stdout.splitlines()
    assert len(said(ended)) == 1
    assert said(ended)[0].startswith("practicenotes: KeyError, ")
    assert CANARY not in ended.stderr
    assert kept(practice) == (CANARY, CANARY)


@pytest.mark.release(36)
def test_the_terminal_tells_a_mistake_of_ours_in_one_line() -> None:
    """A command that fails in a way nobody foresaw ends with 1, one line, and no content."""
    source = (
        "import sys\n"
        "from practicenotes.__main__ import cli\n"
        "from practicenotes.cli import main\n"
        "def stumble(*_, **__): raise KeyError('kestrel over the quarry')\n"
        "main.main = stumble\n"
        "sys.exit(cli(['info']))\n"
    )
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-c", source], env=here, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"practicenotes: {messages.UNEXPECTED} (KeyError, ")
    assert len(ended.stderr.splitlines()) == 1
    assert CANARY not in ended.stderr
