"""Behind the prompt the rest is loaded, and nothing of Qt on any thread but that of the windows."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest


AT_A_TIME = 40  # modules that come with one; a key that is pressed meanwhile waits for them

LOAD = """
import sys
import threading
from pathlib import Path

loaded = []


class Watch:
    def find_spec(self, name, path=None, target=None):
        loaded.append((threading.current_thread() is threading.main_thread(), name, at[0]))


sys.meta_path.insert(0, Watch())
at = ["before"]

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from practicenotes.app import loading
from practicenotes.app.program import Program, dress
from practicenotes.ui.device import Device

load_next = loading.Loading._load_next


def noted(self):
    at[0] = self._left[0]
    load_next(self)
    at[0] = "between"
    if not self._left:
        QTimer.singleShot(0, tell)


def tell():
    for on_main, name, slice in loaded:
        print(on_main, name, slice)
    app.quit()


loading.Loading._load_next = noted
app = QApplication(["practicenotes"])
folder = Path(sys.argv[1])
device = Device(folder)
dress(app, device)
program = Program(app, device, folder)
program.ask()
if sys.argv[2] == "at once":
    program.front.painted.connect(program._prompt._loading.finish)
app.exec()
"""


@pytest.fixture(scope="module", params=["in its own time", "at once"])
def loaded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[bool, str, str]]:
    """Load everything in a fresh process: on the thread of the windows or not, what, and when."""
    folder: Path = tmp_path_factory.mktemp("empty")
    source = [sys.executable, "-W", "error", "-c", LOAD, str(folder), request.param]
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(source, env=here, check=False, capture_output=True, text=True)
    assert told.stdout, told.stderr
    lines = [line.split(maxsplit=2) for line in told.stdout.splitlines()]
    return [(on_main == "True", name, at) for on_main, name, at in lines]


def test_nothing_of_qt_is_loaded_away_from_the_windows(loaded: list[tuple[bool, str, str]]) -> None:
    """A class that is made beside the events of another thread brings the program down."""
    away = {name for on_main, name, _ in loaded if not on_main}
    assert {name for name in away if name.startswith(("PySide6", "shiboken6"))} == set()
    assert {name for name in away if name.startswith("practicenotes.ui")} == set()
    assert {"sqlalchemy", "reportlab", "practicenotes.records.notes"} <= away


def test_the_windows_are_loaded_a_few_at_a_time(loaded: list[tuple[bool, str, str]]) -> None:
    """Between two keys there is only so much to do, and all of it is done in the end."""
    ours = [at for _, name, at in loaded if name.startswith("practicenotes.") and at != "before"]
    most = Counter(ours).most_common(1)
    assert most[0][1] <= AT_A_TIME, most
    names = {name for _, name, _ in loaded}
    assert {"practicenotes.ui.desk", "practicenotes.ui.session.page"} <= names
