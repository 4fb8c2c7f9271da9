"""Requests for a record: noted, put together, looked at, handed over and printed again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practicenotes.documents import request_pack
from practicenotes.documents.record import Drawn
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import RecordPaper
from practicenotes.domain.record_requests import Omission, RecordRequest, RequestId
from practicenotes.domain.unfinished import Mark
from practicenotes.records import record_requests, unfinished
from practicenotes.records.record_requests import Removed
from practicenotes.ui.measures.keeping import Keeping
from practicenotes.ui.papers.asking import HandOverDialog, RequestDialog, new_request
from practicenotes.ui.papers.marking import Marking
from practicenotes.ui.papers.pack import PackDialog
from practicenotes.ui.papers.whose import Whose
from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.preview import PdfPreview
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.strip import UndoStrip


SHEET, HANDING = "record request", "handing a record over"
Gathered = tuple[RecordRequest, RecordPaper]


class Requests(Keeping):
    """Everything that is done with a request, over the page that lists them.

    Signals:
        moved(): something was kept, and the list is to be read anew.
    """

    moved = Signal()

    def __init__(
        self,
        page: QWidget,
        record: Tasks,
        work: Work,
        now: Callable[[], datetime],
        whose: Whose,
        strip: UndoStrip,
    ) -> None:
        super().__init__(page, record, now)
        self._work, self._whose, self._strip = work, whose, strip
        self._ways = Ways(page, record, work)
        self._ways.told.connect(self.told)
        self.pack: PackDialog | None = None

    def begin(self, client_id: ClientId) -> None:
        """Ask who wants what."""
        dialog = RequestDialog(new_request(client_id, self.today), self._page)

        def kept(request_id: RequestId) -> None:
            self.done(dialog, "The request is noted.")
            self.moved.emit()
            if self._whose.is_still(client_id):
                self.open(request_id)

        mark = Mark(SHEET, (client_id, ""))
        self.ask(dialog, lambda: (record_requests.add, (dialog.given(),)), kept, mark)

    def open(self, request_id: RequestId) -> None:
        """Show a request with everything that may go into its pack."""
        self._record.run(self, record_requests.gather, request_id, then=self._show)

    def change(self, request: RecordRequest) -> None:
        """Ask for changes to what was asked and by whom."""
        dialog = RequestDialog(request, self.pack or self._page)
        mark = Mark(SHEET, (request.client_id, request.id))

        def kept(_: object) -> None:
            self.done(dialog, "The request is kept.")
            self._again(request.id)

        self.ask(dialog, lambda: (record_requests.change, (dialog.given(),)), kept, mark)

    def change_again(self, request_id: RequestId) -> None:
        """Ask the same about a request that is known by its id alone."""
        self._record.run(self, record_requests.get, request_id, then=self._change_still)

    def _change_still(self, request: RecordRequest) -> None:
        if self._whose.is_still(request.client_id):
            self.change(request)

    # --- one request ---------------------------------------------------------------------------

    def _show(self, found: Gathered) -> None:
        request, paper = found
        if not self._whose.is_still(request.client_id):
            return
        if self.pack and self.pack.request.id == request.id:
            self.pack.show_request(request, paper, self.today)
            return
        pack = self.pack = PackDialog(request, paper, self.today, self._page)
        pack.changed.connect(self._leave_out)
        pack.passages_wanted.connect(self._ask_passages)
        pack.words_wanted.connect(self._ask_words)
        pack.look_wanted.connect(lambda: self._draw(pack, self._look))
        pack.save_wanted.connect(lambda: self._reprint(self._ways.save))
        pack.change_wanted.connect(lambda: self.change(pack.request))
        pack.close_wanted.connect(self._close)
        pack.remove_wanted.connect(self._remove)
        pack.asked.connect(self._hand_over)
        pack.finished.connect(self._left)
        pack.open()

    def _left(self) -> None:
        pack, self.pack = self.pack, None
        if pack:
            pack.deleteLater()

    def _again(self, request_id: RequestId) -> None:
        self.moved.emit()
        if self.pack:
            self.open(request_id)

    def _do(self, operation: Callable[..., object], *arguments: object) -> None:
        """Keep something about the request in front, and show it anew."""
        if self.pack:
            request_id = self.pack.request.id
            again = partial(self._again, request_id)
            self._record.run(self, operation, *arguments, self._now(), then=lambda _: again())

    def _leave_out(self, keys: tuple[str, ...], why: Omission | None) -> None:
        if self.pack:
            reasons = self.pack.request.reasons
            for key in keys:
                reasons.pop(key, None)
            if why:
                reasons |= dict.fromkeys(keys, why)
            self._do(
                record_requests.change, replace(self.pack.request, left_out=tuple(reasons.items()))
            )

    def _close(self) -> None:
        if self.pack:
            request = self.pack.request
            back = partial(self.write, "It waits again.", record_requests.open_again, request.id)
            words = "The request is answered without a pack."
            self.pack.reject()
            told = partial(self._offer, request.client_id, words, back)
            arguments = (request.id, self.today, self._now())
            self._record.run(self, record_requests.close, *arguments, then=lambda _: told())

    def _remove(self) -> None:
        if self.pack:
            request_id = self.pack.request.id
            self.pack.reject()

            def told(was: Removed) -> None:
                back = partial(self.write, "The request is back.", record_requests.bring_back, was)
                words = f"The request of {was.request.asked_by} was taken out."
                self._offer(was.request.client_id, words, back)

            self._record.run(self, record_requests.remove, request_id, self._now(), then=told)

    def _offer(self, client_id: ClientId, words: str, back: Callable[[], object]) -> None:
        if self._whose.is_still(client_id):
            self._strip.offer(words, "Undo", back)
        self.told.emit(words)
        self.moved.emit()

    # --- passages ------------------------------------------------------------------------------

    def _ask_passages(self, item: str) -> None:
        if self.pack:
            ask = partial(self._show_passages, item)
            self._record.run(self, record_requests.gather, self.pack.request.id, then=ask)

    def _show_passages(self, item: str, found: Gathered) -> None:
        request, paper = found
        self._marking(request).ask_passages(self.pack or self._page, item, paper)

    def _ask_words(self) -> None:
        if self.pack:
            self._marking(self.pack.request).ask_words(self.pack)

    def _marking(self, request: RecordRequest) -> Marking:
        again = partial(self._again, request.id)
        return Marking(self._record, self._now, request.client_id, request.id, again)

    # --- pages ---------------------------------------------------------------------------------

    def _draw(self, over: Dialog, go: Callable[[Drawn], object]) -> None:
        """Draw the pack as the record has it now; what is amiss is said in the dialog."""

        def draw(found: Gathered) -> None:
            drawn = (request_pack.draw_telling, *found, self.today)
            self._work.run(over, *drawn, then=go, failed=over.refuse)

        if self.pack:
            gather = (record_requests.gather_with_files, self.pack.request.id)
            self._record.run(over, *gather, then=draw, failed=over.refuse)

    def _look(self, drawn: Drawn) -> None:
        preview = PdfPreview(drawn.data, note=" ".join(drawn.unset))
        dialog = Dialog(self.pack or self._page, "The pack as it is now", preview, "Close", 760)
        dialog.back.hide()
        dialog.asked.connect(dialog.accept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _hand_over(self) -> None:
        if self.pack is None:
            return
        if self.pack.request.sent_at:
            self._reprint(self._ways.print)
            return
        dialog, request = HandOverDialog(self.pack.request, self.pack), self.pack.request
        mark = Mark(HANDING, (request.client_id, request.id))
        standing = Standing(dialog, self._record, unfinished, mark, self._now, by_itself=False)

        def draw() -> None:
            dialog.wait(True)
            self._draw(dialog, partial(self._freeze, dialog, standing))

        dialog.asked.connect(draw)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _freeze(self, dialog: HandOverDialog, standing: Standing, drawn: Drawn) -> None:
        dialog.wait(False)
        if self.pack and dialog.knows(drawn.unset):
            request_id = self.pack.request.id

            def kept(_: RecordRequest) -> None:
                self.done(dialog, "The pack is kept as it is handed over. Print it, or save it.")
                self._again(request_id)

            arguments = (request_id, drawn.data, dialog.recipient, self._now())
            standing.hand_in(record_requests.hand_over, *arguments, then=kept)

    def _reprint(self, way: Callable[[Paper], object]) -> None:
        """Hand the exact pages of a pack that was handed over to a printer or a folder."""
        if self.pack:
            request = self.pack.request

            def entered(how: str, tell: Told) -> None:
                told = (record_requests.told_of_printing, request.id, how, self._now())
                self._record.run(self, *told, then=lambda _: tell())

            wanted = partial(self._whose.is_still, request.client_id)

            def go(data: bytes) -> None:
                way(Paper(data, "record request", "Record request", entered, wanted=wanted))

            self._record.run(self, record_requests.pages, request.id, then=go)
