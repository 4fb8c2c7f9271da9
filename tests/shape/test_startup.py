"""Neither the prompt nor a command in the terminal waits for what it does not need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


HEAVY = (
    "alembic",
    "apsw",
    "cryptography",
    "pikepdf",
    "pypdfium2",
    "reportlab",
    "sqlalchemy",
    "zxcvbn",
    "practicenotes.records",
    "practicenotes.reflections",
    "practicenotes.vault",
    "practicenotes.documents",
    "practicenotes.catalog",
    "practicenotes.errors",
    "practicenotes.messages",
    "practicenotes.ui.style",
    "practicenotes.ui.tasks",
)

PAINT = """
import enum
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from practicenotes.app import loading
from practicenotes.app.program import Program, dress
from practicenotes.ui.device import Device

from practicenotes.ui.theme import STYLED

app = QApplication(["practicenotes", *STYLED])
folder = Path(sys.argv[1])
loading.Loading.begin = lambda _: None  # what follows must not be mistaken for what came before
device = Device(folder)
theme = dress(app, device, styled=True)
program = Program(app, device, folder)
theme.complete = lambda: None  # likewise
program.ask()


def tell():
    made = [kind.__qualname__ for base in (enum.Enum, enum.Flag) for kind in base.__subclasses__()]
    print(*sys.modules, *made)
    app.quit()


program.front.painted.connect(tell)
app.exec()
"""

READ = """
import sys
from contextlib import suppress

from practicenotes.__main__ import cli

with suppress(SystemExit):
    cli(["--version"])
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Paint the prompt in a fresh process and return the modules and lists it had by then."""
    folder: Path = tmp_path_factory.mktemp("empty")
    source = [sys.executable, "-W", "error", "-c", PAINT, str(folder)]
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(source, env=here, check=False, capture_output=True, text=True)
    assert told.stdout, told.stderr
    return set(told.stdout.split())


@pytest.fixture(scope="module")
def at_the_terminal() -> set[str]:
    """Give what is loaded once a command line was read."""
    source = [sys.executable, "-W", "error", "-c", READ]
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(source, env=here, check=True, capture_output=True, text=True)
    loaded = set(told.stdout.split())
    assert {"practicenotes.cli.main", "practicenotes.records", "sqlalchemy"} <= loaded
    return loaded


@pytest.mark.parametrize("module", HEAVY)
def test_the_prompt_is_painted_without(loaded: set[str], module: str) -> None:
    """Nothing heavy stands between a click on the icon and the prompt."""
    assert not [name for name in loaded if name == module or name.startswith(f"{module}.")]


def test_the_search_sees_what_is_loaded(loaded: set[str]) -> None:
    """The list of modules is the real one: what the prompt does need is in it."""
    assert {"practicenotes.ui.unlock", "practicenotes.ui.theme", "PySide6.QtWidgets"} <= loaded


def test_the_prompt_is_painted_without_the_many_lists_of_qt(loaded: set[str]) -> None:
    """Nobody touches `Qt` or `QStyle` before the prompt stands; smaller lists are seen here."""
    assert "QPalette.ColorRole" in loaded
    assert not [name for name in loaded if name.startswith(("Qt.", "QStyle."))]


@pytest.mark.parametrize("module", ["PySide6", "reportlab", "pikepdf", "practicenotes.ui"])
def test_a_command_in_the_terminal_loads_no_paper(at_the_terminal: set[str], module: str) -> None:
    """Faces and printing take as long as all the rest of a command."""
    assert not [name for name in at_the_terminal if name == module or name.startswith(f"{module}.")]
