"""Copies of the practice's own files that another program left beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class Course(Enum):
    """How a copy stands to the practice, as the ends of their trails tell."""

    SAME = "the same"
    BEHIND = "behind"  # the practice goes on from it
    AHEAD = "ahead"  # it goes on from the practice
    PARTED = "parted"  # each has what the other has not
    DAMAGED = "damaged"
    STRANGE = "other keys"  # it has the name of a store, and does not open with these keys
    UNSEEN = "not looked at"  # it belongs to this practice, and more could not be found out


@dataclass(frozen=True, slots=True)
class Stray:
    """One copy of the "record", of the "private" store or of a key file ("keys")."""

    name: str
    of: str
    course: Course
    ends: datetime | None = None  # the last entry of its trail
    here: datetime | None = None  # that of the practice
    holds: Mapping[str, int] = field(default_factory=dict)
    holds_here: Mapping[str, int] = field(default_factory=dict)

    @property
    def can_be_compared(self) -> bool:
        """Whether it is a record that can be read."""
        return self.of == "record" and self.course in _READ


_READ = {Course.SAME, Course.BEHIND, Course.AHEAD, Course.PARTED}
