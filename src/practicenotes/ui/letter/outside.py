"""The two ways out of the vault for finished pages: a printer, and a file in a folder."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSizeF, QStandardPaths, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from practicenotes.domain.letters import LetterId
from practicenotes.exchange import files
from practicenotes.records import letters
from practicenotes.records.brief import Brief
from practicenotes.ui.letter.pages import POINTS_PER_INCH, Pages
from practicenotes.ui.letter.proof import Proof
from practicenotes.ui.tasks import Tasks, Work


JOB = "PracticeNotes letter"  # printers keep the names of their jobs: never a client's
DPI = 300
NOT_TAKEN = "The printer did not take the letter. Nothing was printed. Choose another one."


class WayOut(QObject):
    """Asks where to, hands the pages over, and enters in the audit trail that they went out.

    Signals:
        gone(str): what went out, and what that means.
    """

    gone = Signal(str)

    def __init__(
        self,
        page: QWidget,
        record: Tasks,
        work: Work,
        now: Callable[[], datetime],
        proof: Proof,
    ) -> None:
        super().__init__(page)
        self._page, self._record, self._work, self._now = page, record, work, now
        self._proof = proof

    def keep(self, brief: Brief) -> None:
        """Ask for a place, and write the pages there."""
        self._with_pages(brief, partial(self._ask_where, brief))

    def print(self, brief: Brief) -> None:
        """Ask for a printer, and print the pages on it."""
        self._with_pages(brief, partial(self._ask_printer, brief.letter.id))

    def _with_pages(self, brief: Brief, act: Callable[[bytes], object]) -> None:
        """Do something with the pages that are kept, or with those of a draft once it is drawn."""
        if brief.pages:
            act(brief.pages)
        else:
            self._proof.then(act)

    def _ask_where(self, brief: Brief, data: bytes) -> None:
        name = f"{brief.client.code_name}, {brief.letter.kind_name.lower()}"  # never a legal name
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._page, "Save letter as PDF", folder, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{harmless(name)}.pdf")
        dialog.fileSelected.connect(lambda path: self._write(brief.letter.id, Path(path), data))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_printer(self, letter_id: LetterId, data: bytes) -> None:
        ask_printer(
            self._page,
            data,
            lambda: self._tell(letter_id, "print", "Handed to the printer."),
            lambda: self.gone.emit(NOT_TAKEN),
        )

    def _write(self, letter_id: LetterId, path: Path, data: bytes) -> None:
        words = (
            f"Saved as {path}. It is not protected there:"
            " whoever can open that folder can read the letter."
        )
        self._work.run(
            self,
            files.write_beside,
            path,
            data,
            then=lambda _: self._tell(letter_id, "save", words),
        )

    def _tell(self, letter_id: LetterId, how: str, words: str) -> None:
        self._record.run(
            self,
            letters.told_of_printing,
            letter_id,
            how,
            self._now(),
            then=lambda _: self.gone.emit(words),
        )


def ask_printer(
    parent: QWidget,
    data: bytes,
    printed: Callable[[], object],
    refused: Callable[[], object] = lambda: None,
    job: str = JOB,
) -> None:
    """Ask for a printer and print these pages on it; hear whether it took them."""
    printer = QPrinter()
    with closing(Pages(data)) as pages:
        prepare(printer, pages, job)
    dialog = QPrintDialog(printer, parent)

    def hand_over() -> None:
        with closing(Pages(data)) as pages:
            taken = draw(printer, pages)
        (printed if taken else refused)()

    dialog.accepted.connect(hand_over)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own wants a slot by name


def prepare(printer: QPrinter, pages: Pages, job: str = JOB) -> None:
    """Set the paper and the name of the job."""
    printer.setDocName(job)
    printer.setCreator("PracticeNotes")
    printer.setResolution(DPI)
    printer.setFullPage(True)
    size = pages.size(0)
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point))
    wide = size.width() > size.height()
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    )


def draw(printer: QPrinter, pages: Pages) -> bool:
    """Draw every page at 300 dpi, straight from memory; say whether the printer took them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number in range(len(pages)):
        if number:
            printer.newPage()
        sheet = pages.size(number) * printer.resolution() / POINTS_PER_INCH
        painter.drawImage(
            QRectF(0, 0, sheet.width(), sheet.height()), pages.image(number, DPI / POINTS_PER_INCH)
        )
    return painter.end()


def harmless(name: str) -> str:
    """Return a name without signs that a file system might take for something else."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name).strip(" .") or "Letter"
