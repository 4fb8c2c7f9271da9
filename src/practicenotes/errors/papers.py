"""What can be wrong with a paper."""

from dataclasses import dataclass
from pathlib import Path

from practicenotes.errors.base import PracticeNotesError


@dataclass(eq=False)
class SheetTooLong(PracticeNotesError):
    """A sheet for supervision is one page, and what was released for it takes more."""


@dataclass(eq=False)
class SheetEmpty(PracticeNotesError):
    """Nothing was released for a sheet for supervision."""


@dataclass(eq=False)
class PassageMoved(PracticeNotesError):
    """Words that are to be removed from this item of a record are not where they were."""

    item: str


@dataclass(eq=False)
class LetterIsDraft(PracticeNotesError):
    """A letter has no pages as they were approved while it is a draft."""

    letter_id: str


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
