"""Empty forms and results on paper: drawn, then handed to a printer or a folder."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from practicenotes.documents import measure_form, measure_sheet
from practicenotes.domain.course import Course
from practicenotes.exchange import files
from practicenotes.records import measures
from practicenotes.records.measure_overview import MeasureOverview
from practicenotes.ui.letter.outside import ask_printer, harmless
from practicenotes.ui.tasks import Tasks, Work


NOT_TAKEN = "The printer did not take the pages. Nothing was printed. Choose another one."
PRINTED = "Handed to the printer."


class Papers(QObject):
    """Draws what is wanted and asks where it goes; results are entered in the audit trail.

    Signals:
        gone(str): what went out, and what that means.
    """

    gone = Signal(str)

    def __init__(
        self, page: QWidget, record: Tasks, work: Work, now: Callable[[], datetime]
    ) -> None:
        super().__init__(page)
        self._page, self._record, self._work, self._now = page, record, work, now

    def hand_over(
        self, overview: MeasureOverview, course: Course, what: str, how: str, today: date
    ) -> None:
        """Print or save the empty form, or the results of a client."""
        measure = course.measure
        name = measure.short if what == "form" else f"{overview.client.code_name}, {measure.short}"
        told = partial(self._tell, overview, f"{how} results: {measure.id}", what)
        go = partial(self._print if how == "print" else self._save, name, told)
        if what == "form":
            self._work.run(self, measure_form.draw, measure, overview.practitioner, today, then=go)
        else:
            whose = (overview.client.code_name, overview.practitioner)
            drawn = (measure_sheet.draw, course, *whose, today)
            self._work.run(self, *drawn, then=go)

    def _print(self, _name: str, told: Callable[[str], object], data: bytes) -> None:
        ask_printer(self._page, data, lambda: told(PRINTED), lambda: self.gone.emit(NOT_TAKEN))

    def _save(self, name: str, told: Callable[[str], object], data: bytes) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._page, "Save as PDF", folder, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{harmless(name)}.pdf")
        dialog.fileSelected.connect(lambda path: self._write(Path(path), told, data))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, path: Path, told: Callable[[str], object], data: bytes) -> None:
        words = f"Saved as {path}. Whoever can open that folder can read it."
        self._work.run(self, files.write_beside, path, data, then=lambda _: told(words))

    def _tell(self, overview: MeasureOverview, act: str, what: str, words: str) -> None:
        if what == "form":  # an empty form says nothing of anybody
            self.gone.emit(words)
            return
        self._record.run(
            self,
            measures.told_of_paper,
            overview.client.id,
            act,
            self._now(),
            then=lambda _: self.gone.emit(words),
        )
