"""What can be done about the second passphrase; each may take seconds, and none knows of Qt."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SecondCare:
    """The acts of an open practice; what a passphrase is given for raises WrongPassphrase."""

    is_set: Callable[[], bool]
    is_shut: Callable[[], bool]
    strength: Callable[[str], int]  # of a passphrase, 0 to 4
    put: Callable[[str, str], None]  # that of the practice, and the new one
    change: Callable[[str, str], None]  # the one of now or the recovery key, and the new one
    take_away: Callable[[str], None]  # that of the practice
    reopen: Callable[[str], None]  # the second one or the recovery key
