"""Asks one question of those that are open, and keeps what is made of it.

A line is an answer once it is kept by hand. Begun and left, at a lock or for another client, it
waits with its question and comes back unfinished.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import wording
from practicenotes.domain.reflections.questions import Question, QuestionKind
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.reflections import questions, unfinished
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui import unkept
from practicenotes.ui.alliance import asking
from practicenotes.ui.alliance.asking import Days
from practicenotes.ui.alliance.notice import Notice
from practicenotes.ui.saving import Write
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import BEHIND
from practicenotes.ui.widgets.strip import UndoStrip


@dataclass(frozen=True, slots=True)
class _Line:
    """What is made of a question, on its way to the store; without a day it is unfinished."""

    client_id: ClientId
    question: Question
    words: str
    day: str = ""

    @property
    def mark(self) -> Mark:
        """Under which it waits while it is unfinished."""
        return _mark(self.client_id)

    def write(self, at: datetime) -> Write:
        """Return the write that keeps it."""
        if self.day:
            answer = unfinished.ending(questions.answer, self.mark)
            return Write(answer, (self.client_id, self.question, self.words, at))
        asked = self.question
        told = {
            "line": self.words,
            "session_id": asked.session_id,
            "kind": asked.kind.value,
            "about": asked.about,
            "since": asked.since or "",
            "now": asked.now,
            "was": asked.was,
        }
        return Write(unfinished.keep, (Unfinished(self.mark, told, stands=False), at))


def _mark(client_id: ClientId) -> Mark:
    return Mark("line to a question", (client_id,))


def _waiting(client_id: ClientId, found: Unfinished) -> _Line:
    """Return a line that waited, with its question as it was asked."""
    told = found.words
    since = SessionId(told["since"]) if told["since"] else None
    kind = QuestionKind(told["kind"])
    asked = Question(
        SessionId(told["session_id"]), kind, told["about"], since, told["now"], told["was"]
    )
    return _Line(client_id, asked, told["line"])


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
        self._waits: _Line | None = None  # what the store has of the line that is begun
        self.notice = notice
        self._trouble = unkept.Once()  # of a line that waits
        self._clock = QTimer(self, interval=BEHIND)
        self._clock.timeout.connect(self._beat)
        self._clock.start()
        self.notice.answered.connect(self._answer)
        self.notice.set_aside.connect(self._set_aside)

    def show_questions(
        self, client_id: ClientId, inside: Alliance, days: Days, today: date
    ) -> None:
        """Ask what is to be asked about a client; a line that is begun for them stays."""
        if self.notice.begun and client_id == self._client_id:
            return
        other = client_id != self._client_id
        if other:  # a line never goes over to another client
            self._put_by()
            self._waits = None
            self.notice.ask("")
        self._client_id, self._days, self._today = client_id, days, today
        if refused := next((line for line in self._refused if line.client_id == client_id), None):
            self._refused.remove(refused)
            self._change(refused.question, refused.words)
            return
        if other:
            self._look_for_waiting(client_id)
        self._question = question = asking.choose(inside.asked, inside.given, days)
        if question is None:
            self.notice.ask("")
            return
        since = asking.since_then(question, inside.dips, days, today)
        self.notice.ask(self._sentence(question), since)

    def _look_for_waiting(self, client_id: ClientId) -> None:
        def found(kept: Unfinished | None) -> None:
            if kept is None or client_id != self._client_id or self.notice.begun:
                return
            line = _waiting(client_id, kept)
            if line.question.session_id in self._days:
                self._waits, self._question = line, line.question
                self.notice.give_back(self._sentence(line.question), line.words)

        self._tasks.run(self, unfinished.find, _mark(client_id), then=found)

    def flush(self) -> None:
        """Put by a line that was begun, as far as it got, and keep what was refused before."""
        refused, self._refused = self._refused, []
        for line in refused:
            self._keep(line)
        self._put_by()

    @property
    def has_unsaved(self) -> bool:
        """Whether a line was begun that no commit has confirmed yet."""
        return bool(self._under_way or self._refused or self._begun != self._waits)

    def outstanding(self) -> tuple[Write, ...]:
        """Return the writes that would keep what no commit has confirmed yet."""
        begun = self._begun
        lines = [*self._under_way, *self._refused]
        lines += [begun] if begun and begun != self._waits and begun not in lines else []
        return tuple(
            Write(questions.answer, (line.client_id, line.question, line.words, self._now()))
            if line.day
            else line.write(self._now())
            for line in lines
        )

    @property
    def _begun(self) -> _Line | None:
        """The line that is begun and not kept by hand yet."""
        client_id, question, words = self._client_id, self._question, self.notice.begun
        return _Line(client_id, question, words) if client_id and question and words else None

    def _beat(self) -> None:
        """Let no line be lost with a program that is killed."""
        if not self._under_way:  # an answer on its way is no line that waits
            self._put_by()

    def _put_by(self) -> None:
        """Let the line that is begun wait, unfinished; one that was emptied waits no more."""
        begun = self._begun
        if begun == self._waits:
            return
        if begun:
            self._keep(begun)
        elif self._waits:
            self._tasks.run(self, unfinished.forget, self._waits.mark)
            self._waits = None

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
            self._trouble.over()
            if not self._is_open(line):
                return
            self._waits = None if line.day else line
            if line.day:
                self.notice.ask("")
                change = partial(self._change, line.question, line.words)
                self._undo.offer(f"Your line stands with {line.day}.", "Change it", change)

        def failed(error: Exception) -> bool:
            self._under_way.remove(line)
            if not (self._is_open(line) and self.notice.begun):
                self._refused.append(line)
            self._tasks.say_stuck(error)
            # why an answer is not kept is said on its page too
            return not line.day and self._trouble.claims(error)

        write = line.write(self._now())
        self._tasks.run(self, write.operation, *write.arguments, then=kept, failed=failed)

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
            self.notice.line.set_text("")
            self._put_by()
            said = f"Set aside. It will not be asked about {day} again."
            self._undo.offer(said, "Undo", partial(self._ask_again, question))

        self._tasks.run(self, questions.set_aside, client_id, question, self._now(), then=gone)

    def _ask_again(self, question: Question) -> None:
        self._tasks.run(self, questions.ask_again, question, self._now())
