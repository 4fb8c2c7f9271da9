"""Goals and questionnaires of one client, and everything that is done with them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from practicenotes.domain import course, times
from practicenotes.domain.people import ClientId
from practicenotes.domain.unfinished import Mark
from practicenotes.records import measure_overview
from practicenotes.records.measure_overview import MeasureOverview
from practicenotes.ui.measures import goal_acts
from practicenotes.ui.measures.course import CoursePart
from practicenotes.ui.measures.form_acts import FormActs
from practicenotes.ui.measures.goal_acts import GoalActs
from practicenotes.ui.measures.goals import GoalsPart
from practicenotes.ui.measures.listed import ListedPart
from practicenotes.ui.measures.papers import Papers
from practicenotes.ui.order import follow_reading
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.strip import UndoStrip
from practicenotes.ui.widgets.two_columns import TwoColumns


class MeasuresPage(QWidget):
    """A part of the client's file: what is worked towards, and what the client says on forms.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(self, record: Tasks, work: Work, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._record, self._now = record, now
        self._client_id: ClientId | None = None
        self._overview: MeasureOverview | None = None
        self._chosen = ""
        self._place: str | None = None
        self._left_open: Mark | None = None
        self.undo = UndoStrip()
        self.goals, self.listed, self.course = GoalsPart(), ListedPart(), CoursePart()
        self.empty = EmptyState("No form was filled in yet.", "Choose a questionnaire")
        self._goals, self._forms = GoalActs(self, record, now), FormActs(self, record, work, now)
        self._papers = Papers(self, record, work, now)
        self._lay_out()
        self._listen()

    def open(self, client_id: ClientId) -> None:
        """Show this client as the record has it now."""
        if client_id != self._client_id:
            self._client_id, self._overview, self._chosen = client_id, None, ""
            self.undo.hide()
        at = times.on_the_wall(self._now())
        self._record.run(self, measure_overview.of_client, client_id, at, then=self._show)

    def again(self, mark: Mark) -> None:
        """Open a sheet that was left open, once its client stands here."""
        self._left_open = mark
        self._open_again()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the questionnaire that is shown."""
        super().focusInEvent(event)
        self.listed.focus_shown()

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, overview: MeasureOverview) -> None:
        if overview.client.id != self._client_id:
            return
        if overview == self._overview:
            self._open_again()
            return
        self._overview = overview
        self._mark_place()
        self.goals.show_goals(overview.goals)
        self._show_chosen()
        follow_reading(self)
        self._go_back()
        self._open_again()

    def _open_again(self) -> None:
        mark, overview = self._left_open, self._overview
        if mark is None or overview is None or overview.client.id != mark.about[0]:
            return
        self._left_open = None
        if mark.sheet == goal_acts.SHEET:
            self._goals.again(overview, mark)
        else:
            self._choose(mark.about[1])
            self._forms.again(overview, mark)

    def _show_chosen(self) -> None:
        overview = self._overview
        assert overview
        if not self._chosen and overview.in_use:
            self._chosen = overview.in_use[0]
        self.listed.show_overview(overview, self._chosen, self._forms.today)
        measure = overview.known.get(self._chosen)
        self._stack.setCurrentWidget(self._main if measure else self.empty)
        if measure:
            self.course.show_course(
                course.of(measure, overview.results, overview.first_session), overview
            )

    def _choose(self, name: str) -> None:
        self._chosen = name
        if self._overview:
            self._mark_place()
            self._show_chosen()
            follow_reading(self)
            self._go_back()

    def _mark_place(self) -> None:
        """Remember what has the keyboard in here, since it may be made anew."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        self._place = focus.accessibleName() if focus and inside else None

    def _go_back(self) -> None:
        """Give the keyboard to what bears the name of what had it, or is about the same thing.

        Qt has passed it on meanwhile, to whatever came next.
        """
        focus = QApplication.focusWidget()
        if self._place is None or (focus and focus.accessibleName() == self._place):
            return
        about = self._place.partition(": ")[2]
        named = [w for w in self.findChildren(QWidget) if w.isVisible() and w.accessibleName()]
        same = [w for w in named if w.accessibleName() == self._place]
        near = [w for w in named if about and w.accessibleName().endswith(f": {about}")]
        target = next(iter([*same, *near]), None)
        if target:
            target.setFocus()
        else:
            self.listed.focus_shown()

    # --- what is done --------------------------------------------------------------------------

    def _with_overview(self, act: Callable[..., object], *arguments: object) -> None:
        """Do something with what stands on the page: the overview, and the questionnaire shown."""
        if self._overview and self.course.measure:
            act(self._overview, self.course.measure, *arguments)

    def _with_measure(self, act: Callable[..., object], *arguments: object) -> None:
        if self.course.measure:
            act(self.course.measure, *arguments)

    def _print(self, what: str, how: str) -> None:
        if self._overview and self.course.shown:
            today = self._forms.today
            about = self._client_id
            wanted = lambda: self._client_id == about and self.isVisible()  # noqa: E731
            self._papers.hand_over(self._overview, self.course.shown, what, how, today, wanted)

    def _add_goal(self) -> None:
        if self._client_id:
            self._goals.add(self._client_id)

    # --- layout --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._main = QWidget()
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.addWidget(self.course)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())  # until it is known whether there are any
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._main)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.undo)
        whole.addWidget(TwoColumns((self.goals, self.listed), self._stack), 1)

    def _listen(self) -> None:
        self.empty.wanted.connect(self.listed.others.showPopup)
        forms, act, of_form = self._forms, self._with_overview, self._with_measure
        for signal, slot in (
            (self.goals.add_wanted, self._add_goal),
            (self.goals.change_wanted, self._goals.change),
            (self.goals.reach_wanted, self._goals.reach),
            (self.goals.reopen_wanted, self._goals.reopen),
            (self.goals.remove_wanted, self._goals.remove),
            (self.listed.chosen, self._choose),
            (self.listed.own_wanted, forms.add_own),
            (self.listed.prorate_wanted, forms.prorate),
            (forms.added, self._choose),
            (self.course.fill_wanted, partial(act, forms.fill)),
            (self.course.plan_wanted, partial(act, forms.plan)),
            (self.course.correct_wanted, partial(act, forms.correct)),
            (self.course.error_wanted, forms.withdraw),
            (self.course.back_wanted, forms.bring_back),
            (self.course.seen_wanted, partial(of_form, forms.see)),
            (self.course.retire_wanted, partial(of_form, forms.retire)),
            (self.course.strict_wanted, partial(of_form, forms.read_strictly)),
            (self.course.grouping_wanted, partial(of_form, forms.read_by_other_bands)),
            (self.course.paper_wanted, self._print),
        ):
            signal.connect(slot)
        for source in (self._goals, forms):
            source.told.connect(self.told)
            source.undo_offered.connect(lambda words, act: self.undo.offer(words, "Undo", act))
        self._papers.gone.connect(self.told)
