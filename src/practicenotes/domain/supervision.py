"""What is taken to supervision: a question, and a disguised sheet of released sentences only."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DisguisedSheet:
    """One page for a supervisor: every sentence on it was seen and released by the therapist."""

    alias: str
    question: str
    sentences: tuple[str, ...]
    prepared_on: date
