"""A copy of the practice that goes on later than the one that is open, and what is said of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from practicenotes.domain import times


class Kind(Enum):
    """What lies there; with it goes what can be done."""

    FOLDER = " At the prompt, “Open another” opens it."
    BACKUP = " At the prompt, “Restore from a backup” makes a practice of it."
    FILE = ""  # beside the practice's own files: it is no practice by itself


@dataclass(frozen=True, slots=True)
class Newer:
    """Where it lies, and when the therapist last did something in it, or when it was made.

    `parted` says that this practice has entries, too, that the copy has not.
    """

    path: Path
    at: datetime
    kind: Kind
    parted: bool = False


def said(found: Newer) -> str:
    """Return what is said of it."""
    wall = times.on_the_wall(found.at)
    when = f"{times.in_full(wall.date())}, {times.clock(wall)}"
    parted = " Each has entries that the other has not." if found.parted else ""
    told = f"A copy from {when}, is newer than this one. It is {found.path}."
    return f"{told}{parted}{found.kind.value}"
