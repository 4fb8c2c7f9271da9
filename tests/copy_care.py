"""What can be done about copies in tests of windows that are not about copies: nothing."""

from practicenotes.domain.copies import Overview
from practicenotes.ui.copies import CopyCare


def idle() -> CopyCare:
    """Return a care that copies nothing anywhere."""
    return CopyCare(
        copy_to=lambda place, _reason: place,
        is_apart=lambda _folder: False,
        overview=lambda _places: Overview((), {}),
        restore=lambda _file, folder: folder,
    )
