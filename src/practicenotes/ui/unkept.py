"""What is said about words that no store takes at the moment, while that is tried again."""

from practicenotes import messages
from practicenotes.errors import (
    DiskFailing,
    DiskFull,
    StoreDamaged,
    StoreLost,
    StoreReadOnly,
    VaultBusy,
)


KEPT = "What you wrote stays here and is tried again."
_TRY = " and try again."  # nobody need do that: it is done by itself
_BY_ITSELF = ": what you wrote since stays here, and is then saved by itself."
_OF_THE_DISK = (DiskFull, StoreReadOnly, StoreLost, DiskFailing, StoreDamaged, VaultBusy)


def is_told(error: Exception) -> bool:
    """Whether the window says over every page, while it lasts, that this keeps words unsaved."""
    return isinstance(error, _OF_THE_DISK)


def sentence(error: Exception) -> str:
    """Return why they are not saved, where they are meanwhile, and what to do."""
    said = messages.sentence(error)
    if said.endswith(_TRY):
        return said.removesuffix(_TRY) + _BY_ITSELF
    return f"{said} {KEPT}"
