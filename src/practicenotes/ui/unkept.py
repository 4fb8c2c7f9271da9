"""What is said about words that no store takes at the moment, while that is tried again."""

from practicenotes import messages
from practicenotes.errors import (
    DiskFailing,
    DiskFull,
    OpenedReadOnly,
    StoreChanged,
    StoreDamaged,
    StoreLost,
    StoreReadOnly,
    VaultBusy,
)


STAYS = "What you wrote is not saved yet, and stays here."
ONLY_READ = (
    "The practice can be read but not written. {stays} Allow writing in its folder, save this"
    " elsewhere, open the program anew, and bring it back with the File menu."
)
KEPT = "What you wrote is not saved yet: it stays here and is tried again."
_TRY = " and try again."  # nobody need do that: it is done by itself
_BY_ITSELF = ": what you wrote since stays here, and is then saved by itself."
_OF_THE_DISK = (DiskFull, StoreReadOnly, StoreLost, DiskFailing, StoreDamaged, VaultBusy)


def is_told(error: Exception) -> bool:
    """Whether the window says over every page, while it lasts, that this keeps words unsaved."""
    return isinstance(error, _OF_THE_DISK)


def waits_for_another(error: Exception) -> bool:
    """Whether no store takes them before the program is opened anew."""
    return isinstance(error, StoreChanged | OpenedReadOnly)


class Once:
    """Lets the window tell each trouble once, however often it is tried again."""

    def __init__(self) -> None:
        self._told = ""

    def claims(self, error: Exception) -> bool:
        """Whether nothing more is to be told: it stands over every page, or was told before."""
        before, self._told = self._told, messages.sentence(error)
        return is_told(error) or self._told == before

    def over(self) -> None:
        """Hear that it was kept after all; what comes then is told anew."""
        self._told = ""


def sentence(error: Exception) -> str:
    """Return why they are not saved, where they are meanwhile, and what to do."""
    if isinstance(error, OpenedReadOnly):  # a lock does not help: it closes nothing that waits
        return ONLY_READ.format(stays=STAYS)
    said = messages.sentence(error)
    if isinstance(error, StoreChanged):
        return f"{said} {STAYS}"
    if said.endswith(_TRY):
        return said.removesuffix(_TRY) + _BY_ITSELF
    return f"{said} {KEPT}"
