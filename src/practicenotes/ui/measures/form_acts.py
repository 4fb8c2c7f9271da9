"""What is done with questionnaires: filled in, corrected, seen, planned, brought and retired."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain import scoring, times
from practicenotes.domain import settings as known
from practicenotes.domain.measures import Measure, MeasureResult
from practicenotes.domain.unfinished import Mark
from practicenotes.exchange import own_file
from practicenotes.records import measure_forms, measure_plans, measures, settings, signing
from practicenotes.records.measure_overview import MeasureOverview
from practicenotes.ui.measures.asking import (
    EntryDialog,
    ErrorDialog,
    OwnDialog,
    PlanDialog,
    SeenDialog,
)
from practicenotes.ui.measures.fill import FillDialog
from practicenotes.ui.measures.keeping import Asked, Keeping
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.dialog import Dialog


SHEET, SEEN, PLAN, ERROR = "form", "seen", "plan", "form_in_error"


class FormActs(Keeping):
    """Asks for forms and for what concerns them.

    Signals:
        added(str): a questionnaire of the therapist's own is there now, by its id.
    """

    added = Signal(str)

    def __init__(
        self, page: QWidget, record: Tasks, work: Work, now: Callable[[], datetime]
    ) -> None:
        super().__init__(page, record, now)
        self._work = work

    def fill(self, overview: MeasureOverview, measure: Measure) -> None:
        """Ask every question of a form, or for its total."""
        if not measure.asks:
            self._enter(overview, measure)
            return
        dialog = FillDialog(measure, self.today, self._page, prorates=overview.prorates)

        def asked() -> Asked:
            return measures.file, (overview.client.id, measure, dialog.answers, dialog.day.day)

        mark = Mark(SHEET, (overview.client.id, measure.id, ""))
        self.ask(dialog, asked, partial(self._filed, dialog, measure), mark)

    def _enter(self, overview: MeasureOverview, measure: Measure) -> None:
        dialog = EntryDialog(measure, self.today, self._page)

        def asked() -> Asked:
            typed = (dialog.total, dialog.parts, dialog.day)
            return measures.enter, (overview.client.id, measure, *typed)

        mark = Mark(SHEET, (overview.client.id, measure.id, ""))
        self.ask(dialog, asked, partial(self._filed, dialog, measure), mark)

    def correct(self, overview: MeasureOverview, measure: Measure, result: MeasureResult) -> None:
        """Show a form of today as it was filled in, to be corrected."""
        mark = Mark(SHEET, (result.client_id, measure.id, result.id))
        if not measure.asks:
            entry = EntryDialog(measure, self.today, self._page, result)

            def entered() -> Asked:
                return measures.correct_total, (result.id, entry.total, entry.parts)

            self.ask(entry, entered, partial(self._filed, entry, measure), mark)
            return
        dialog = FillDialog(
            measure, self.today, self._page, prorates=overview.prorates, result=result
        )

        def asked() -> Asked:
            return measures.correct, (result.id, dialog.answers)

        self.ask(dialog, asked, partial(self._filed, dialog, measure), mark)

    def again(self, overview: MeasureOverview, mark: Mark) -> None:
        """Ask once more for what a sheet that was left open asked for."""
        _, measure_id, *of = mark.about
        measure = overview.known.get(measure_id)
        result = next((each for each in overview.results if of and each.id == of[0]), None)
        if measure and mark.sheet == PLAN:
            self.plan(overview, measure)
        elif result and mark.sheet == ERROR:
            self.withdraw(result)
        elif measure and result is None and mark.sheet == SHEET:
            self.fill(overview, measure)
        elif measure and result and mark.sheet == SHEET:
            self.correct(overview, measure, result)
        elif measure and result and scoring.unseen(measure, result):
            self.see(measure, result)

    def withdraw(self, result: MeasureResult) -> None:
        """Ask why a result was entered in error; it can be brought back, now and later."""
        day = times.in_full(result.taken_on)
        dialog = ErrorDialog(result, self._page)
        said = f"{result.name} of {day} is marked as entered in error."

        def asked() -> Asked:
            return measures.withdraw, (result.id, dialog.reason)

        def done(_: object) -> None:
            self.undo_offered.emit(said, partial(self.bring_back, result))
            self.done(dialog, said)

        mark = Mark(ERROR, (result.client_id, result.measure_id, result.id))
        self.ask(dialog, asked, done, mark)

    def bring_back(self, result: MeasureResult) -> None:
        """Say that a result was right after all."""
        words = f"{result.name} of {times.in_full(result.taken_on)} is back."
        self.write(words, measures.bring_back, result.id)

    def see(self, measure: Measure, result: MeasureResult) -> None:
        """Ask that an answer was seen; put aside, it goes on asking at the head of the page."""
        flag = scoring.unseen(measure, result)[0]
        has_line = result.session_id is None  # and then there is nowhere to write one
        dialog = SeenDialog(measure, result, flag, self._page, has_line=has_line)

        def asked() -> Asked:
            words = dialog.form.values()["words"]
            line_of = result.session_id if dialog.as_risk_line else None
            return signing.acknowledge, (result.id, flag.item, words, line_of)

        said = f"Question {flag.item} of {measure.short} was seen."
        mark = Mark(SEEN, (result.client_id, measure.id, result.id, str(flag.item)))
        self.ask(dialog, asked, partial(self.done, dialog, said), mark)

    def plan(self, overview: MeasureOverview, measure: Measure) -> None:
        """Ask how often the client is asked for a form."""
        dialog = PlanDialog(measure, overview.plans.get(measure.id), self._page)

        def asked() -> Asked:
            every = dialog.form.values()["every"]
            return measure_plans.plan, (overview.client.id, measure.id, every, self.today)

        mark = Mark(PLAN, (overview.client.id, measure.id))
        self.ask(dialog, asked, partial(self.done, dialog, "The plan is kept."), mark)

    def add_own(self) -> None:
        """Ask for the file of a questionnaire, and for the right to use it."""
        dialog = OwnDialog(self._page)

        def add(source: str) -> None:
            given = (source, dialog.path.name, dialog.right, self._now())
            dialog.hand_in(self._record, measure_forms.add, *given, then=there)

        def there(measure: Measure) -> None:
            self.added.emit(measure.id)
            self.done(dialog, f"{measure.short} is added.")

        def read() -> None:
            dialog.hand_in(self._work, own_file.read, dialog.path, then=add)

        dialog.asked.connect(read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def retire(self, measure: Measure) -> None:
        """Offer a questionnaire of the therapist's own no longer."""
        said = f"{measure.short} is offered no longer. Its results stay."
        self.write(said, measure_forms.retire, measure.id)

    def read_strictly(self, measure: Measure, strict: bool) -> None:
        """Tell change on a form by the lower reliability, or by the usual one."""
        which = "larger" if strict else "usual"
        said = f"Change on {measure.short} is told by the {which} threshold."
        self.write(said, measure_forms.read_strictly, measure.id, strict)

    def read_by_other_bands(self, measure: Measure, other: bool) -> None:
        """Call the totals of a form by its other grouping, or by the usual one."""
        said = f"The bands of {measure.short} are the {'other' if other else 'usual'} ones."
        self.write(said, measure_forms.read_by_other_bands, measure.id, other)

    def prorate(self, wanted: bool) -> None:
        """Estimate totals of forms with gaps from now on, or not."""
        said = "Totals are estimated." if wanted else "Totals are made from complete forms alone."
        self._record.run(
            self, settings.put, known.PRORATE, wanted, then=lambda _: self.told.emit(said)
        )

    def _filed(self, dialog: Dialog, measure: Measure, result: MeasureResult) -> None:
        dialog.accept()
        self.told.emit(f"Filed: {result.name}, {scoring.in_words(measure, result)}.")
        if scoring.unseen(measure, result):
            self.see(measure, result)
