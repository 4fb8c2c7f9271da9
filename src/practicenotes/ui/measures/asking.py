"""What the page asks for in small dialogs: totals, goals, plans, and that an answer was seen."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.measures import Flag, Measure, MeasureResult, Plan
from practicenotes.domain.people import Goal
from practicenotes.records.measure_forms import DECLARATION
from practicenotes.ui import damage, theme
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.day import DayField
from practicenotes.ui.widgets.dialog import FormDialog
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.words import Words


FILE_MISSING = "Choose the file of the questionnaire."
OWN = (
    "Its text stays in this practice: it is never part of an export. The results are part of the"
    " record like any other."
)
DAY_MISSING = "Write the day, for example 26 August 2025."
TEXT_MISSING = "A goal needs a few words. Nothing was saved yet."
AS_LINE = "&Write this as the session’s risk line too"
LINE_HELP = (
    "A line that stands there already stays. To have seen an answer says nothing of its outcome."
)
IN_ERROR = (
    "{form} of {day} stays in the record, with your reason. It is counted, drawn and handed out no"
    " longer, and can be brought back. What was written from it before stays as it is."
)
REASON_MISSING = "A few words say why. Nothing was changed yet."
NUMBER_MISSING = "Write a whole number."
CORRECT = "Keep the correction"

_EVERY = (
    (0, "not regularly"),
    (1, "every session"),
    *((every, f"every {every} sessions") for every in (2, 3, 4, 6, 8, 12)),
)


class NotedDialog(FormDialog):
    """A form with words above or beneath it, which scroll with it."""

    def surround(self, above: Sequence[QWidget] = (), below: Sequence[QWidget] = ()) -> None:
        """Put words around the form."""
        self._area.takeWidget()
        sheet = QWidget()
        stack = QVBoxLayout(sheet)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.current().space("two"))
        for part in (*above, self.form, *below):
            stack.addWidget(part)
        stack.addStretch()
        self.set_body(sheet)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Make room for words that take their lines only now."""
        super().showEvent(event)
        self.make_room()
        QTimer.singleShot(0, self, self.make_room)  # some take them once they are seen


class EntryDialog(NotedDialog):
    """Asks for a total that was made on a form of one's own, with its parts if it has any.

    With a `result`, it is that total that is corrected.
    """

    def __init__(
        self, measure: Measure, day: date, parent: QWidget, result: MeasureResult | None = None
    ) -> None:
        self._measure = measure
        rows = tuple(_totals(measure, day, result))
        super().__init__(parent, measure.name, rows, CORRECT if result else "File the total")
        if result:
            day_field = self.form.field("on")
            assert isinstance(day_field, DayField)
            day_field.setReadOnly(True)
        self.surround(below=[Words(measure.licence.statement, "muted", wraps=True)])

    @property
    def day(self) -> date:
        """The day that was typed."""
        found: date = self.form.values()["on"]
        return found

    @property
    def total(self) -> int:
        """The total that was typed, or what the parts come to."""
        typed = self.form.values()["total"].strip()
        return int(typed) if typed else sum(part or 0 for part in self.parts)

    @property
    def parts(self) -> tuple[int | None, ...]:
        """The parts that were typed; none, where all were left empty."""
        typed = self.form.values()
        names = [f"part_{part.id}" for part in self._measure.scoring.subscores]
        found = tuple(int(text) if (text := typed[name].strip()) else None for name in names)
        return found if any(part is not None for part in found) else ()

    def _ask(self) -> None:
        typed = self.form.values()
        numbers = [name for name in typed if name != "on"]
        wrong = next((n for n in numbers if typed[n].strip() and not _whole(typed[n])), None)
        parts = [name for name in numbers if name != "total"]
        none = not typed["total"].strip() and (
            not parts or any(not typed[name].strip() for name in parts)
        )
        if wrong or none:
            self.say(wrong or "total", NUMBER_MISSING)
        elif typed["on"] is None and not self.form.unclear_days():
            self.say("on", DAY_MISSING)
        else:
            super()._ask()


def _whole(text: str) -> bool:
    return text.strip().isascii() and text.strip().isdigit()


def _totals(measure: Measure, day: date, result: MeasureResult | None) -> Iterator[Field]:
    ends = measure.scoring
    yield Field("on", "Filled in &on", Kind.DAY, result.taken_on if result else day)
    entered = result.answers if result else ()
    for part, value in zip_longest(ends.subscores, entered[: len(ends.subscores)]):
        words = "" if value is None else str(value)
        yield Field(f"part_{part.id}", part.name, value=words, help=f"{part.min} to {part.max}")
    wanted = f"{ends.min} to {ends.max}"
    if ends.subscores:
        wanted += ", or leave it empty to add up the parts"
    total = "" if result is None or result.total is None else str(result.total)
    yield Field("total", "&Total", value=total, help=f"{wanted}.")


