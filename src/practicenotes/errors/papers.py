"""What can be wrong with a paper."""

from dataclasses import dataclass

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
