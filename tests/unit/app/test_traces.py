"""Nothing of Qt remembers where files went: a folder may bear a client's name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


SAVE = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from practicenotes.app import traces

if sys.argv[1] == "as the program":
    traces.leave_none()
app = QApplication([])
dialog = QFileDialog(None, "Save", sys.argv[2])
dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
dialog.selectFile("letter.pdf")
dialog.open()
dialog.accept()
dialog.deleteLater()
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
"""


def kept(home: Path, how: str) -> list[str]:
    """Save a file into a folder with a name, and return the files in which the name then stands."""
    folder = home / "Anna Kessler"
    folder.mkdir(parents=True)
    here = {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    subprocess.run(
        [sys.executable, "-c", SAVE, how, folder], env=here, check=True, capture_output=True
    )
    written = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in written if b"Anna" in path.read_bytes()]


@pytest.mark.release(36)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the dialogs are the system's own")
def test_no_file_says_into_which_folder_something_went(tmp_path: Path) -> None:
    """A dialog of Qt left alone would note it; in the program it has nowhere to."""
    assert kept(tmp_path / "alone", "as ever") == ["QtProject.conf"]
    assert kept(tmp_path / "ours", "as the program") == []
