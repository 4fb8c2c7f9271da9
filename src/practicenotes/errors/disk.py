"""What a disk can do to what is to be saved."""

from dataclasses import dataclass
from pathlib import Path

from practicenotes.errors.base import PracticeNotesError


@dataclass(eq=False)
class DiskFull(PracticeNotesError):
    """The disk took no more; what was saved before is intact."""

    path: Path | None = None


@dataclass(eq=False)
class StoreReadOnly(PracticeNotesError):
    """The store can be read and not written."""

    path: Path | None = None


@dataclass(eq=False)
class OpenedReadOnly(StoreReadOnly):
    """It could not be written when it was opened, and is not before it is opened anew."""


@dataclass(eq=False)
class StoreLost(PracticeNotesError):
    """The file of an open store was moved or replaced; nothing is written to it."""

    path: Path | None = None


@dataclass(eq=False)
class StoreChanged(StoreLost):
    """Another file has its name by now, or the file was changed meanwhile."""


@dataclass(eq=False)
class DiskFailing(PracticeNotesError):
    """The disk did not do what it was asked."""

    path: Path
