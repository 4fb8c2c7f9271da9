"""Every error that is raised on purpose; each carries facts, `messages.py` holds the sentences."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from practicenotes.errors.base import PracticeNotesError as PracticeNotesError
from practicenotes.errors.base import ProgramIncomplete as ProgramIncomplete
from practicenotes.errors.disk import DiskFailing as DiskFailing
from practicenotes.errors.disk import DiskFull as DiskFull
from practicenotes.errors.disk import StoreChanged as StoreChanged
from practicenotes.errors.disk import StoreLost as StoreLost
from practicenotes.errors.disk import StoreReadOnly as StoreReadOnly
from practicenotes.errors.elsewhere import WordsOfOthers as WordsOfOthers
from practicenotes.errors.elsewhere import WordsUnreadable as WordsUnreadable
from practicenotes.errors.files import ReadingStopped as ReadingStopped
from practicenotes.errors.files import ShowingStopped as ShowingStopped
from practicenotes.errors.keys import ExecutorKeyMistyped as ExecutorKeyMistyped
from practicenotes.errors.keys import KeysUnfit as KeysUnfit
from practicenotes.errors.keys import MemoryShort as MemoryShort
from practicenotes.errors.keys import OpenForReading as OpenForReading
from practicenotes.errors.keys import RecoveryKeyMistyped as RecoveryKeyMistyped
from practicenotes.errors.keys import ReflectionsShut as ReflectionsShut
from practicenotes.errors.keys import ReflectionsUnsaved as ReflectionsUnsaved
from practicenotes.errors.keys import ReflectionsUnsettled as ReflectionsUnsettled
from practicenotes.errors.keys import SecondPassphraseUntold as SecondPassphraseUntold
from practicenotes.errors.keys import WrongExecutorKey as WrongExecutorKey
from practicenotes.errors.keys import WrongPassphrase as WrongPassphrase
from practicenotes.errors.keys import WrongRecoveryKey as WrongRecoveryKey
from practicenotes.errors.keys import WrongSecondPassphrase as WrongSecondPassphrase
from practicenotes.errors.papers import LetterIsDraft as LetterIsDraft
from practicenotes.errors.papers import PassageMoved as PassageMoved
from practicenotes.errors.papers import SheetEmpty as SheetEmpty
from practicenotes.errors.papers import SheetTooLong as SheetTooLong


# --- the vault ---------------------------------------------------------------------------------


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
class NameTooLong(PracticeNotesError):
    """The disk takes no name that long."""

    name: str


@dataclass(eq=False)
class FileNotReadable(PracticeNotesError):
    """The file or folder does not let this program read; what it holds is not known."""

    path: Path


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
    how: str = ""  # as vault/damage.py tells it, if anybody looked


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
class BackupUnreadable(PracticeNotesError):
    """The file is not a backup of PracticeNotes, or it is damaged."""

    path: Path
    why: str = ""


@dataclass(eq=False)
class BackupNotVerified(PracticeNotesError):
    """A fresh backup did not pass its own check and was not kept."""

    path: Path


@dataclass(eq=False)
class ArchiveUnreadable(PracticeNotesError):
    """The file is not an archive of reflections, or it is damaged."""

    path: Path


@dataclass(eq=False)
class ArchiveLocked(PracticeNotesError):
    """The passphrase does not open this archive."""

    path: Path


@dataclass(eq=False)
class LibraryTooOld(PracticeNotesError):
    """The encrypted SQLite library on this computer is older than this program allows."""

    found: str
    needed: str


# --- the record --------------------------------------------------------------------------------


@dataclass(eq=False)
class NotFound(PracticeNotesError):
    """Nothing is kept under this id; `what` is the noun: client, session, note, letter."""

    what: str
    id: str


@dataclass(eq=False)
class NameMissing(PracticeNotesError):
    """A client needs a code name."""


@dataclass(eq=False)
class CodeNameTaken(PracticeNotesError):
    """Another client already has this code name."""

    code_name: str


@dataclass(eq=False)
class NoteSigned(PracticeNotesError):
    """A signed note cannot be changed; an addendum can be added."""

    note_id: str


@dataclass(eq=False)
class NoteEmpty(PracticeNotesError):
    """A note without a word in it cannot be signed."""

    note_id: str


@dataclass(eq=False)
class NoteNotSigned(PracticeNotesError):
    """An addendum belongs to a signed note; a draft is simply changed."""

    note_id: str


@dataclass(eq=False)
class ReasonMissing(PracticeNotesError):
    """What was asked for is done with a reason, and none was given."""


@dataclass(eq=False)
class WithdrawalClosed(PracticeNotesError):
    """The signature of this note can no longer be withdrawn, or never could."""

    note_id: str


@dataclass(eq=False)
class ReflectionStands(PracticeNotesError):
    """Another reflection was begun on the session by now."""

    session_id: str


@dataclass(eq=False)
class AnswerUnseen(PracticeNotesError):
    """A note cannot be signed before an answer of its session that asks to be seen was seen."""

    name: str
    item: int
    result_id: str


@dataclass(eq=False)
class AnswerUnknown(PracticeNotesError):
    """A questionnaire does not offer what question `item` was answered with."""

    name: str
    item: int


@dataclass(eq=False)
class TotalOutside(PracticeNotesError):
    """A total, or a part of one, does not lie between the ends of its questionnaire."""

    name: str
    least: int
    most: int


@dataclass(eq=False)
class PartsDiffer(PracticeNotesError):
    """The parts of a questionnaire come to another sum than its total."""

    name: str
    total: int
    parts: int


@dataclass(eq=False)
class ResultStands(PracticeNotesError):
    """A result can be corrected on the day on which it was filed, and not later."""

    result_id: str


@dataclass(eq=False)
class RightMissing(PracticeNotesError):
    """A questionnaire of one's own needs the declaration that it may be used."""


