"""Asks one question of those that are open, and keeps what is made of it."""

from collections.abc import Callable
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
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.strip import UndoStrip


class Questions(QObject):
    """The notice, and the store behind it; what is set aside can be taken up again."""

    def __init__(
        self, tasks: Tasks, now: Callable[[], datetime], book: FacetBook, undo: UndoStrip
    ) -> None:
        super().__init__()
        self._tasks, self._now, self._book, self._undo = tasks, now, book, undo
        self._client_id: ClientId | None = None
        self._question: Question | None = None
        self._days: Days = {}
        self._today = date.min
        self.notice = Notice()
        self.notice.answered.connect(self._answer)
        self.notice.set_aside.connect(self._set_aside)

    def show_questions(
        self, client_id: ClientId, inside: Alliance, days: Days, today: date
    ) -> None:
        """Ask what is to be asked about a client; a line that is begun for them stays."""
        if self.notice.has_line and client_id == self._client_id:
            return
        self._client_id, self._days, self._today = client_id, days, today
        self._question = question = asking.choose(inside.asked, inside.given, days)
        if question is None:
            self.notice.ask("")
            return
        since = asking.since_then(question, inside.dips, days, today)
        self.notice.ask(self._sentence(question), since)

    def flush(self) -> None:
        """Keep a line that was begun, as far as it got."""
        if self.notice.has_line:
            self._answer(self.notice.line.text().strip())

    def _sentence(self, question: Question) -> str:
        return asking.sentence(question, self._days, self._book, self._today)

    def _answer(self, line: str) -> None:
        """Keep a line; until the store has it, it stays in its field."""
        client_id, question = self._client_id, self._question
        if client_id is None or question is None:
            return
        day = wording.day(self._days[question.session_id], self._today)

        def kept(_: None) -> None:
            if self._client_id == client_id:
                self.notice.ask("")
                change = partial(self._change, question, line)
                self._undo.offer(f"Your line stands with {day}.", "Change it", change)

        self._tasks.run(self, questions.answer, client_id, question, line, self._now(), then=kept)

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
