"""Hypotheses about one client: each says what would count against it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.hypotheses import Hypothesis, HypothesisId, HypothesisState
from practicenotes.reflections import hypotheses
from practicenotes.ui.thoughts.ledger import Line
from practicenotes.ui.thoughts.part import LineKind
from practicenotes.ui.widgets.form import Field, Kind


LOOK_AGAIN = timedelta(weeks=4)  # from today, unless another day is chosen
AGAIN = "You wanted to look at this again. How does it stand now?"
CANNOT_LOSE = "What would count against it?"

_STATES = tuple((state, state.value) for state in HypothesisState)


def kind(now: Callable[[], datetime]) -> LineKind:
    """Return how hypotheses are shown and kept."""

    def today() -> date:
        return times.on_the_wall(now()).date()

    def begin(client_id: ClientId) -> Hypothesis:
        return Hypothesis(HypothesisId(""), client_id, "", look_again_on=today() + LOOK_AGAIN)

    return LineKind(
        name="hypothesis",
        words=(
            "Hypotheses",
            "What I suppose, and what would show me wrong.",
            "Add a hypothesis",
            "Nothing is supposed yet.",
        ),
        asks="A hypothesis",
        needed="words",
        read=lambda client_id: (hypotheses.of_client, client_id),
        add=lambda value: (hypotheses.add, value, now()),
        change=lambda value: (hypotheses.change, value, now()),
        remove=lambda value: (hypotheses.remove, value.id, now()),
        begin=begin,
        rows=rows,
        lines=lambda found: lines(found, today()),
    )


def lines(found: Sequence[Hypothesis], today: date) -> tuple[Line, ...]:
    """Return the open ones in their order, and behind them what has come of the others."""
    ordered = sorted(found, key=lambda each: each.state is not HypothesisState.OPEN)
    return tuple(_line(each, today) for each in ordered)


def _line(each: Hypothesis, today: date) -> Line:
    again, is_open = each.look_again_on, each.state is HypothesisState.OPEN
    aside = (
        f"look again on {times.in_brief(again, today)}" if is_open and again else each.state.value
    )
    more = (
        f"Against it: {each.against}" if each.can_lose else "",
        f"Learned: {each.learned}" if each.learned.strip() else "",
    )
    question = AGAIN if each.is_due(today) else ""
    if is_open and not each.can_lose:
        question = CANNOT_LOSE
    said = tuple(words for words in more if words)
    return Line(each.id, aside, each.words, said, question, damaged=each.damaged)


def rows(value: Hypothesis, known: bool) -> tuple[Field, ...]:
    """Return the fields of a hypothesis; what became of it is asked of a known one only."""
    asked = (
        Field("words", "I &suppose that", Kind.LINES, value.words),
        Field("against", "What would count a&gainst it", Kind.LINES, value.against),
        Field("look_again_on", "Look again &on", Kind.DAY, value.look_again_on),
    )
    then = (
        Field("state", "What &became of it", Kind.SEGMENTS, value.state, options=_STATES),
        Field("learned", "What I &learned", Kind.LINES, value.learned),
    )
    return (*asked, *then) if known else asked
