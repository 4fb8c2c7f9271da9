"""What can be amiss with the file of a backup."""

from dataclasses import dataclass
from pathlib import Path

from practicenotes.errors.base import PracticeNotesError
from practicenotes.errors.vault import VaultNewer


@dataclass(eq=False)
class BackupUnreadable(PracticeNotesError):
    """The file is not a backup of PracticeNotes, or it is damaged."""

    path: Path
    why: str = ""


@dataclass(eq=False)
class BackupMissing(BackupUnreadable):
    """There is no file of this name, as on a disk that is not connected."""


@dataclass(eq=False)
class BackupKeysDiffer(PracticeNotesError):
    """The keys of the open practice do not fit a backup: it is another one's, older, or changed."""

    path: Path


@dataclass(eq=False)
class BackupNewer(VaultNewer):
    """A backup was made by a newer PracticeNotes; the practice itself may be of this one."""
