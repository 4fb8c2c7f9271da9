"""The ways out for a sheet: a printer, and a file where the therapist says."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from practicenotes.exchange import files
from practicenotes.ui.letter import outside
from practicenotes.ui.tasks import Work


JOB = "PracticeNotes sheet"  # printers keep the names of their jobs: never a client's
FILE = "Supervision sheet.pdf"
NOT_TAKEN = "The printer did not take the sheet. Nothing was printed. Choose another one."


class SheetOut(QObject):
    """Hands a finished page over; its name says nothing of whom it is about.

    Signals:
        gone(str, str): how it went out, and what that means.
        refused(str): it did not.
    """

    gone = Signal(str, str)
    refused = Signal(str)

    def __init__(self, page: QWidget, work: Work) -> None:
        super().__init__(page)
        self._page, self._work = page, work

    def print(self, data: bytes) -> None:
        """Ask for a printer, and print the page on it."""
        outside.ask_printer(
            self._page,
            data,
            lambda: self.gone.emit("print", "The sheet was handed to the printer."),
            lambda: self.refused.emit(NOT_TAKEN),
            job=JOB,
        )

    def keep(self, data: bytes) -> None:
        """Ask for a place, and write the page there."""
        ask_where(self._page, "Save sheet as PDF", FILE, "PDF (*.pdf)", partial(self._write, data))

    def _write(self, data: bytes, path: Path) -> None:
        words = (
            f"Saved as {path}. It is not protected there:"
            " whoever can open that folder can read the sheet."
        )
        self._work.run(
            self,
            files.write_beside,
            path,
            data,
            then=lambda _: self.gone.emit("save", words),
        )


def ask_where(
    page: QWidget, title: str, name: str, kinds: str, chosen: Callable[[Path], object]
) -> None:
    """Ask for a file to be written."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(page, title, folder, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
