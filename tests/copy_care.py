"""What can be done about copies in tests of windows that are not about copies: nothing."""

from pathlib import Path

from practicenotes.domain.copies import Mended, Overview
from practicenotes.errors import BackupUnreadable
from practicenotes.ui.copies import CopyCare
from practicenotes.ui.earlier.inside import Inside


def idle() -> CopyCare:
    """Return a care that copies nothing anywhere."""
    return CopyCare(
        copy_to=lambda place, _reason: place,
        is_apart=lambda _folder: False,
        overview=lambda _places: Overview((), {}),
        restore=lambda _file, folder: folder,
        look_into=nothing,
        hand_over=lambda folder: folder,
        remove=lambda _file: None,
        mend=lambda _file: Mended(0, 0),
    )


def nothing(_file: str) -> Inside:
    """Look into a backup in which there is nothing."""
    raise BackupUnreadable(Path(_file))
