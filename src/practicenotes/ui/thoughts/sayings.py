"""The client's own words about us, as a dated ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.sayings import Saying, SayingId
from practicenotes.reflections import sayings
from practicenotes.ui.thoughts.ledger import Line
from practicenotes.ui.thoughts.part import LineKind
from practicenotes.ui.widgets.form import Field, Kind


def kind(now: Callable[[], datetime]) -> LineKind:
    """Return how sayings are shown and kept."""

    def begin(client_id: ClientId) -> Saying:
        return Saying(SayingId(""), client_id, times.on_the_wall(now()).date(), "")

    return LineKind(
        name="saying",
        words=(
            "In the client’s words",
            "What was said about me, or about us.",
            "Add words",
            "Nothing is written down yet.",
        ),
        asks="The client’s words",
        needed="words",
        read=lambda client_id: (sayings.of_client, client_id),
        add=lambda value: (sayings.add, value, now()),
        change=lambda value: (sayings.change, value, now()),
        remove=lambda value: (sayings.remove, value.id, now()),
        begin=begin,
        rows=_rows,
        lines=_lines,
        written=_written,
    )


def _lines(found: Sequence[Saying]) -> tuple[Line, ...]:
    return tuple(
        Line(
            each.id,
            times.in_full(each.said_on),
            f"“{each.words}”",
            (each.thought,) if each.thought.strip() else (),
            damaged=each.damaged,
        )
        for each in found
    )


def _rows(value: Saying, known: bool) -> tuple[Field, ...]:  # noqa: ARG001 - all kinds are asked so
    return (
        Field("words", "The client &said", Kind.LINES, value.words, "As exactly as you remember."),
        Field("said_on", "&On", Kind.DAY, value.said_on),
        Field("thought", "What I &thought", Kind.LINES, value.thought),
    )


def _written(value: Saying, typed: Mapping[str, Any]) -> Saying:
    """Return what was typed; without a day it stays the day it had."""
    return replace(value, **{**typed, "said_on": typed["said_on"] or value.said_on})
