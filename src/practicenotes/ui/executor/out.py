"""The list of contacts on its way out: on paper, or as a file; the trail hears that it went."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practicenotes.documents import contacts as list_paper
from practicenotes.documents import page
from practicenotes.domain import times
from practicenotes.domain.executor import Reach
from practicenotes.domain.letterhead import Letterhead
from practicenotes.domain.people import Practitioner
from practicenotes.records import executor
from practicenotes.ui import theme as themes
from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.flow import Flow


NOUN = "list of contacts"


class ListOut(QWidget):
    """Two buttons, there while there is a list; what goes out is what was read, and when.

    Signals:
        told(str): what went out, and what that means.
    """

    told = Signal(str)

    def __init__(self, record: Tasks, work: Work, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._record, self._work, self._now = record, work, now
        self._reached: tuple[Reach, ...] = ()
        self._read_at = now()
        self._ways = Ways(self, None, work)  # without a record: there, nothing can be remembered
        self._ways.told.connect(self.told)
        self.print = Button("&Print the list…", icon="printer")
        self.save = Button("&Save as PDF…", icon="file-text")
        self.print.clicked.connect(partial(self._ask, self._ways.print))
        self.save.clicked.connect(partial(self._ask, self._ways.save))
        row = Flow(themes.current().space("one"), self)
        for button in (self.print, self.save):
            row.addWidget(button)
        self.hold((), self._read_at)

    def hold(self, reached: tuple[Reach, ...], read_at: datetime) -> None:
        """Have this list, as it was read then; without anybody on it, nothing goes out."""
        self._reached, self._read_at = reached, read_at
        for button in (self.print, self.save):
            button.setEnabled(bool(reached))  # also for the menu, which reaches a hidden one
        self.setVisible(bool(reached))

    def _ask(self, way: Callable[[Paper], object], _checked: bool = False) -> None:
        draw = partial(self._draw, way, self._reached, times.on_the_wall(self._read_at))
        self._record.run(self, executor.whose, then=draw)

    def _draw(
        self,
        way: Callable[[Paper], object],
        reached: tuple[Reach, ...],
        read_at: datetime,
        whose: tuple[Practitioner, Letterhead],
    ) -> None:
        practitioner, head = whose
        work = partial(list_paper.draw, paper=page.Paper.of(head))
        go = partial(self._go, way)
        self._work.run(self, work, reached, practitioner, read_at, then=go)

    def _go(self, way: Callable[[Paper], object], data: bytes) -> None:
        way(Paper(data, NOUN, "Contacts", self._enter))

    def _enter(self, how: str, tell: Told) -> None:
        self._record.run(self, executor.went_out, how, self._now(), then=lambda _: tell())
