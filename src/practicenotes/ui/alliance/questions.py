"""Asks one question of those that are open, and keeps what is made of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import wording
from practicenotes.domain.reflections.questions import Question
from practicenotes.reflections import questions
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui.alliance import asking
from practicenotes.ui.alliance.asking import Days
from practicenotes.ui.alliance.notice import Notice
from practicenotes.ui.saving import Write
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.strip import UndoStrip


@dataclass(frozen=True, slots=True)
class _Line:
    """What is made of a question, on its way to the store."""

    client_id: ClientId
    question: Question
    words: str
    day: str


class Questions(QObject):
    """The notice, and the store behind it; what is set aside can be taken up again."""

    def __init__(
        self, tasks: Tasks, now: Callable[[], datetime], book: FacetBook, undo: UndoStrip
    ) -> None:
        notice = Notice()
        super().__init__(notice)  # it ends with its page, on the thread of the windows
        self._tasks, self._now, self._book, self._undo = tasks, now, book, undo
        self._client_id: ClientId | None = None
        self._question: Question | None = None
        self._days: Days = {}
        self._today = date.min
        self._under_way: list[_Line] = []
        self._refused: list[_Line] = []  # their field is no longer theirs
        self.notice = notice
        self.notice.answered.connect(self._answer)
        self.notice.set_aside.connect(self._set_aside)

    def show_questions(
        self, client_id: ClientId, inside: Alliance, days: Days, today: date
    ) -> None:
        """Ask what is to be asked about a client; a line that is begun for them stays."""
        if self.notice.has_line and client_id == self._client_id:
            return
        if client_id != self._client_id:  # a line never goes over to another client
            begun = self.notice.begun
            self.notice.ask("")
            if begun:
                self._answer(begun)
        self._client_id, self._days, self._today = client_id, days, today
        if refused := next((line for line in self._refused if line.client_id == client_id), None):
            self._refused.remove(refused)
            self._change(refused.question, refused.words)
            return
        self._question = question = asking.choose(inside.asked, inside.given, days)
        if question is None:
            self.notice.ask("")
            return
        since = asking.since_then(question, inside.dips, days, today)
        self.notice.ask(self._sentence(question), since)

    def flush(self) -> None:
        """Keep a line that was begun, as far as it got, and those that were refused before."""
        refused, self._refused = self._refused, []
        for line in refused:
            self._keep(line)
        if begun := self.notice.begun:
            self._answer(begun)

    @property
    def has_unsaved(self) -> bool:
        """Whether a line was begun that no commit has confirmed yet."""
        return bool(self.notice.begun or self._under_way or self._refused)

    def outstanding(self) -> tuple[Write, ...]:
        """Return the writes that would keep what no commit has confirmed yet."""
        lines = [*self._under_way, *self._refused]
        client_id, question = self._client_id, self._question
        if self.notice.begun and client_id and question:
            lines.append(_Line(client_id, question, self.notice.begun, ""))
        return tuple(
            Write(questions.answer, (line.client_id, line.question, line.words, self._now()))
            for line in lines
        )

    def _sentence(self, question: Question) -> str:
        return asking.sentence(question, self._days, self._book, self._today)

    def _answer(self, words: str) -> None:
        client_id, question = self._client_id, self._question
        if client_id is not None and question is not None:
            day = wording.day(self._days[question.session_id], self._today)
            self._keep(_Line(client_id, question, words, day))

    def _keep(self, line: _Line) -> None:
        """Keep a line; until the store has it, it stays in its field, or waits for it."""
        if line in self._under_way:
            return
        self._under_way.append(line)

        def kept(_: None) -> None:
            self._under_way.remove(line)
            if self._is_open(line):
                self.notice.ask("")
                change = partial(self._change, line.question, line.words)
                self._undo.offer(f"Your line stands with {line.day}.", "Change it", change)

        def failed(error: Exception) -> bool:
            self._under_way.remove(line)
            if not (self._is_open(line) and self.notice.begun):
                self._refused.append(line)
            self._tasks.say_stuck(error)
            return False  # the window says why

        said = (line.client_id, line.question, line.words, self._now())
        self._tasks.run(self, questions.answer, *said, then=kept, failed=failed)

    def _is_open(self, line: _Line) -> bool:
        here = self._question
        return here is not None and (self._client_id, here.key) == (
            line.client_id,
            line.question.key,
        )

    def _change(self, question: Question, line: str) -> None:
        self._question = question
        self.notice.ask(self._sentence(question), line=line)

    def _set_aside(self) -> None:
        client_id, question = self._client_id, self._question
        if client_id is None or question is None:
            return
        day = wording.day(self._days[question.session_id], self._today)

        def gone(_: None) -> None:
            said = f"Set aside. It will not be asked about {day} again."
            self._undo.offer(said, "Undo", partial(self._ask_again, question))

        self._tasks.run(self, questions.set_aside, client_id, question, self._now(), then=gone)

    def _ask_again(self, question: Question) -> None:
        self._tasks.run(self, questions.ask_again, question, self._now())
