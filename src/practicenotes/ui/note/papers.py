"""A note on paper: drawn as its form asks, then handed to a printer or a folder."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from practicenotes.documents import handout
from practicenotes.documents import note as note_paper
from practicenotes.domain.notes import NoteId
from practicenotes.exchange import files
from practicenotes.records import note_papers
from practicenotes.records.note_papers import NotePaper
from practicenotes.ui.letter.outside import ask_printer, harmless
from practicenotes.ui.note.leaving_out import LeavingOutDialog
from practicenotes.ui.session.record_head import PRINT
from practicenotes.ui.tasks import Tasks, Work


NOT_TAKEN = "The printer did not take the note. Nothing was printed. Choose another one."
PRINTED = "Handed to the printer."


class NotePapers(QObject):
    """Draws a note and asks where it goes; that it went out is entered in the audit trail.

    Signals:
        told(str): what went out, and what that means.
    """

    told = Signal(str)

    def __init__(
        self, window: QWidget, record: Tasks, work: Work, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window, self._record, self._work, self._now = window, record, work, now

    def hand_over(self, note_id: NoteId, how: str) -> None:
        """Print a note, or save it as a PDF; what is on the page must be saved by then."""
        self._record.run(self, note_papers.gather, note_id, then=partial(self._draw, how))

    def _draw(self, how: str, paper: NotePaper) -> None:
        go = partial(self._print if how == PRINT else self._save, paper)
        if paper.form.for_client:
            self._draw_for_client(paper, go)
        else:
            about = (paper.code_name, paper.session, paper.practitioner)
            self._work.run(self, note_paper.draw, paper.note, *about, then=go)

    def _draw_for_client(self, paper: NotePaper, go: Callable[[bytes], object]) -> None:
        """Draw the page that is handed over; what it leaves out of the note is named first."""
        arguments = (paper.note, paper.form, paper.practitioner, paper.edition)
        draw = partial(self._work.run, self, handout.draw, *arguments, then=go)
        missing = handout.left_out(paper.note, paper.form)
        if not missing or paper.note.damaged:
            draw()
            return
        dialog = LeavingOutDialog(self._window, missing)
        dialog.asked.connect(dialog.accept)
        dialog.accepted.connect(draw)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _print(self, paper: NotePaper, data: bytes) -> None:
        printed = partial(self._tell, paper, "print", PRINTED)
        ask_printer(self._window, data, printed, lambda: self.told.emit(NOT_TAKEN))

    def _save(self, paper: NotePaper, data: bytes) -> None:
        name = f"{paper.code_name}, {paper.note.template_name.lower()}"  # never a legal name
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, "Save note as PDF", folder, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{harmless(name)}.pdf")
        dialog.fileSelected.connect(lambda path: self._write(paper, Path(path), data))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, paper: NotePaper, path: Path, data: bytes) -> None:
        words = f"Saved as {path}. Whoever can open that folder can read it."
        told = partial(self._tell, paper, "save", words)
        self._work.run(self, files.write_beside, path, data, then=lambda _: told())

    def _tell(self, paper: NotePaper, how: str, words: str) -> None:
        arguments = (paper.note.id, how, self._now())
        self._record.run(
            self,
            note_papers.told_of_printing,
            *arguments,
            then=lambda _: self.told.emit(words),
        )
