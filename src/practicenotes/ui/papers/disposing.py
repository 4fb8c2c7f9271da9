"""Asks what was destroyed of a record, and certifies it on paper."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from practicenotes.documents import disposal as certificate
from practicenotes.domain.disposal import Disposal
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import RecordPaper
from practicenotes.domain.unfinished import Mark
from practicenotes.records import record_papers, unfinished
from practicenotes.ui.measures.asking import NotedDialog
from practicenotes.ui.measures.keeping import Keeping
from practicenotes.ui.papers.choosing import PRINT, SAVE
from practicenotes.ui.papers.whose import Whose
from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.words import Words


SHEET = "certificate of disposal"
ABOUT = (
    "For what you destroyed yourself, on paper or elsewhere. This certifies it and destroys"
    " nothing: the record in this practice stays. Write nothing of what the record said."
)
MISSING = "This is needed on a certificate."
_NEEDED = ("what", "how", "rule", "by")


class DisposalDialog(NotedDialog):
    """Asks what was destroyed, when, how, by whom and under which rule; `how` is the way out."""

    def __init__(self, code_name: str, by: str, today: date, parent: QWidget) -> None:
        self.how = PRINT
        rows = (
            Field("reference", "&File", value=code_name, help="A code name or a file number."),
            Field("what", "&What", help="For example: notes on paper, 2015 to 2018."),
            Field("destroyed_on", "&Destroyed on", Kind.DAY, today),
            Field("how", "&How", help="For example: cross-cut shredded."),
            Field("rule", "Under which &rule", help="For example: kept seven years after the end."),
            Field("by", "&By", value=by),
            Field("witness", "W&itness"),
            Field("copies", "&Copies", help="Backups that may still hold it, and until when."),
        )
        super().__init__(parent, "Certificate of disposal", rows, "Print…", width=620)
        self.surround([Words(ABOUT, "body", wraps=True)])
        save = Button("Save as PDF…", icon="file-text")
        save.clicked.connect(partial(self._go, SAVE))
        self.main.clicked.disconnect()
        self.main.clicked.connect(partial(self._go, PRINT))
        self.add_button(save)

    def given(self, today: date) -> Disposal:
        """Return what was typed."""
        typed = self.form.values()
        texts = {name: text.strip() for name, text in typed.items() if isinstance(text, str)}
        return Disposal(**texts, destroyed_on=typed["destroyed_on"] or today)

    def _go(self, how: str, _checked: bool = False) -> None:
        self.how = how
        self._ask()

    def _ask(self) -> None:
        typed = self.form.values()
        missing = next((name for name in _NEEDED if not typed[name].strip()), None)
        if missing:
            self.say(missing, MISSING)
        else:
            super()._ask()


class Disposals(Keeping):
    """Draws the certificate and asks where it goes; the trail hears that it went."""

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
        """Ask what was destroyed of this client's papers."""
        show = self._whose.still(client_id, self._show)
        self._record.run(self, record_papers.gather, client_id, then=show)

    def _show(self, paper: RecordPaper) -> None:
        client_id = paper.whole.client.id
        by = paper.whole.practitioner.name
        dialog = DisposalDialog(paper.code_name, by, self.today, self._page)
        standing = Standing(dialog, self._record, unfinished, Mark(SHEET, (client_id,)), self._now)

        def draw(found: RecordPaper) -> None:
            given = dialog.given(self.today)
            dialog.accept()
            work = partial(certificate.draw, letterhead=found.letterhead)
            go = self._whose.still(client_id, partial(self._go, client_id, dialog.how))
            self._work.run(self, work, given, found.whole.practitioner, self.today, then=go)

        dialog.asked.connect(lambda: standing.hand_in(record_papers.gather, client_id, then=draw))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _go(self, client_id: ClientId, how: str, data: bytes) -> None:
        way = self._ways.print if how == PRINT else self._ways.save
        entered, wanted = partial(self._enter, client_id), partial(self._whose.is_still, client_id)
        way(Paper(data, SHEET, SHEET.capitalize(), entered, wanted=wanted))

    def _enter(self, client_id: ClientId, how: str, tell: Told) -> None:
        told = (record_papers.told_of_printing, client_id, f"{how} a {SHEET}", self._now())
        self._record.run(self, *told, then=lambda _: tell())
