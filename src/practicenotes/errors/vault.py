"""What can be wrong with a practice, its folder and its files."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from practicenotes.errors.base import PracticeNotesError


@dataclass(eq=False)
class VaultMissing(PracticeNotesError):
    """The folder is not a vault: it has no key header and no store."""

    folder: Path


@dataclass(eq=False)
class FolderInside(PracticeNotesError):
    """A folder for what is to be safe apart from the practice lies in the practice itself."""

    folder: Path


@dataclass(eq=False)
class FolderInUse(PracticeNotesError):
    """A new vault was asked for in a folder that already holds something."""

    folder: Path


@dataclass(eq=False)
class FolderSynchronised(PracticeNotesError):
    """Another program keeps this folder in step with other computers: no place for a vault."""

    folder: Path
    service: str


@dataclass(eq=False)
class FolderNotWritable(PracticeNotesError):
    """The folder does not let this program write."""

    folder: Path


@dataclass(eq=False)
class FolderMissing(FolderNotWritable):
    """There is no folder of this name, as on a disk that is not connected."""


@dataclass(eq=False)
class NameTooLong(PracticeNotesError):
    """The disk takes no name that long."""

    name: str


@dataclass(eq=False)
class FileNotReadable(PracticeNotesError):
    """The file or folder does not let this program read; what it holds is not known."""

    path: Path


@dataclass(eq=False)
class FileMissing(FileNotReadable):
    """There is no file of this name, as on a disk that is not connected."""


@dataclass(eq=False)
class PassphraseRefused(PracticeNotesError):
    """A new passphrase breaks a rule.

    `reason` is too_short, too_long, common, about_you, half_sign, same, first or second. For
    the file of a paper it is none, untypable or long_for_pdf.
    """

    reason: str
    least: int = 15


@dataclass(eq=False)
class VaultBusy(PracticeNotesError):
    """The vault is open in another program or on another computer.

    `left` says that it may be: it was opened there and not closed, and locks do not tell.
    """

    folder: Path
    host: str | None = None
    since: datetime | None = None
    left: bool = False
    is_elsewhere: bool = False  # on a computer of another name than this one


@dataclass(eq=False)
class PracticeHandedOver(PracticeNotesError):
    """Something was to be written in a copy of the practice that went to another computer."""

    at: datetime


@dataclass(eq=False)
class VaultNewer(PracticeNotesError):
    """The vault was written by a newer PracticeNotes; nothing was changed.

    `needs` is the version of the program that opens it, where that is known; `why` what is newer.
    """

    folder: Path
    needs: str = ""
    why: str = ""


@dataclass(eq=False)
class HeaderDamaged(PracticeNotesError):
    """Neither copy of the key header can be read."""

    folder: Path


@dataclass(eq=False)
class HeaderTampered(PracticeNotesError):
    """The key header was changed by something that does not hold the key."""

    folder: Path


@dataclass(eq=False)
class StoreDamaged(PracticeNotesError):
    """A database of the vault is missing, cut short or damaged."""

    path: Path
    how: str = ""  # as vault/damage.py tells it, if anybody looked; "place" if the rest opens


@dataclass(eq=False)
class ReflectionsDamaged(StoreDamaged):
    """The reflections do not open with their own passphrase; the record is open beside them."""


@dataclass(eq=False)
class StoreClosed(PracticeNotesError):
    """The vault was locked while something was still to be done."""


@dataclass(eq=False)
class TextBroken(PracticeNotesError):
    """A text holds half a sign (a lone surrogate), which no store can keep."""


@dataclass(eq=False)
class WorkUnsaved(PracticeNotesError):
    """What was written last could not be saved, and the window was to be closed."""


@dataclass(eq=False)
class RowDamaged(PracticeNotesError):
    """A row does not carry the mark of this vault: it was changed from outside or has decayed."""

    table: str
    id: str


@dataclass(eq=False)
class BackupNotVerified(PracticeNotesError):
    """A fresh backup did not pass its own check and was not kept."""

    path: Path


@dataclass(eq=False)
class ArchiveUnreadable(PracticeNotesError):
    """The file is not an archive of reflections, or it is damaged."""

    path: Path


@dataclass(eq=False)
class ArchiveMissing(ArchiveUnreadable):
    """There is no file of this name, as on a disk that is not connected."""


@dataclass(eq=False)
class ArchiveLocked(PracticeNotesError):
    """The passphrase does not open this archive."""

    path: Path


@dataclass(eq=False)
class LibraryTooOld(PracticeNotesError):
    """The encrypted SQLite library on this computer is older than this program allows."""

    found: str
    needed: str
