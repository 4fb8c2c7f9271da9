"""The steps to a new practice, joined to the vault that they make."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from practicenotes.app import keeping
from practicenotes.ui.first_run import Beginning, FirstRun
from practicenotes.ui.tasks import Work
from practicenotes.vault import Vault


def page(folder: Path, work: Work, begin: Callable[[Vault, Beginning], object]) -> FirstRun:
    """Return the page of the first run; `begin` gets what it made, and how to begin with it."""
    made: list[Vault] = []
    steps = FirstRun(keeping.needs(folder, made), work)
    steps.finished.connect(lambda beginning: begin(made.pop(), beginning))

    def close() -> None:
        while made:
            made.pop().close()

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.aboutToQuit.connect(close)  # until the last step nobody else has what was made
    return steps


def show_sample(page: QWidget, work: Work, vault: Vault, enter: Callable[[Vault], object]) -> None:
    """Leave the fresh practice as it is, and enter the sample, which is made if there is none."""
    vault.close()
    work.run(page, keeping.sample, vault.folder.parent, then=enter, unheard=Vault.close)
