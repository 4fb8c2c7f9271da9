"""What can be wrong with a file from outside."""

from dataclasses import dataclass

from practicenotes.errors.base import PracticeNotesError


@dataclass(eq=False)
class ReadingStopped(PracticeNotesError):
    """The process that reads a file crashed over it, took too much, or answered nonsense."""

    name: str


@dataclass(eq=False)
class ShowingStopped(PracticeNotesError):
    """The same, with a file that is kept already and was to be shown."""

    name: str
