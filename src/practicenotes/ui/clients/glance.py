"""A client at a glance: what the file says, beside the timeline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import chart, scoring, times
from practicenotes.domain.client_consents import ClientConsent
from practicenotes.domain.measures import Measure, MeasureResult
from practicenotes.domain.people import Client, Goal, Person
from practicenotes.domain.sessions import Session
from practicenotes.ui import damage, theme
from practicenotes.ui.measures.chart import MeasureChart
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.words import Words, rule, section


# px at 100 % text
SIDE = 280  # the whole column
LABELS = 68  # the labels in it

CHART = 104  # the height of a chart

SHOWN = 3  # of the totals of a questionnaire
ROOM = 0.3  # of the width of a chart that a day needs
_NO_LIMIT = 16_777_215  # px


class Glance(QFrame):
    """A quiet column of facts; what is empty does not stand in it.

    Beside the timeline it scrolls by itself; alone on the page it is as high as it needs to be.
    """

    def __init__(self) -> None:
        super().__init__()
        self._sheet = QWidget()
        self._stack = QVBoxLayout(self._sheet)
        self._stack.setSpacing(theme.current().space("one") + 2)
        self._area = scrolled(self._sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self._beside = False
        self.set_beside(True)

    def set_beside(self, beside: bool) -> None:
        """Stand as a column beside the timeline, or take the whole page."""
        if beside != self._beside:
            self._beside = beside
            look = theme.current()
            side = look.space("pane_margin" if beside else "page_margin")
            self._stack.setContentsMargins(side, 18, side, 12)
            theme.mark(self, side=beside)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Grow when narrower lines take more height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = theme.current().scaled(SIDE)
        self.setMinimumWidth(width if self._beside else 0)
        self.setMaximumWidth(width if self._beside else _NO_LIMIT)
        needed = self._sheet.heightForWidth(max(self.width(), 1))
        self.setMinimumHeight(0 if self._beside else max(needed, 0))

    def show_facts(
        self,
        today: date,
        client: Client,
        sessions: Sequence[Session],
        goals: Sequence[Goal],
        results: Sequence[MeasureResult],
        forms: Mapping[str, Measure],
        consents: Sequence[ClientConsent] = (),
    ) -> None:
        """Show a client's file in a few lines; sessions and results earliest first."""
        self._clear()
        self._add("At a glance", _grid(list(_facts(today, client, sessions, consents)), LABELS))
        self._add("Working towards", _grid([(str(g.number), _goal(g, today)) for g in goals], 0))
        for name in dict.fromkeys(result.name for result in results):
            same = [result for result in results if result.name == name][-SHOWN:]
            form = forms.get(same[-1].measure_id)
            self._add(damage.words(name, "Damaged form"), _measure(form, same, today), _said(same))
        self._stack.addStretch()
        self._fit()

    def _add(self, name: str, body: QWidget | None, aside: str = "") -> None:
        if body is None:
            return
        look = theme.current()
        if self._stack.count():
            self._stack.addSpacing(look.space("one") + 2)
            self._stack.addWidget(rule())
            self._stack.addSpacing(look.space("one") + 2)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(section(name), 1)
        if aside:
            row.addWidget(Words(aside, "small"))
        self._stack.addWidget(head)
        self._stack.addWidget(body)

    def _clear(self) -> None:
        while (item := self._stack.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()


def _grid(facts: Sequence[tuple[str, str]], labels: int) -> QWidget | None:
    if not facts:
        return None
    look = theme.current()
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.space("one") + 2)
    grid.setVerticalSpacing(look.space("half"))
    grid.setColumnMinimumWidth(0, look.scaled(labels) - grid.horizontalSpacing())
    grid.setColumnStretch(1, 1)
    for line, (label, words) in enumerate(facts):
        named = Words(label, "muted", wraps=True)
        named.setWordWrap(False)
        grid.addWidget(named, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(words, "fact", wraps=True), line, 1)
    return body


def _measure(form: Measure | None, results: Sequence[MeasureResult], today: date) -> QWidget:
    body = QWidget()
    stack = QVBoxLayout(body)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(theme.current().space("half"))
    shown = [result for result in results if not result.damaged]
    if form and form.has_total and len(shown) > 1:
        drawn = MeasureChart(CHART)
        laid = chart.lay_out(replace(form, bands=(), change=None), shown, gap=ROOM)
        drawn.show_chart(laid, ", ".join(f"{_total(r)} on {_short(r, today)}" for r in shown))
        stack.addWidget(drawn)
    whole = [result for result in shown if scoring.is_certain(form, result)]
    if len(whole) > 1:
        stack.addWidget(Words(_difference(whole, today), "small", wraps=True))
    else:
        stack.addWidget(Words(times.in_full(results[-1].taken_on), "small"))
    return body


def _facts(
    today: date, client: Client, sessions: Sequence[Session], consents: Sequence[ClientConsent]
) -> Iterable[tuple[str, str]]:
    if client.damaged:
        yield (
            "File",
            "damaged: changed from outside, or worn out on the disk. A backup may hold it.",
        )
        return
    if len(client.people) > 1:
        yield "People", ", ".join(_who(each, today) for each in client.people)
    asked = [s for s in sessions if s.risk.strip() and s.number and not s.damaged]
    if asked:
        yield "Risk", f"{asked[-1].risk}, {times.in_short(asked[-1].starts_at, today)}"
    for label, words in (
        ("Rhythm", client.rhythm),
        ("Consent", _consent(client, consents)),
        ("Reason", client.reason),
        ("Medication", client.medication),
        ("Referred", f"by {client.referrer}" if client.referrer.strip() else ""),
    ):
        if words.strip():
            yield label, words


def _consent(client: Client, consents: Sequence[ClientConsent]) -> str:
    """Return what the file says of consent, and what stands in the register."""
    scopes = [consent.scope for consent in consents if consent.stands]
    listed = f"to {', '.join(scopes)}" if scopes else ""
    return "; ".join(part for part in (client.consent, listed) if part) or "nothing noted yet"


def _who(person: Person, today: date) -> str:
    left = f" (left {times.in_brief(person.left_on, today)})" if person.left_on else ""
    return f"{person.covered}{left}"


def _goal(goal: Goal, today: date) -> str:
    reached = goal.reached_on
    text = damage.words(goal.text)
    return f"{text} (reached {times.in_brief(reached, today)})" if reached else text


def _said(results: Sequence[MeasureResult]) -> str:
    return ", ".join(_total(result) for result in results)


def _total(result: MeasureResult) -> str:
    return "–" if result.total is None else str(result.total)


def _short(result: MeasureResult, today: date) -> str:
    return times.in_short(result.taken_on, today)


def _difference(results: Sequence[MeasureResult], today: date) -> str:
    """Say how the last total differs from the first that is shown; what it means is not ours."""
    by = (results[-1].total or 0) - (results[0].total or 0)
    since = times.in_brief(results[0].taken_on, today)
    if by == 0:
        return f"The same as on {since}."
    return f"{'Lower' if by < 0 else 'Higher'} by {abs(by)} than on {since}."
