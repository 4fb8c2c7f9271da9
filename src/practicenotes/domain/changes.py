"""What an operation touched, so that every view hears of it once."""

from collections.abc import Callable
from enum import Flag, auto
from typing import TypeVar


class Changes(Flag):
    """The kinds of thing that a write may touch."""

    NONE = 0
    PRACTITIONER = auto()
    CLIENTS = auto()
    SESSIONS = auto()
    NOTES = auto()
    GOALS = auto()
    MEASURES = auto()
    LETTERS = auto()
    SETTINGS = auto()
    REFLECTIONS = auto()
    STRAIN = auto()
    SUPERVISION = auto()
    CASELOAD = auto()
    HOURS = auto()
    CARDS = auto()
    WRITING = auto()
    ATTACHMENTS = auto()
    CONSENTS = auto()
    RECORD_REQUESTS = auto()


Operation = TypeVar("Operation", bound=Callable[..., object])


def writes(touched: Changes) -> Callable[[Operation], Operation]:
    """Mark an operation as a write that touches these kinds; an unmarked operation only reads."""

    def mark(operation: Operation) -> Operation:
        operation.touched = touched  # type: ignore[attr-defined]
        return operation

    return mark


def touched_by(operation: Callable[..., object]) -> Changes:
    """Return what the operation says that it touches."""
    return getattr(operation, "touched", Changes.NONE)
