"""What every error that is raised on purpose is."""

from dataclasses import dataclass


class PracticeNotesError(Exception):
    """Something went wrong that the therapist can be told about in one plain sentence."""


@dataclass(eq=False)
class ProgramIncomplete(PracticeNotesError):
    """A part of the program cannot be loaded: it was removed in part, or its disk fails."""


@dataclass(eq=False)
class MemoryShort(PracticeNotesError):
    """The computer has not enough memory left for what was asked; what was saved is intact."""
