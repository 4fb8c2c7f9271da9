"""What can be wrong with a file of words that were saved elsewhere."""

from dataclasses import dataclass
from pathlib import Path

from practicenotes.errors.base import PracticeNotesError


@dataclass(eq=False)
class WordsUnreadable(PracticeNotesError):
    """The file holds no words that were saved elsewhere, or holds them damaged."""

    path: Path | None = None


@dataclass(eq=False)
class WordsOfOthers(PracticeNotesError):
    """The keys of this practice do not open the words in this file."""

    path: Path
