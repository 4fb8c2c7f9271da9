"""A therapist's own pull: feelings, the body, urges, and with whom each comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NewType

from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


PullId = NewType("PullId", str)


class PullKind(Enum):
    """Where a pull showed."""

    FEELING = "feeling"
    BODY = "body"
    URGE = "urge"


SUGGESTED = {
    PullKind.FEELING: (
        *("tender", "irritated", "bored", "anxious", "guilty", "proud", "sad", "helpless"),
        *("admiring", "envious", "ashamed", "hopeful"),
    ),
    PullKind.BODY: (
        *("tired", "tense shoulders", "shallow breath", "heavy", "restless", "warm", "cold"),
        "knot in the stomach",
    ),
    PullKind.URGE: (
        *("to rescue", "to explain", "to please", "to argue", "to end early", "to run over"),
        *("to tell about myself", "to avoid the subject"),
    ),
}


@dataclass(frozen=True, slots=True)
class Pull:
    """One feeling, sensation or urge of the therapist's own, as it was noticed in one session."""

    id: PullId
    session_id: SessionId
    client_id: ClientId
    kind: PullKind
    name: str
    words: str = ""
    noticed_at: datetime | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One pull across the caseload: with whom it was noticed, in how many sessions, and when.

    `with_whom` begins with whom it was noticed last; each stands there with the sessions, latest
    first.
    """

    kind: PullKind
    name: str
    with_whom: tuple[tuple[ClientId, tuple[SessionId, ...]], ...]

    @property
    def count(self) -> int:
        """In how many sessions it was noticed."""
        return sum(len(sessions) for _, sessions in self.with_whom)


def recurrences(pulls: Sequence[Pull]) -> tuple[Recurrence, ...]:
    """Gather pulls of one kind and name, whatever the case of its letters; latest noticed first.

    Args:
        pulls: as they were noticed, oldest first. A damaged one is left out.
    """
    found: dict[tuple[PullKind, str], dict[ClientId, dict[SessionId, None]]] = {}
    names: dict[tuple[PullKind, str], str] = {}
    for pull in reversed(pulls):
        if pull.damaged:
            continue
        key = (pull.kind, pull.name.strip().casefold())
        names.setdefault(key, pull.name.strip())
        found.setdefault(key, {}).setdefault(pull.client_id, {})[pull.session_id] = None
    return tuple(
        Recurrence(kind, names[kind, key], _with_whom(clients))
        for (kind, key), clients in found.items()
    )


def _with_whom(
    clients: dict[ClientId, dict[SessionId, None]],
) -> tuple[tuple[ClientId, tuple[SessionId, ...]], ...]:
    return tuple((client_id, tuple(sessions)) for client_id, sessions in clients.items())
