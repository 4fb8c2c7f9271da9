"""What the first run asks of the program; `app` hands it in, and nothing here knows of Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


Groups = tuple[str, ...]  # the nine groups of a recovery key


class Beginning(Enum):
    """How the therapist wants to begin."""

    FIRST_CLIENT = "first client"
    SAMPLE = "sample"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Needs:
    """Functions for the steps; those marked slow run off the UI thread."""

    folder: Path  # where a practice is offered to live
    strength: Callable[[str], int]  # 0 to 4
    check: Callable[[str], None]  # raises PassphraseRefused
    suggest: Callable[[], str]  # six words
    create: Callable[[Path, str], Groups]  # slow; makes the practice and keeps it open
    try_recovery: Callable[[str], object]  # slow; really unlocks with a typed key
    recovery_sheet: Callable[[Groups], bytes]  # slow; the sheet as a PDF
    offers_sample: bool = True
