"""A form is filled in: its own words, its own answers, and its licence beneath."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import scoring
from practicenotes.domain.measures import Measure, MeasureResult
from practicenotes.domain.people import ClientId
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.measures.asking import CORRECT
from practicenotes.ui.measures.question import Question
from practicenotes.ui.widgets.day import DayField
from practicenotes.ui.widgets.dialog import UNCLEAR, Dialog
from practicenotes.ui.widgets.words import Words, rule, section


WIDTH = 760  # px at 100 % text
FILE, FILE_WITHOUT = "File the form", "File without a total"


class FillDialog(Dialog):
    """Asks every question of a form; what is left open is named once before it is filed.

    With a `result`, it is that form that is corrected.
    """

    def __init__(
        self,
        measure: Measure,
        day: date,
        parent: QWidget,
        *,
        prorates: bool = False,
        result: MeasureResult | None = None,
    ) -> None:
        self._measure, self._prorates, self._corrects = measure, prorates, result
        self._act = CORRECT if result else FILE
        self._warned = False
        self.day = DayField("Filled in on", result.taken_on if result else day)
        self.questions = _questions(measure)
        self._said = Words("", "strong")
        super().__init__(parent, measure.name, self._sheet(), self._act, WIDTH)
        for number, question in enumerate(self.questions):
            question.answered.connect(self._show_score)
            question.left.connect(lambda step, here=number: self._go(here + step))
        if result:
            for question, answer in zip(self.questions, result.answers, strict=False):
                question.set_answer(answer)
        self.day.setReadOnly(result is not None)
        self._show_score()

    @property
    def answers(self) -> tuple[int | None, ...]:
        """What stands in the form, in its order; a question that is not counted comes last."""
        return tuple(question.answer for question in self.questions)

    def as_typed(self) -> dict[str, Any]:
        """Return the day as it is written, and the answers by their number."""
        return {"day": self.day.text(), **{str(n): a for n, a in enumerate(self.answers)}}

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood in the form."""
        self.day.setText(words.get("day", self.day.text()))
        for number, question in enumerate(self.questions):
            question.set_answer(words.get(str(number)))
        self._show_score()

    def go_on(self) -> None:
        """Go to the first question that is open."""
        open_still = (n for n, answer in enumerate(self.answers) if answer is None)
        self._go(next(open_still, len(self.questions)))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin at the first question."""
        super().showEvent(event)
        self.questions[0].go_to()

    def _ask(self) -> None:
        missing = scoring.open_items(self._measure, self.answers)
        if self.day.day is None:
            self._say(UNCLEAR)
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif missing and not self._warned:
            self._warned = True
            self._say(_left_open(missing))
            self.main.setText(FILE_WITHOUT if self._score().total is None else self._act)
            self._go(missing[0] - 1)
        else:
            super()._ask()

    def _say(self, sentence: str) -> None:
        self._problem.say(sentence)
        self._problem.show()
        announce(self, sentence)

    def _score(self) -> scoring.Score:
        return scoring.score(self._measure, self.answers, prorate=self._prorates)

    def _show_score(self) -> None:
        """Say how far the form is, or the total with the word of its band."""
        self._warned = False
        self.main.setText(self._act)
        self._problem.hide()
        found = self._score()
        self._said.say(f"{found.answered} of {found.of} answered")
        if not scoring.open_items(self._measure, self.answers) or found.total is not None:
            self._said.say(scoring.in_words(self._measure, self._shown(found)))

    def _shown(self, found: scoring.Score) -> MeasureResult:
        day = self.day.day or date.min
        measure = self._measure
        return MeasureResult(
            "", ClientId(""), measure.id, measure.short, day, found.total, self.answers
        )

    def _go(self, number: int) -> None:
        if 0 <= number < len(self.questions):
            question = self.questions[number]
            question.go_to()
            self.bring_into_sight(question)
        elif number == len(self.questions):
            self.main.setFocus(Qt.FocusReason.TabFocusReason)

    def _sheet(self) -> QWidget:
        look = themes.current()
        sheet = QWidget()
        stack = QVBoxLayout(sheet)
        stack.setContentsMargins(2, 2, 2, 2)
        stack.setSpacing(look.space("two"))
        row = QHBoxLayout()
        row.addWidget(section("Filled in &on", self.day))
        row.addWidget(self.day)
        row.addStretch()
        stack.addLayout(row)
        for words in (self._measure.instruction, self._measure.stem):
            if words:
                stack.addWidget(Words(words, "prompt", wraps=True))
        for number, question in enumerate(self.questions):
            if number == len(self._measure.items):
                stack.addWidget(rule())
                stack.addWidget(Words("Asked as well, and not counted.", "muted"))
            stack.addWidget(question)
        stack.addWidget(rule())
        stack.addWidget(self._said)
        stack.addWidget(Words(self._measure.licence.statement, "muted", wraps=True))
        return sheet


def _questions(measure: Measure) -> list[Question]:
    asked = [Question(f"{item.n}.", item.text, measure.options) for item in measure.items]
    if extra := measure.extra_item:
        asked.append(Question("", extra.text, extra.options))
    return asked


def _left_open(missing: Sequence[int]) -> str:
    if len(missing) == 1:
        return f"Question {missing[0]} is open. The form can be filed as it is."
    *most, last = missing
    listed = f"{', '.join(map(str, most))} and {last}"
    return f"Questions {listed} are open. The form can be filed as it is."
