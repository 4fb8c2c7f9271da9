"""A client at a glance: what the file says, beside the timeline."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import Client, Goal
from practicenotes.domain.sessions import Session
from practicenotes.ui import theme
from practicenotes.ui.widgets.words import Words, rule, section


class Glance(QWidget):
    """A quiet column of facts; what is empty does not stand in it."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(look.space("three"), look.space("three"), 24, 24)
        self._stack.setSpacing(look.space("one"))

    def show_facts(
        self,
        client: Client,
        sessions: Sequence[Session],
        goals: Sequence[Goal],
        results: Sequence[MeasureResult],
    ) -> None:
        """Show a client's file in a few lines."""
        self._clear()
        self._facts("At a glance", list(_facts(client, sessions)))
        self._facts("Working towards", [(str(goal.number), _goal(goal)) for goal in goals])
        for name, totals in _totals(results):
            self._facts(name, totals)
        self._stack.addStretch()

    def _facts(self, name: str, facts: Sequence[tuple[str, str]]) -> None:
        if not facts:
            return
        if self._stack.count():
            self._stack.addSpacing(theme.current().space("one"))
            self._stack.addWidget(rule())
            self._stack.addSpacing(theme.current().space("one"))
        self._stack.addWidget(section(name))
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.current().space("two"))
        grid.setVerticalSpacing(theme.current().space("half"))
        grid.setColumnStretch(1, 1)
        for line, (label, words) in enumerate(facts):
            grid.addWidget(Words(label, "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(words, "body", wraps=True), line, 1)
        self._stack.addWidget(body)

    def _clear(self) -> None:
        while (item := self._stack.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()


def _facts(client: Client, sessions: Sequence[Session]) -> Iterable[tuple[str, str]]:
    asked = [session for session in sessions if session.risk.strip() and session.number]
    if asked:
        yield "Risk", f"{asked[-1].risk}, {times.in_brief(asked[-1].starts_at.date())}"
    for label, words in (
        ("Rhythm", client.rhythm),
        ("Consent", client.consent),
        ("Reason", client.reason),
        ("Medication", client.medication),
        ("Referred by", client.referrer),
    ):
        if words.strip():
            yield label, words


def _goal(goal: Goal) -> str:
    return (
        f"{goal.text} (reached {times.in_brief(goal.reached_on)})" if goal.reached_on else goal.text
    )


def _totals(results: Sequence[MeasureResult]) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Yield each questionnaire with its last totals; what they mean is the therapist's to say."""
    for name in dict.fromkeys(result.name for result in results):
        same = [result for result in results if result.name == name]
        yield name, [(times.in_brief(r.taken_on), f"total {r.total}") for r in same[-3:]]
