"""What the page of a restore asks for, and what it may do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """Which backup, what opens it, and the folder of the practice."""

    file: Path
    folder: Path
    typed: str = field(repr=False)
    by_recovery: bool = False


@dataclass(frozen=True, slots=True)
class RestoreCare:
    """What can be done; each may take seconds, and none knows of Qt."""

    folder: Path  # the new folder that is offered first
    look: Callable[[Path], datetime]  # when a backup was made; raises if it is none
    free: Callable[[Path], Path]  # a new folder in or beside a chosen one
    restore: Callable[[Asked], Any]  # returns the practice, open
