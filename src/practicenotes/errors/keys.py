"""What can be amiss with a key, and with what somebody does who holds it."""

from dataclasses import dataclass
from pathlib import Path

from practicenotes.errors.base import PracticeNotesError


@dataclass(eq=False)
class WrongPassphrase(PracticeNotesError):
    """The passphrase does not open this vault."""


@dataclass(eq=False)
class WrongSecondPassphrase(WrongPassphrase):
    """The passphrase does not open the reflections, which it is to go on opening."""


@dataclass(eq=False)
class SecondPassphraseUntold(PracticeNotesError):
    """All keys were to be replaced, and nobody said whether the second passphrase is to stay."""


@dataclass(eq=False)
class WrongRecoveryKey(PracticeNotesError):
    """The recovery key is well formed and does not open this vault."""


@dataclass(eq=False)
class RecoveryKeyMistyped(PracticeNotesError):
    """The typed recovery key cannot be right; `groups` are the doubtful groups, counted from 1."""

    groups: tuple[int, ...] = ()


@dataclass(eq=False)
class WrongExecutorKey(PracticeNotesError):
    """The executor's key is well formed and does not open this vault: perhaps it is one of two."""


@dataclass(eq=False)
class ExecutorKeyMistyped(RecoveryKeyMistyped):
    """The typed executor's key cannot be right; `part` is 1 or 2 where it is one of two."""

    part: int = 0


@dataclass(eq=False)
class ReflectionsShut(PracticeNotesError):
    """Something needs the reflections while their own passphrase keeps them closed."""


@dataclass(eq=False)
class ReflectionsUnsaved(PracticeNotesError):
    """The reflections were to be opened or closed while something written is not saved yet."""


@dataclass(eq=False)
class ReflectionsUnsettled(PracticeNotesError):
    """The reflections are closed, and the last change to them was cut off: no copy is right yet."""


@dataclass(eq=False)
class OpenForReading(PracticeNotesError):
    """Something was to be written while the record is open with the executor's key."""


@dataclass(eq=False)
class KeysDeleted(PracticeNotesError):
    """A practice was to be removed: its keys are gone, and not all of its files."""

    folder: Path


@dataclass(eq=False)
class KeysUnfit(PracticeNotesError):
    """The keys in a backup do not open the stores in this folder."""

    folder: Path
