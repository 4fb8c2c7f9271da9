"""One questionnaire with one client: the last result, the chart, what is said of it, a table."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QMenu, QVBoxLayout, QWidget

from practicenotes.domain import course, scoring, times
from practicenotes.domain.course import Course
from practicenotes.domain.measures import Measure, MeasureResult
from practicenotes.records.measure_overview import MeasureOverview
from practicenotes.ui import theme
from practicenotes.ui.measures.chart import MeasureChart
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import Words


HEADS = ("Day", "Result", "Answers")


class CoursePart(QWidget):
    """What a client said on one questionnaire over time.

    Signals:
        fill_wanted(), plan_wanted(), retire_wanted(): something is to be done with this form.
        correct_wanted(MeasureResult): a result of today is to be corrected.
        error_wanted(MeasureResult), back_wanted(MeasureResult): it was entered in error, or not.
        seen_wanted(MeasureResult): an answer that asks to be seen is to be acknowledged.
        paper_wanted(str, str): "form" or "results", and "print" or "save".
        strict_wanted(bool), grouping_wanted(bool): change, or bands, are to be read the other way.
    """

    fill_wanted = Signal()
    plan_wanted = Signal()
    retire_wanted = Signal()
    correct_wanted = Signal(object)
    seen_wanted = Signal(object)
    error_wanted = Signal(object)
    back_wanted = Signal(object)
    paper_wanted = Signal(str, str)
    strict_wanted = Signal(bool)
    grouping_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._course: Course | None = None
        self._unseen: MeasureResult | None = None
        self._name, self._about = Words("", "heading"), Words("", "muted", wraps=True)
        self._last = Words("", "strong", wraps=True)
        self.notice = NoticeStrip()
        self.fill = Button("Fill in a form…", icon="pen-line")
        self.plan = Button("How often…", icon="calendar-days")
        self.more = Button("More")
        self.more.setAccessibleName("More for this questionnaire")
        self.chart = MeasureChart()
        self.bands = QCheckBox("Bands")
        self.bands.setChecked(True)
        self.as_table = QCheckBox("Show as table")
        self._said = Words("", "body", wraps=True)
        self._gone = Words("", "muted", wraps=True)
        self._table, self._licence = QWidget(), Words("", "muted", wraps=True)
        self._lay_out()
        self._listen()

    @property
    def measure(self) -> Measure | None:
        """The questionnaire that is shown."""
        return self._course.measure if self._course else None

    @property
    def shown(self) -> Course | None:
        """The course that is shown."""
        return self._course

    def show_course(self, found: Course, overview: MeasureOverview) -> None:
        """Show a course as it stands now."""
        self._course = found
        measure = found.measure
        self._name.say(measure.name)
        self._about.say(", ".join(part for part in (measure.construct, measure.recall) if part))
        self._last.say(_last(found))
        self.fill.setText("Fill in a form…" if measure.asks else "Enter a total…")
        self._show_plan(overview)
        self._show_unseen(found)
        self.more.setMenu(self._menu(found, overview))
        self._said.say(_beneath(found))
        self._show_gone(found, overview)
        self._licence.say(_licence(measure))
        self._show_table(found)
        self._draw()

    def _draw(self) -> None:
        found = self._course
        laid = found.chart() if found else None
        some = found is not None and laid is not None
        self.chart.setVisible(some)
        self.as_table.setVisible(some)
        self.bands.setVisible(some and bool(found and found.measure.bands))
        self._table.setVisible(self.as_table.isChecked() or not some)
        if found and laid:
            said = ". ".join(_row(found, each) for each in found.results)
            self.chart.show_chart(laid, said, bands=self.bands.isChecked())

    def _show_plan(self, overview: MeasureOverview) -> None:
        assert self.measure
        plan = overview.plans.get(self.measure.id)
        every = plan.every if plan else 0
        words = {0: "How often…", 1: "Every session…"}.get(every, f"Every {every} sessions…")
        self.plan.setText(words)

    def _show_unseen(self, found: Course) -> None:
        waiting = [each for each in found.results if scoring.unseen(found.measure, each)]
        self._unseen = waiting[-1] if waiting else None
        if self._unseen:
            flag = scoring.unseen(found.measure, self._unseen)[0]
            day = times.in_full(self._unseen.taken_on)
            words = f"Question {flag.item} of {day} asks to be seen."
            self.notice.say(words, "Acknowledge…", closes=False)
        else:
            self.notice.hide()

    def _menu(self, found: Course, overview: MeasureOverview) -> QMenu:
        menu = QMenu(self)
        for result in reversed(found.results):
            if result.id in overview.correctable:
                what = "form" if found.measure.asks else "total"
                day = times.in_full(result.taken_on)
                words = f"&Correct the {what} of {day}…"
                menu.addAction(words, partial(self.correct_wanted.emit, result))
        if found.measure.prints:
            menu.addAction("&Print the empty form…", self._wants("form", "print"))
            menu.addAction("&Save the empty form…", self._wants("form", "save"))
        if found.results:
            menu.addAction("Print the &results…", self._wants("results", "print"))
            menu.addAction("Sa&ve the results…", self._wants("results", "save"))
        self._add_choices(menu, found.measure, overview)
        self._add_errors(menu, found, overview)
        if found.measure.id in overview.own:
            menu.addAction("Offer it &no longer", self.retire_wanted.emit)
        self.more.setVisible(bool(menu.actions()))
        return menu

    def _add_choices(self, menu: QMenu, measure: Measure, overview: MeasureOverview) -> None:
        """Offer the other ways to read this form, where there are any."""
        ways = []
        if measure.change and measure.change.reliable_points_strict:
            strict = f"&Larger threshold: {measure.change.reliable_points_strict} points"
            ways.append((strict, overview.choices.strict, self.strict_wanted))
        if measure.other_bands:
            bands = f"&Bands {measure.other_bands.name}"
            ways.append((bands, overview.choices.grouped, self.grouping_wanted))
        for words, chosen, wanted in ways:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(measure.id in chosen)
            action.toggled.connect(wanted)

    def _wants(self, what: str, how: str) -> Callable[[], None]:
        return lambda: self.paper_wanted.emit(what, how)

    def _add_errors(self, menu: QMenu, found: Course, overview: MeasureOverview) -> None:
        """Offer to mark what was entered in error, latest first, and to bring it back."""
        gone = [each for each in overview.withdrawn if each.measure_id == found.measure.id]
        for head, results, signal in (
            ("Entered in &error", found.results, self.error_wanted),
            ("&Bring back", gone, self.back_wanted),
        ):
            whole = [each for each in reversed(results) if not each.damaged]
            if whole:
                inner = menu.addMenu(head)
                for result in whole:
                    day, said = times.in_full(result.taken_on), cells(found, result)[1]
                    more = "…" if signal is self.error_wanted else ""
                    inner.addAction(f"{day}, {said}{more}", partial(signal.emit, result))

    def _show_gone(self, found: Course, overview: MeasureOverview) -> None:
        """Say which forms were entered in error, and why."""
        gone = [each for each in overview.withdrawn if each.measure_id == found.measure.id]
        lines = []
        for each in reversed(gone):
            why = overview.reasons.get(each.id, "")
            said = f"Entered in error: the form of {times.in_full(each.taken_on)}"
            lines.append(f"{said}: {why}" if why else f"{said}.")
        self._gone.say("\n".join(lines))
        self._gone.setVisible(bool(lines))

    def _show_table(self, found: Course) -> None:
        old, self._table = self._table, QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.current().space("three"))
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 1)
        for column, head in enumerate(HEADS if found.results else ()):
            grid.addWidget(Words(head, "section"), 0, column)
        for line, result in enumerate(reversed(found.results), 1):
            for column, words in enumerate(cells(found, result)):
                cell = Words(words, "fact", wraps=True)
                cell.setWordWrap(column > 0)
                grid.addWidget(cell, line, column, Qt.AlignmentFlag.AlignTop)
        self._stack.replaceWidget(old, self._table)
        old.hide()
        old.deleteLater()

    def _lay_out(self) -> None:
        look = theme.current()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(look.space("one"))
        acts, turns = QWidget(), QWidget()
        for held, parts in (
            (acts, (self.fill, self.plan, self.more)),
            (turns, (self.bands, self.as_table)),
        ):
            flow = Flow(look.space("one") if held is acts else look.space("three"), held)
            for part in parts:
                flow.addWidget(part)
        for widget in (self._name, self._about, self._last, self.notice, acts, self.chart):
            self._stack.addWidget(widget)
        for widget in (self._said, turns, self._table, self._gone, self._licence):
            self._stack.addWidget(widget)
        self._stack.addStretch()

    def _listen(self) -> None:
        self.fill.clicked.connect(self.fill_wanted)
        self.plan.clicked.connect(self.plan_wanted)
        self.notice.acted.connect(lambda: self.seen_wanted.emit(self._unseen))
        for turn in (self.bands, self.as_table):
            turn.toggled.connect(lambda _: self._draw())


def cells(found: Course, result: MeasureResult) -> tuple[str, str, str]:
    """Return a result as a line of the table: day, result, answers."""
    answers = ", ".join("–" if answer is None else str(answer) for answer in result.answers)
    step = ", a larger step here" if result.id in found.steps else ""
    seen = "".join(f"; question {each.item} was seen" for each in result.acknowledged)
    words = scoring.in_words(found.measure, result)
    return times.in_full(result.taken_on), words + step, answers + seen


def _row(found: Course, result: MeasureResult) -> str:
    day, words, _ = cells(found, result)
    return f"{day}: {words}"


def _last(found: Course) -> str:
    if not found.results:
        return "No form was filled in yet."
    last = found.results[-1]
    return f"{scoring.in_words(found.measure, last)}, on {times.in_full(last.taken_on)}"


def _beneath(found: Course) -> str:
    return " ".join(_sentences(found))


def _sentences(found: Course) -> Iterator[str]:
    yield course.in_words(found)
    if found.damaged == 1:
        yield "One form is damaged and left out; a backup may hold it whole."
    elif found.damaged:
        yield f"{found.damaged} forms are damaged and left out; a backup may hold them whole."
    if found.results and found.measure.bands_note:
        yield found.measure.bands_note.text


def _licence(measure: Measure) -> str:
    return " ".join(part for part in (measure.licence.statement, measure.licence.cite) if part)