class GoalDialog(FormDialog):
    """Asks for a goal, or for other words for one."""

    def __init__(self, goal: Goal | None, day: date, parent: QWidget) -> None:
        text = damage.words(goal.text) if goal else ""
        rows = [Field("text", "&Goal", value=text, help="In the client’s words, on one line.")]
        if goal is None:
            rows.append(Field("on", "&Agreed on", Kind.DAY, day))
        heading = "Change the goal" if goal else "Add a goal"
        super().__init__(parent, heading, rows, "Keep changes" if goal else "Add goal")

    def _ask(self) -> None:
        typed = self.form.values()
        if not typed["text"].strip():
            self.say("text", TEXT_MISSING)
        elif "on" in typed and typed["on"] is None and not self.form.unclear_days():
            self.say("on", DAY_MISSING)
        else:
            super()._ask()


class PlanDialog(FormDialog):
    """Asks how often a client is asked for a questionnaire."""

    def __init__(self, measure: Measure, plan: Plan | None, parent: QWidget) -> None:
        every = plan.every if plan else 0
        options = dict(_EVERY) | ({every: f"every {every} sessions"} if every else {})
        options[1] = "every session"
        rows = [
            Field(
                "every",
                "&How often",
                Kind.CHOICE,
                every,
                help="When it is due, the page before the session says so.",
                options=tuple(sorted(options.items())),
            )
        ]
        super().__init__(parent, f"How often: {measure.short}", rows, "Keep")


class SeenDialog(NotedDialog):
    """Asks that an answer was seen; what was asked and said can be written beside it.

    It is offered as the session’s risk line too, unless that `has_line` or there is no session.
    """

    def __init__(
        self,
        measure: Measure,
        result: MeasureResult,
        flag: Flag,
        parent: QWidget,
        *,
        has_line: bool = True,
    ) -> None:
        item = measure.items[flag.item - 1]
        answer = result.answers[flag.item - 1]
        label = next(option.label for option in measure.options if option.value == answer)
        rows = [
            Field(
                "words",
                "&Asked and said",
                Kind.LINES,
                help="What you asked, and what was said. It stays with this form in the record.",
            )
        ]
        if not has_line:
            rows.append(Field("line", AS_LINE, Kind.YES, value=False, help=LINE_HELP))
        super().__init__(parent, f"{measure.short}, question {item.n}", rows, "I have seen this")
        said = f"“{item.text}”: {label.lower()}, {times.in_full(result.taken_on)}."
        self.surround([Words(said, "reading", wraps=True), Words(flag.message, "body", wraps=True)])

    @property
    def as_risk_line(self) -> bool:
        """Whether these words are to be the session's risk line too."""
        return bool(self.form.values().get("line"))


class ErrorDialog(NotedDialog):
    """Says what it means that a form was entered in error, and asks why it was."""

    def __init__(self, result: MeasureResult, parent: QWidget) -> None:
        rows = [Field("reason", "&Reason", Kind.LINES)]
        super().__init__(parent, "Entered in error", rows, "Enter it in error")
        words = IN_ERROR.format(form=result.name, day=times.in_full(result.taken_on))
        self.surround([Words(words, "body", wraps=True)])

    @property
    def reason(self) -> str:
        """The reason that was typed."""
        return str(self.form.values()["reason"]).strip()

    def _ask(self) -> None:
        if self.reason:
            super()._ask()
        else:
            self.say("reason", REASON_MISSING)


class OwnDialog(NotedDialog):
    """Asks for the file of a questionnaire of one's own, and for the right to use it."""

    def __init__(self, parent: QWidget) -> None:
        rows = [
            Field("file", "&File", help="A TOML file with questions, answers and scoring."),
            Field("right", "&I declare this:", Kind.YES, value=False, help=DECLARATION),
        ]
        super().__init__(parent, "Add my own questionnaire", rows, "Add questionnaire")
        choose = Button("Choose a file…", icon="folder")
        choose.clicked.connect(self._choose)
        self.add_button(choose)
        self.surround([Words(OWN, "body", wraps=True)])

    @property
    def path(self) -> Path:
        """The file that was chosen."""
        return Path(self.form.values()["file"].strip())

    @property
    def right(self) -> str:
        """The declaration, where it was ticked."""
        return DECLARATION if self.form.values()["right"] else ""

    def _ask(self) -> None:
        if not self.form.values()["file"].strip():
            self.say("file", FILE_MISSING)
        else:
            super()._ask()

    def _choose(self) -> None:
        dialog = QFileDialog(self, "The file of the questionnaire", "", "TOML (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.form.set_values({"file": path}))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
