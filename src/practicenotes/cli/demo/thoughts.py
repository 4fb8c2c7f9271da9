"""What the fictional therapist thinks between the hours, read from `resources/demo`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.endings import Ending
from practicenotes.domain.reflections.hypotheses import Hypothesis, HypothesisId, HypothesisState
from practicenotes.domain.reflections.learnings import Learning, monday_of
from practicenotes.domain.reflections.pulls import Pull, PullId, PullKind
from practicenotes.domain.reflections.sayings import Saying, SayingId
from practicenotes.domain.sessions import SessionId


_Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Thoughts:
    """About one client: pulls by the day of their session, and what belongs to no single hour."""

    pulls: tuple[tuple[date, Pull], ...] = ()
    sayings: tuple[Saying, ...] = ()
    hypotheses: tuple[tuple[date, Hypothesis], ...] = ()  # by the day on which each was made
    ending: Ending | None = None

    def of(self, client_id: ClientId) -> "Thoughts":
        """Return the same about a client who has an id by now."""
        return Thoughts(
            pulls=tuple((day, replace(each, client_id=client_id)) for day, each in self.pulls),
            sayings=tuple(replace(each, client_id=client_id) for each in self.sayings),
            hypotheses=tuple(
                (day, replace(each, client_id=client_id)) for day, each in self.hypotheses
            ),
            ending=replace(self.ending, client_id=client_id) if self.ending else None,
        )


NO_THOUGHTS = Thoughts()


def read(told: _Table, today: date) -> Thoughts:
    """Return the thoughts about one client, dated from today."""
    nobody = ClientId("")
    return Thoughts(
        pulls=tuple((_ago(today, each), _pull(each, nobody)) for each in told.get("pulls", ())),
        sayings=tuple(
            Saying(SayingId(""), nobody, _ago(today, each), each["words"], each.get("thought", ""))
            for each in told.get("sayings", ())
        ),
        hypotheses=tuple(
            (_ago(today, each), _hypothesis(each, nobody, today))
            for each in told.get("hypotheses", ())
        ),
        ending=Ending(nobody, **told["ending"]) if "ending" in told else None,
    )


def read_learnings(told: _Table, today: date) -> tuple[tuple[Learning, tuple[str, ...]], ...]:
    """Return what past weeks taught, each with the code names of the clients it came from."""
    return tuple(
        (
            Learning(monday_of(today - timedelta(weeks=each["weeks_before"])), each["words"]),
            tuple(each["clients"]),
        )
        for each in told.get("learnings", ())
    )


def _pull(told: _Table, nobody: ClientId) -> Pull:
    kind = PullKind(told["kind"])
    return Pull(PullId(""), SessionId(""), nobody, kind, told["name"], told.get("words", ""))


def _hypothesis(told: _Table, nobody: ClientId, today: date) -> Hypothesis:
    return Hypothesis(
        HypothesisId(""),
        nobody,
        told["words"],
        told.get("against", ""),
        today + timedelta(days=told["look_again_in"]) if "look_again_in" in told else None,
        HypothesisState(told.get("state", HypothesisState.OPEN)),
        told.get("learned", ""),
    )


def _ago(today: date, told: _Table) -> date:
    return today - timedelta(days=told["days_before"])
