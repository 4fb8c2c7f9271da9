"""Goals and questionnaires of one client, and everything that is done with them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from practicenotes.domain import course, scoring, times
from practicenotes.domain import settings as known
from practicenotes.domain.measures import Measure, MeasureResult
from practicenotes.domain.people import ClientId, Goal
from practicenotes.exchange import own_file
from practicenotes.records import (
    goals,
    measure_desk,
    measure_forms,
    measure_plans,
    measures,
    settings,
)
from practicenotes.records.measure_desk import MeasureDesk
from practicenotes.ui import damage, theme
from practicenotes.ui.measures.asking import (
    EntryDialog,
    GoalDialog,
    OwnDialog,
    PlanDialog,
    SeenDialog,
)
from practicenotes.ui.measures.course import CoursePart
from practicenotes.ui.measures.fill import FillDialog
from practicenotes.ui.measures.goals import GoalsPart
from practicenotes.ui.measures.listed import ListedPart
from practicenotes.ui.measures.papers import Papers
from practicenotes.ui.order import follow_reading
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.room import Room
from practicenotes.ui.widgets.strip import NoticeStrip


SIDE = 300  # px at 100 % text: goals and the list of questionnaires
_NO_LIMIT = 16_777_215  # px


class MeasuresPage(QWidget):
    """A part of the client's file: what is worked towards, and what the client says on forms.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(self, record: Tasks, work: Work, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._record, self._work, self._now = record, work, now
        self._client_id: ClientId | None = None
        self._desk: MeasureDesk | None = None
        self._chosen = ""
        self._removed: Goal | None = None
        self._place: str | None = None
        self._going_back = QTimer(self, singleShot=True, interval=0)  # when new widgets are seen
        self._going_back.timeout.connect(self._go_back)
        self.undo = NoticeStrip()
        self.goals, self.listed, self.course = GoalsPart(), ListedPart(), CoursePart()
        self.empty = EmptyState("No form was filled in yet.", "Choose a questionnaire")
        self._papers = Papers(self, record, work, now)
        self._lay_out()
        self._listen()

    def open(self, client_id: ClientId) -> None:
        """Show this client as the record has it now."""
        if client_id != self._client_id:
            self._client_id, self._desk, self._chosen, self._removed = client_id, None, "", None
            self.undo.hide()
        at = times.on_the_wall(self._now())
        self._record.run(self, measure_desk.lay, client_id, at, then=self._show)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the questionnaire that is shown."""
        super().focusInEvent(event)
        self.listed.focus_shown()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the list beside the chart, or above it where there is no room."""
        super().resizeEvent(event)
        self._fit()

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, desk: MeasureDesk) -> None:
        if desk.client.id != self._client_id or desk == self._desk:
            return
        self._desk = desk
        self._mark_place()
        self.goals.show_goals(desk.goals)
        self._show_chosen()
        follow_reading(self)
        self._going_back.start()

    def _show_chosen(self) -> None:
        desk = self._desk
        assert desk
        if not self._chosen and desk.in_use:
            self._chosen = desk.in_use[0]
        self.listed.show_desk(desk, self._chosen)
        measure = desk.known.get(self._chosen)
        self._stack.setCurrentWidget(self._main if measure else self.empty)
        if measure:
            self.course.show_course(course.of(measure, desk.results, desk.first_session), desk)

    def _choose(self, name: str) -> None:
        self._chosen = name
        if self._desk:
            self._mark_place()
            self._show_chosen()
            follow_reading(self)
            self._going_back.start()

    def _mark_place(self) -> None:
        """Remember what has the keyboard in here, since it may be made anew."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        self._place = focus.accessibleName() if focus and inside else None

    def _go_back(self) -> None:
        """Give the keyboard to what bears the name of what had it, or is about the same thing."""
        focus = QApplication.focusWidget()
        if self._place is None or (focus and self.isAncestorOf(focus)):
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

    # --- questionnaires ------------------------------------------------------------------------

    def _fill(self) -> None:
        measure, desk = self._measure(), self._open_desk()
        if not measure.asks:
            self._enter(measure)
            return
        dialog = FillDialog(measure, self._today(), self, prorates=desk.prorates)
        self._when_asked(
            dialog,
            lambda: (measures.file, desk.client.id, measure, dialog.answers, dialog.day.day),
            partial(self._filed, dialog),
        )

    def _enter(self, measure: Measure) -> None:
        client_id = self._open_desk().client.id
        dialog = EntryDialog(measure, self._today(), self)
        self._when_asked(
            dialog,
            lambda: (measures.enter, client_id, measure, dialog.total, dialog.parts, dialog.day),
            partial(self._filed, dialog),
        )

    def _correct(self, result: MeasureResult) -> None:
        measure, desk = self._measure(), self._open_desk()
        dialog = FillDialog(measure, self._today(), self, prorates=desk.prorates, result=result)
        self._when_asked(
            dialog,
            lambda: (measures.correct, result.id, dialog.answers),
            partial(self._filed, dialog),
        )

    def _filed(self, dialog: Dialog, result: MeasureResult) -> None:
        dialog.accept()
        measure = self._measure()
        self.told.emit(f"Filed: {result.name}, {scoring.in_words(measure, result)}.")
        if scoring.unseen(measure, result):
            self._see(result)

    def _see(self, result: MeasureResult) -> None:
        """Ask that an answer was seen; put aside, it goes on asking at the head of the page."""
        measure = self._measure()
        flag = scoring.unseen(measure, result)[0]
        dialog = SeenDialog(measure, result, flag, self)

        def operation() -> tuple[object, ...]:
            return measures.acknowledge, result.id, flag.item, dialog.form.values()["words"]

        said = f"Question {flag.item} of {measure.short} was seen."
        self._when_asked(dialog, operation, partial(self._done, dialog, said))

    def _plan(self) -> None:
        measure, desk = self._measure(), self._open_desk()
        dialog = PlanDialog(measure, desk.plans.get(measure.id), self)

        def operation() -> tuple[object, ...]:
            every = dialog.form.values()["every"]
            return measure_plans.plan, desk.client.id, measure.id, every, self._today()

        self._when_asked(dialog, operation, partial(self._done, dialog, "The plan is kept."))

    def _add_own(self) -> None:
        dialog = OwnDialog(self)

        def add(source: str) -> None:
            self._record.run(
                dialog,
                measure_forms.add,
                source,
                dialog.path.name,
                dialog.right,
                self._now(),
                then=added,
                failed=dialog.refuse,
            )

        def added(measure: Measure) -> None:
            self._chosen = measure.id
            self._done(dialog, f"{measure.short} is added.")

        dialog.asked.connect(
            lambda: self._work.run(
                dialog, own_file.read, dialog.path, then=add, failed=dialog.refuse
            )
        )
        dialog.open()

    def _retire(self) -> None:
        measure = self._measure()
        said = f"{measure.short} is offered no longer. Its results stay."
        self._write(said, measure_forms.retire, measure.id)

    def _prorate(self, wanted: bool) -> None:
        said = "Totals are estimated." if wanted else "Totals are made from complete forms alone."
        self._record.run(
            self, settings.put, known.PRORATE, wanted, then=lambda _: self.told.emit(said)
        )

    def _print(self, what: str, how: str) -> None:
        desk, shown = self._open_desk(), self.course.shown
        assert shown
        self._papers.hand_over(desk, shown, what, how, self._today())

    # --- goals ---------------------------------------------------------------------------------

    def _add_goal(self) -> None:
        client_id = self._open_desk().client.id
        dialog = GoalDialog(None, self._today(), self)

        def operation() -> tuple[object, ...]:
            typed = dialog.form.values()
            return goals.add, client_id, typed["text"].strip(), typed["on"]

        self._when_asked(dialog, operation, partial(self._done, dialog, "The goal is added."))

    def _change_goal(self, goal: Goal) -> None:
        dialog = GoalDialog(goal, self._today(), self)

        def operation() -> tuple[object, ...]:
            return goals.change, goal.id, dialog.form.values()["text"].strip()

        self._when_asked(dialog, operation, partial(self._done, dialog, "The goal is kept."))

    def _reach(self, goal: Goal) -> None:
        self._write("The goal was reached today.", goals.reach, goal.id, self._today())

    def _reopen(self, goal: Goal) -> None:
        self._write("The goal is worked towards again.", goals.reach, goal.id, None)

    def _remove(self, goal: Goal) -> None:
        self._removed = goal
        words = f"“{damage.words(goal.text)}” was taken out."
        self.undo.say(words, "Undo")
        self._write(words, goals.remove, goal.id)

    def _restore(self) -> None:
        goal, self._removed = self._removed, None
        self.undo.hide()
        if goal:
            self._write("The goal is back.", goals.restore, goal)

    # --- asking and keeping --------------------------------------------------------------------

    def _when_asked(
        self,
        dialog: Dialog,
        operation: Callable[[], tuple[object, ...]],
        done: Callable[..., object],
    ) -> None:
        """Open a dialog; what it asks for is kept, or refused in it."""

        def keep() -> None:
            act, *arguments = operation()
            assert callable(act)
            at = self._now()
            self._record.run(dialog, act, *arguments, at, then=done, failed=dialog.refuse)

        dialog.asked.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _done(self, dialog: Dialog, words: str, _: object = None) -> None:
        dialog.accept()
        self.told.emit(words)

    def _write(self, words: str, operation: Callable[..., object], *arguments: object) -> None:
        at = self._now()
        self._record.run(self, operation, *arguments, at, then=lambda _: self.told.emit(words))

    def _measure(self) -> Measure:
        found = self.course.measure
        assert found
        return found

    def _open_desk(self) -> MeasureDesk:
        assert self._desk
        return self._desk

    def _today(self) -> date:
        return times.on_the_wall(self._now()).date()

    # --- layout --------------------------------------------------------------------------------

    def _fit(self) -> None:
        wide = room.around(self) is Room.WIDE
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._side.setMaximumWidth(theme.current().scaled(SIDE) if wide else _NO_LIMIT)
        self._side.setMinimumWidth(theme.current().scaled(SIDE) if wide else 0)

    def _lay_out(self) -> None:
        look = theme.current()
        margin, gap = look.space("page_margin"), look.space("three")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.undo)
        held = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, held)
        self._columns.setContentsMargins(margin, look.space("two"), margin, gap)
        self._columns.setSpacing(look.space("five"))
        self._side, self._main = QWidget(), QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(gap)
        side.addWidget(self.goals)
        side.addWidget(self.listed)
        side.addStretch()
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.addWidget(self.course)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._main)
        self._columns.addWidget(self._side)
        self._columns.addWidget(self._stack, 1)
        whole.addWidget(held, 1)

    def _listen(self) -> None:
        self.undo.acted.connect(self._restore)
        self.empty.wanted.connect(self.listed.others.showPopup)
        for signal, act in (
            (self.goals.add_wanted, self._add_goal),
            (self.goals.change_wanted, self._change_goal),
            (self.goals.reach_wanted, self._reach),
            (self.goals.reopen_wanted, self._reopen),
            (self.goals.remove_wanted, self._remove),
            (self.listed.chosen, self._choose),
            (self.listed.own_wanted, self._add_own),
            (self.listed.prorate_wanted, self._prorate),
            (self.course.fill_wanted, self._fill),
            (self.course.plan_wanted, self._plan),
            (self.course.retire_wanted, self._retire),
            (self.course.correct_wanted, self._correct),
            (self.course.seen_wanted, self._see),
            (self.course.paper_wanted, self._print),
            (self._papers.gone, self.told.emit),
            (theme.current().changed, self._fit),
        ):
            signal.connect(act)
