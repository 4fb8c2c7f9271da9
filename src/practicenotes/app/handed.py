"""A copy of the practice that was handed over: read, compared, or taken back with a word."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from practicenotes.app import earlier
from practicenotes.app.executing import Executing
from practicenotes.domain import times
from practicenotes.domain.copies import Found
from practicenotes.records import handing
from practicenotes.ui import handed as words
from practicenotes.ui.earlier.inside import Inside
from practicenotes.ui.earlier.page import InsidePage
from practicenotes.ui.earlier.terms import COMPARED
from practicenotes.ui.executor.manner import Act, Manner, entering_nothing
from practicenotes.ui.handed import TakeBack
from practicenotes.ui.tasks import Work
from practicenotes.ui.window import Window
from practicenotes.vault import Vault


def manner(
    vault: Vault, work: Work, executing: Executing, resumed: Callable[[Vault], object]
) -> Manner | None:
    """Shut a copy that was handed over, and return how it is read; None for any other.

    `resumed` is given the vault once it was taken back.
    """
    found = handing.guard(vault)
    if found is None:
        return None

    def choose() -> None:
        if executing.window:
            start = str(Path(found.file).parent)
            kinds = "Backups (*.backup);;All files (*)"
            title = "Compare with a backup"
            file, _ = QFileDialog.getOpenFileName(executing.window, title, start, kinds)
            if file:
                compare(vault, work, executing.window, file)

    def ask() -> None:
        if executing.window:
            dialog = TakeBack(executing.window, found.at, found.file)
            take_back(vault, work, dialog, go_on)

    def go_on() -> None:
        if executing.let_go():
            resumed(vault)

    over = words.over(found.at)
    return entering_nothing(over, Act(words.COMPARE, choose), Act(words.TAKE_BACK, ask))


def take_back(vault: Vault, work: Work, dialog: TakeBack, then: Callable[[], object]) -> None:
    """Ask for the word, and let the copy be written in again."""

    def done(_: object) -> None:
        dialog.accept()
        then()

    resume = (handing.resume, vault, times.utc_now())
    dialog.asked.connect(lambda: dialog.hand_in(work, *resume, then=done))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def compare(
    vault: Vault,
    work: Work,
    window: Window,
    file: str,
    look: Callable[[Vault, str], Inside] = earlier.look_into,
) -> None:
    """Show how a backup, or another copy, differs from the practice; nothing is brought back."""
    page = InsidePage(None, work, partial(look, vault), times.utc_now, COMPARED)
    page.left.connect(lambda: window.drop_page(page))
    page.open(Found(file, times.utc_now(), known=True, sound=True, counts={}))
    window.show_page(page)
