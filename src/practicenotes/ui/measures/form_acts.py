"""What is done with questionnaires: filled in, corrected, seen, planned, brought and retired."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain import scoring
from practicenotes.domain import settings as known
from practicenotes.domain.measures import Measure, MeasureResult
from practicenotes.exchange import own_file
from practicenotes.records import measure_forms, measure_plans, measures, settings, signing
from practicenotes.records.measure_overview import MeasureOverview
from practicenotes.ui.measures.asking import EntryDialog, OwnDialog, PlanDialog, SeenDialog
from practicenotes.ui.measures.fill import FillDialog
from practicenotes.ui.measures.keeping import Asked, Keeping
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.dialog import Dialog


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

        self.ask(dialog, asked, partial(self._filed, dialog, measure))

    def _enter(self, overview: MeasureOverview, measure: Measure) -> None:
        dialog = EntryDialog(measure, self.today, self._page)

        def asked() -> Asked:
            typed = (dialog.total, dialog.parts, dialog.day)
            return measures.enter, (overview.client.id, measure, *typed)

        self.ask(dialog, asked, partial(self._filed, dialog, measure))

    def correct(self, overview: MeasureOverview, measure: Measure, result: MeasureResult) -> None:
        """Show a form of today as it was filled in, to be corrected."""
        dialog = FillDialog(
            measure, self.today, self._page, prorates=overview.prorates, result=result
        )

        def asked() -> Asked:
            return measures.correct, (result.id, dialog.answers)

        self.ask(dialog, asked, partial(self._filed, dialog, measure))

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
        self.ask(dialog, asked, partial(self.done, dialog, said))

    def plan(self, overview: MeasureOverview, measure: Measure) -> None:
        """Ask how often the client is asked for a form."""
        dialog = PlanDialog(measure, overview.plans.get(measure.id), self._page)

        def asked() -> Asked:
            every = dialog.form.values()["every"]
            return measure_plans.plan, (overview.client.id, measure.id, every, self.today)

        self.ask(dialog, asked, partial(self.done, dialog, "The plan is kept."))

    def add_own(self) -> None:
        """Ask for the file of a questionnaire, and for the right to use it."""
        dialog = OwnDialog(self._page)

        def add(source: str) -> None:
            given = (source, dialog.path.name, dialog.right, self._now())
            self._record.run(dialog, measure_forms.add, *given, then=there, failed=dialog.refuse)

        def there(measure: Measure) -> None:
            self.added.emit(measure.id)
            self.done(dialog, f"{measure.short} is added.")

        def read() -> None:
            self._work.run(dialog, own_file.read, dialog.path, then=add, failed=dialog.refuse)

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
