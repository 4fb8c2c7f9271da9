"""One command as it was typed, what came of it, and the record that it works on."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from practicenotes import messages
from practicenotes.cli.secrets import Source
from practicenotes.cli.stops import Stops
from practicenotes.domain import stray_words
from practicenotes.domain.key_files import MENDED
from practicenotes.errors import (
    DiskFull,
    OpenForReading,
    PracticeHandedOver,
    StoreDamaged,
    StoreReadOnly,
)
from practicenotes.records import access, executor, handing
from practicenotes.vault import (
    RecoveryKey,
    Schema,
    Store,
    StoreName,
    Vault,
    second,
    snapshots,
    strays,
)
from practicenotes.vault.executor_key import ExecutorKey


NOT_ENTERED = "The audit trail did not take this entry; “verify” says more."


@dataclass(frozen=True, slots=True)
class Asked:
    """One command as it was typed, and the means to carry it out."""

    given: Namespace
    vault: Path
    secret: Source
    schemas: Mapping[StoreName, Schema]
    now: Callable[[], datetime]
    stops: Stops
    anywhere: bool = False  # also in a folder that another program synchronises
    anchors: Path | None = None  # what this computer remembers of each practice
    closed_elsewhere: bool = False  # though another computer has left its mark
    told: list[str] = field(default_factory=list)  # what is said beside the outcome

    @property
    def name(self) -> str:
        """What the command is called in the audit trail."""
        return str(self.given.command.__name__).replace("_", " ")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command, for a reader and for a program."""

    words: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    good: bool = True


def refuse_reader(key: str | RecoveryKey) -> None:
    """Raise OpenForReading for an executor's key, before anything is opened to be changed."""
    if isinstance(key, ExecutorKey):
        raise OpenForReading


def refuse_unwritable(vault: Vault) -> None:
    """Raise PracticeHandedOver or StoreReadOnly for a practice in which nothing can be written."""
    if handed := handing.found(vault):
        raise PracticeHandedOver(handed.at)
    if not vault.writable:
        raise StoreReadOnly(vault.folder)


def enter(asked: Asked, vault: Vault, entry: Callable[..., object], *args: object) -> None:
    """Enter what has happened; that the trail did not take it is said beside the outcome."""
    if not access.enter(vault, entry, *args):
        asked.told.append(NOT_ENTERED)


@contextmanager
def opened(asked: Asked, key: str | RecoveryKey = "") -> Iterator[tuple[Vault, Store]]:
    """Open the record and nothing else: whatever a command does, reflections stay shut.

    A copy that was handed over is read; that is told, and what would write is refused.
    """
    only: dict[StoreName, Schema] = {"record": asked.schemas["record"]}
    key, where = key or asked.secret.key(), asked.anywhere
    if asked.closed_elsewhere:
        snapshots.forget(asked.vault)
    with closing(Vault.open(asked.vault, key, only, at=asked.now(), anywhere=where)) as vault:
        if handed := handing.guard(vault):
            asked.told.append(messages.handed_over(handed.at))
        if vault.mended:
            asked.told.append(MENDED)
        if names := strays.lie_here(vault):
            asked.told.append(f"{stray_words.lie_here(names)} “verify” says what they are.")
        if isinstance(key, ExecutorKey):
            vault.record.run(executor.used, asked.name, asked.now())
        elif vault.writable:
            with suppress(DiskFull, StoreDamaged):  # neither keeps anybody out of the practice
                vault.record.run(access.unlocked, 0, asked.now())
        if vault.is_shut and asked.secret.second_passphrase_file is not None:
            second.unlock(vault, asked.secret.second_passphrase())
        yield vault, vault.record
