"""What can be done about the keys; `app` hands it in, and nothing here knows of Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from practicenotes.ui.first_run.needs import Groups


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it, and what still opens with the old secrets.

    `tried` says that both new ones really opened the practice; `executor`, that a sheet is void;
    `copied`, that new backups go to chosen folders now; `second`, that the reflections had a
    passphrase of their own, and have it no more; `kept`, that they have it still.
    """

    tried: bool
    executor: bool
    copied: bool
    left: tuple[Path, ...]
    second: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class KeyCare:
    """Functions for the steps; each may take seconds.

    `begin` raises WrongPassphrase, WrongSecondPassphrase or PassphraseRefused.
    """

    strength: Callable[[str], int]  # of a passphrase, 0 to 4
    has_second: Callable[[], bool]  # whether the reflections have a passphrase of their own
    begin: Callable[[str, str, str], Groups]  # old, new, that of the reflections if it stays
    sheet: Callable[[Groups], bytes]  # the new recovery sheet as a PDF
    replace: Callable[[str, str, str, str, Callable[[float], None]], Came]  # these, typed key
    delete: Callable[[Path], None]  # one old copy
    fresh: Callable[[str], Groups]  # a new recovery key alone, for who knows the passphrase
    renew: Callable[[str, str], bool]  # passphrase and typed key; whether it really opened
