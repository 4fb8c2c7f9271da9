"""What runs through more than one hour: own pull, guesses that can lose, words kept, learning."""

from enum import Enum


class PullKind(Enum):
    """Where a therapist's own pull showed."""

    FEELING = "feeling"
    BODY = "body"
    URGE = "urge"


class HypothesisState(Enum):
    """What became of a hypothesis."""

    OPEN = "open"
    HELD = "held up"
    CHANGED = "changed"
    DROPPED = "dropped"
