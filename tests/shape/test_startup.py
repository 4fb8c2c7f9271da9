"""The prompt stands before anything heavy is loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


HEAVY = (
    "alembic",
    "apsw",
    "cryptography",
    "markdown_it",
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
)

PAINT = """
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from practicenotes.app import prompt
from practicenotes.app.program import Program, dress
from practicenotes.ui.device import Device

app = QApplication([])
folder = Path(sys.argv[1])
prompt._HEAVY = ()  # what follows the painting must not be mistaken for what came before it
device = Device(folder)
dress(app, device)
program = Program(app, device, folder)
program.ask()
program.front.painted.connect(lambda: print(*sys.modules))
program.front.painted.connect(app.quit)
app.exec()
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Paint the prompt in a fresh process and return the modules that it had loaded by then."""
    folder: Path = tmp_path_factory.mktemp("empty")
    source = [sys.executable, "-W", "error", "-c", PAINT, str(folder)]
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(source, env=here, check=False, capture_output=True, text=True)
    assert told.stdout, told.stderr
    return set(told.stdout.split())


@pytest.mark.parametrize("module", HEAVY)
def test_the_prompt_is_painted_without(loaded: set[str], module: str) -> None:
    """Nothing heavy stands between a click on the icon and the prompt."""
    assert not [name for name in loaded if name == module or name.startswith(f"{module}.")]


def test_the_search_sees_what_is_loaded(loaded: set[str]) -> None:
    """The list of modules is the real one: what the prompt does need is in it."""
    assert {"practicenotes.ui.unlock", "practicenotes.messages", "PySide6.QtWidgets"} <= loaded
