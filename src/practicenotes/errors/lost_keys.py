"""What can be wrong with keys that come out of a backup."""

from dataclasses import dataclass
from pathlib import Path

from practicenotes.errors.base import PracticeNotesError


@dataclass(eq=False)
class KeysUnfit(PracticeNotesError):
    """The keys in a backup do not open the stores in this folder."""

    folder: Path
