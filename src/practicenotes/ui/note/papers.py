"""A note on paper: drawn as its form asks, then handed to a printer or a folder."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.documents import handout, page
from practicenotes.documents import note as note_paper
from practicenotes.domain.notes import NoteId
from practicenotes.records import note_papers
from practicenotes.records.note_papers import NotePaper
from practicenotes.ui.note.leaving_out import LeavingOutDialog
from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.session.record_head import PRINT
from practicenotes.ui.tasks import Tasks, Work


Wanted = Callable[[], bool]


class NotePapers(QObject):
    """Draws a note and asks where it goes; that it went out is entered in the audit trail.

    Signals:
        told(str): what went out, and what that means.
    """

    told = Signal(str)

    def __init__(
        self,
        window: QWidget,
        record: Tasks,
        work: Work,
        now: Callable[[], datetime],
        in_front: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._in_front = in_front  # which note is looked at
        self._window, self._record, self._work, self._now = window, record, work, now
        self._ways = Ways(window, record, work)
        self._ways.told.connect(self.told)

    def hand_over(self, note_id: NoteId, how: str) -> None:
        """Print a note, or save it as a PDF; what is on the page must be saved by then."""
        front = self._in_front()
        draw = partial(self._draw, how, lambda: self._in_front() == front)
        self._record.run(self, note_papers.gather, note_id, then=draw)

    def _draw(self, how: str, wanted: Wanted, paper: NotePaper) -> None:
        if not wanted():
            return
        go = partial(self._go, self._ways.print if how == PRINT else self._ways.save, paper, wanted)
        if paper.form.for_client:
            self._draw_for_client(paper, go)
        else:
            about = (paper.code_name, paper.session, paper.practitioner)
            draw = partial(note_paper.draw, paper=page.Paper.of(paper.letterhead))
            self._work.run(self, draw, paper.note, *about, then=go)

    def _draw_for_client(self, paper: NotePaper, go: Callable[[bytes], object]) -> None:
        """Draw the page that is handed over; what it leaves out of the note is named first."""
        arguments = (paper.note, paper.form, paper.practitioner, paper.edition)
        on_sheet = partial(handout.draw, paper=page.Paper.of(paper.letterhead))
        draw = partial(self._work.run, self, on_sheet, *arguments, then=go)
        missing = handout.left_out(paper.note, paper.form)
        if not missing or paper.note.damaged:
            draw()
            return
        dialog = LeavingOutDialog(self._window, missing)
        dialog.asked.connect(dialog.accept)
        dialog.accepted.connect(draw)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _go(
        self, way: Callable[[Paper], object], paper: NotePaper, wanted: Wanted, data: bytes
    ) -> None:
        name = f"{paper.code_name}, {paper.note.template_name.lower()}"  # never a legal name
        way(Paper(data, "note", name, partial(self._enter, paper.note.id), wanted=wanted))

    def _enter(self, note_id: NoteId, how: str, tell: Told) -> None:
        arguments = (note_id, how, self._now())
        self._record.run(self, note_papers.told_of_printing, *arguments, then=lambda _: tell())