@dataclass(eq=False)
class MeasureTaken(PracticeNotesError):
    """There is another questionnaire of this id already."""

    measure_id: str


@dataclass(eq=False)
class FormTaken(PracticeNotesError):
    """What comes in has the id of another; `own` says whether it could be its version."""

    form_id: str
    own: bool = False
    what: str = "form"


@dataclass(eq=False)
class LetterApproved(PracticeNotesError):
    """An approved letter cannot be changed; a new version can be written."""

    letter_id: str


@dataclass(eq=False)
class LetterUnfinished(PracticeNotesError):
    """A letter still has empty places and cannot be printed or approved."""

    places: tuple[str, ...]


@dataclass(eq=False)
class ConsentMissing(PracticeNotesError):
    """A letter cannot be approved before it is said that the client agreed."""

    letter_id: str


@dataclass(eq=False)
class SearchUnclear(PracticeNotesError):
    """There is nothing to search for in what was typed."""

    words: str


@dataclass(eq=False)
class CardAsGiven(PracticeNotesError):
    """A card that the client filled in and gave back stays as it was given."""

    card_id: str


@dataclass(eq=False)
class FileTooLarge(PracticeNotesError):
    """A file is larger than what the record keeps as one; `most` is in megabytes."""

    name: str
    most: int


@dataclass(eq=False)
class FileEmpty(PracticeNotesError):
    """A file without a byte in it is not worth keeping."""

    name: str


@dataclass(eq=False)
class NotAFile(PracticeNotesError):
    """A folder, a device or anything else that is no ordinary file was to be kept."""

    name: str


@dataclass(eq=False)
class PagesUnreadable(PracticeNotesError):
    """The pages or dots of a file that is kept cannot be made out: damaged, or protected."""


@dataclass(eq=False)
class PictureTooLarge(PracticeNotesError):
    """A picture or page that is kept has more dots than can be drawn."""


@dataclass(eq=False)
class FileUnshowable(PracticeNotesError):
    """A file that is kept is of a kind that nothing here can show."""


@dataclass(eq=False)
class AlreadyCompared(PracticeNotesError):
    """A guess or a second look stays as it was once it was laid beside the other side."""

    what: str


# --- catalog and papers ------------------------------------------------------------------------


@dataclass(eq=False)
class CatalogBroken(PracticeNotesError):
    """A template, letter kind or facet file breaks a rule: `where` names the place in the file."""

    file: str
    where: str
    why: str


@dataclass(eq=False)
class GlyphMissing(PracticeNotesError):
    """The fonts of the letter have no sign for some characters."""

    characters: str


@dataclass(eq=False)
class TargetExists(PracticeNotesError):
    """Something of that name is already there and is not overwritten."""

    path: Path


@dataclass(eq=False)
class UnknownKind(PracticeNotesError):
    """No template, letter kind or measure has this id; `known` lists those that exist."""

    what: str
    id: str
    known: tuple[str, ...] = ()


# --- the terminal ------------------------------------------------------------------------------


@dataclass(eq=False)
class PassphraseUnread(PracticeNotesError):
    """No passphrase could be read; `why` says what was wrong."""

    why: str


@dataclass(eq=False)
class ArgumentMissing(PracticeNotesError):
    """A command was given too little: `wants` names what it needs."""

    command: str
    wants: str


# --- writing -----------------------------------------------------------------------------------


@dataclass(eq=False)
class PasteTooLong(PracticeNotesError):
    """More was pasted at once than a note takes; the note is as it was."""

    length: int
    most: int


@dataclass(eq=False)
class SnippetKeyTaken(PracticeNotesError):
    """Another snippet of this side has this key."""

    key: str


@dataclass(eq=False)
class DictionaryBroken(PracticeNotesError):
    """The files of a spelling dictionary cannot be read as one."""

    language: str
