"""Empty forms and results on paper: drawn, then handed to a printer or a folder."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.documents import measure_form, measure_sheet, page
from practicenotes.domain.course import Course
from practicenotes.records import measures
from practicenotes.records.measure_overview import MeasureOverview
from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work


class Papers(QObject):
    """Draws what is wanted and asks where it goes; results are entered in the audit trail.

    Signals:
        gone(str): what went out, and what that means.
    """

    gone = Signal(str)

    def __init__(
        self, over: QWidget, record: Tasks, work: Work, now: Callable[[], datetime]
    ) -> None:
        super().__init__(over)
        self._record, self._work, self._now = record, work, now
        self._ways = Ways(over, record, work)
        self._ways.told.connect(self.gone)

    def hand_over(
        self,
        overview: MeasureOverview,
        course: Course,
        what: str,
        how: str,
        today: date,
        wanted: Callable[[], bool],
    ) -> None:
        """Print or save the empty form, or the results of a client."""
        measure = course.measure
        name = measure.short if what == "form" else f"{overview.client.code_name}, {measure.short}"
        enter = partial(self._enter, overview, f"{how} results: {measure.id}", what)
        way = self._ways.print if how == "print" else self._ways.save

        def go(data: bytes) -> None:
            noun = "form" if what == "form" else "results"
            way(Paper(data, noun, name, enter, wanted=wanted))

        sheet = page.Paper.of(overview.letterhead)
        if what == "form":
            draw = partial(measure_form.draw, paper=sheet)
            self._work.run(self, draw, measure, overview.practitioner, today, then=go)
        else:
            whose = (overview.client.code_name, overview.practitioner)
            draw = partial(measure_sheet.draw, paper=sheet)
            self._work.run(self, draw, course, *whose, today, then=go)

    def _enter(self, overview: MeasureOverview, act: str, what: str, _how: str, tell: Told) -> None:
        if what == "form":  # an empty form says nothing of anybody
            tell()
            return
        arguments = (overview.client.id, act, self._now())
        self._record.run(self, measures.told_of_paper, *arguments, then=lambda _: tell())
