"""A whole record on paper: asked for, drawn, and handed to a printer or a folder."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from practicenotes.documents import record as record_paper
from practicenotes.documents.record import Drawn
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import Choice, RecordPaper
from practicenotes.domain.unfinished import Mark
from practicenotes.records import record_papers, unfinished
from practicenotes.ui.measures.keeping import Keeping
from practicenotes.ui.papers.choosing import PRINT, ChoiceDialog
from practicenotes.ui.papers.marking import Marking
from practicenotes.ui.papers.picking import PickDialog
from practicenotes.ui.papers.whose import Whose
from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.unfinished import Standing


SHEET = "record on paper"


class RecordPapers(Keeping):
    """Asks over a page what of a record is printed; that it went out is entered in the trail."""

    def __init__(
        self,
        page: QWidget,
        record: Tasks,
        work: Work,
        now: Callable[[], datetime],
        whose: Whose,
    ) -> None:
        super().__init__(page, record, now)
        self._work, self._whose = work, whose
        self._ways = Ways(page, record, work)
        self._ways.told.connect(self.told)

    def ask_for(self, client_id: ClientId) -> None:
        """Ask what of this client's record goes on paper."""
        dialog = ChoiceDialog(self._page)
        mark = Mark(SHEET, (client_id,))
        standing = Standing(dialog, self._record, unfinished, mark, self._now)

        def draw(paper: RecordPaper) -> None:
            dialog.accept()
            go = self._whose.still(client_id, partial(self._go, paper, dialog.how))
            self.draw(paper, dialog.choice, go)

        dialog.single_wanted.connect(lambda: self._pick(dialog, client_id))

        def gather() -> None:
            asked = (record_papers.gather_with_files, client_id, dialog.choice)
            standing.hand_in(*asked, then=draw)

        dialog.asked.connect(gather)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _pick(self, over: ChoiceDialog, client_id: ClientId) -> None:
        """Ask for single things, with the record as it is now."""
        read = partial(self._record.run, over, record_papers.gather, client_id)
        read(then=lambda paper: self._show_things(over, client_id, paper))

    def _show_things(self, over: ChoiceDialog, client_id: ClientId, found: RecordPaper) -> None:
        dialog = PickDialog(found, over.choice, over)
        read = partial(self._record.run, dialog, record_papers.gather, client_id)
        again = partial(read, then=dialog.show_paper)
        marking = Marking(self._record, self._now, client_id, None, again)

        def ask(item: str) -> None:
            read(then=partial(marking.ask_passages, dialog, item))

        dialog.picked.connect(over.leave_out)
        dialog.passages_wanted.connect(ask)
        dialog.words_wanted.connect(lambda: marking.ask_words(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def draw(self, paper: RecordPaper, choice: Choice, go: Callable[[Drawn], object]) -> None:
        """Draw what was chosen, and hand the pages on."""
        self._work.run(self, record_paper.draw_telling, paper, choice, self.today, then=go)

    def _go(self, paper: RecordPaper, how: str, drawn: Drawn) -> None:
        client_id = paper.whole.client.id
        entered, wanted = partial(self._enter, client_id), partial(self._whose.is_still, client_id)
        name = f"{paper.code_name}, record"  # never a legal name
        way = self._ways.print if how == PRINT else self._ways.save
        way(Paper(drawn.data, "client record", name, entered, drawn.unset, wanted))

    def _enter(self, client_id: ClientId, how: str, tell: Told) -> None:
        told = (record_papers.told_of_printing, client_id, f"{how} the record", self._now())
        self._record.run(self, *told, then=lambda _: tell())
