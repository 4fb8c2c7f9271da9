"""How passages are marked for removal, of one pack or of every paper of a record."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from practicenotes.domain import passages
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import RecordPaper
from practicenotes.domain.record_requests import RequestId
from practicenotes.domain.redaction import Removal, RemovalId
from practicenotes.domain.unfinished import Mark
from practicenotes.records import removals, unfinished
from practicenotes.ui.papers.removing import EVERY_PAPER, PACK, PassagesDialog, WordsDialog
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing


WORDS = "words to remove"  # the name of a sheet that is kept while it stands open


class Marking:
    """Asks over a dialog for what is to be missing, and calls `again` when it is kept."""

    def __init__(
        self,
        record: Tasks,
        now: Callable[[], datetime],
        client_id: ClientId,
        request_id: RequestId | None,
        again: Callable[[], object],
    ) -> None:
        self._record, self._now, self._again = record, now, again
        self._of = client_id, request_id
        self._where = PACK if request_id else EVERY_PAPER

    def ask_passages(self, over: QWidget, item: str, paper: RecordPaper) -> None:
        """Ask for passages of one thing."""
        texts = passages.of_item(paper, item)
        dialog = PassagesDialog(item, texts, paper.removals, over, self._where)

        def again(_: object) -> None:
            self._record.run(dialog, removals.of_client, *self._of, then=dialog.show_removals)
            self._again()

        def mark(removal: Removal) -> None:
            arguments = (*self._of, removal, self._now())
            self._record.run(dialog, removals.add, *arguments, then=again, failed=dialog.refuse)

        def take_back(removal_id: RemovalId) -> None:
            asked = (removals.take_back, removal_id, self._now())
            self._record.run(dialog, *asked, then=again, failed=dialog.refuse)

        dialog.marked.connect(mark)
        dialog.taken_back.connect(take_back)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_words(self, over: QWidget) -> None:
        """Ask for words that are to stand nowhere."""
        dialog = WordsDialog(over, self._where)
        client_id, request_id = self._of
        mark = Mark(WORDS, (client_id, request_id or ""))
        standing = Standing(dialog, self._record, unfinished, mark, self._now, by_itself=False)

        def keep() -> None:
            arguments = (*self._of, dialog.given(), self._now())
            standing.hand_in(removals.add, *arguments, then=kept)

        def kept(_: object) -> None:
            dialog.accept()
            self._again()

        dialog.asked.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
