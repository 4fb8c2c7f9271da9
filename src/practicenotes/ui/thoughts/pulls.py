"""The therapist's own pull with one client: what came back, and when."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import pulls as rules
from practicenotes.domain.reflections.pulls import Pull, PullId, PullKind
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import pulls
from practicenotes.ui.thoughts.ledger import Line
from practicenotes.ui.thoughts.part import LineKind
from practicenotes.ui.widgets.form import Field, Kind


_KINDS = tuple((kind, kind.value) for kind in PullKind)
_FOR_EXAMPLE = (*rules.SUGGESTED[PullKind.FEELING][:4], *rules.SUGGESTED[PullKind.URGE][:3])


def kind(now: Callable[[], datetime], held: Mapping[SessionId, date]) -> LineKind:
    """Return how pulls are shown and kept; `held` are the sessions they can be of, latest first."""

    def begin(client_id: ClientId) -> Pull:
        return Pull(PullId(""), next(iter(held)), client_id, PullKind.FEELING, "")

    def rows(value: Pull, known: bool) -> tuple[Field, ...]:  # noqa: ARG001 - all are asked so
        days = {session_id: times.in_full(day) for session_id, day in held.items()}
        days.setdefault(value.session_id, "a session that is no longer in the diary")
        when = tuple(days.items())
        example = f"For example {', '.join(_FOR_EXAMPLE)}."
        return (
            Field("kind", "&Kind", Kind.SEGMENTS, value.kind, options=_KINDS),
            Field("name", "&In a word", Kind.LINE, value.name, example),
            Field("words", "&When it came", Kind.LINES, value.words),
            Field("session_id", "In the &hour of", Kind.CHOICE, value.session_id, options=when),
        )

    return LineKind(
        name="pull",
        words=(
            "My own pull",
            "Feelings, the body, urges: what is unlike me?",
            "Add a pull",
            "Nothing is noticed yet.",
        ),
        asks="My own pull",
        needed="name",
        read=lambda client_id: (pulls.of_client, client_id),
        add=lambda value: (pulls.add, value, now()),
        change=lambda value: (pulls.change, value),
        remove=lambda value: (pulls.remove, value.id, now()),
        begin=begin,
        rows=rows,
        lines=lambda found: lines(found, held, times.on_the_wall(now()).date()),
    )


def lines(found: Sequence[Pull], days: Mapping[SessionId, date], today: date) -> tuple[Line, ...]:
    """Return each pull with its day, latest first; the latest says when it was there before."""
    before = {
        (each.kind, each.name.casefold()): each.with_whom[0][1][1:]
        for each in rules.recurrences(found)
    }
    said = []
    for pull in reversed(found):
        earlier = before.pop((pull.kind, pull.name.strip().casefold()), ())
        also = [times.in_brief(days[each], today) for each in earlier if each in days]
        more = (pull.words.strip(), f"Also on {', '.join(also)}." if also else "")
        day = days.get(pull.session_id)
        aside = f"{times.in_brief(day, today)}, {pull.kind.value}" if day else pull.kind.value
        words = tuple(part for part in more if part)
        said.append(Line(pull.id, aside, pull.name, words, damaged=pull.damaged))
    return tuple(said)
