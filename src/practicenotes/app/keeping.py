"""What the windows may do with a vault, as plain functions; no window knows keys."""

import contextlib
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale

from practicenotes import resources
from practicenotes.app import copying, earlier
from practicenotes.app.stores import SCHEMAS
from practicenotes.documents import executor as executor_paper
from practicenotes.documents import recovery as recovery_paper
from practicenotes.documents.page import Paper
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.letterhead import Letterhead
from practicenotes.errors import PracticeNotesError, WrongPassphrase, WrongSecondPassphrase
from practicenotes.records import access, attachments, handing, inspection, settings, trash
from practicenotes.reflections import trash as private_trash
from practicenotes.ui.copies import CopyCare
from practicenotes.ui.first_run import Needs
from practicenotes.ui.practice import VaultCare
from practicenotes.vault import (
    RecoveryKey,
    Schema,
    StoreName,
    Vault,
    check_passphrase,
    executor_key,
    second,
    strength,
    suggest_passphrase,
)


SAMPLE = "Sample.practice"
_ASKED = True  # whether a synchronised folder may be used stood before the prompt
# It guards nothing: whoever is in the sample is invented.
SAMPLE_PASSPHRASE = "look round the sample practice"  # noqa: S105


def unlock(folder: Path, passphrase: str) -> Vault:
    """Open a vault whole, with its passphrase."""
    return Vault.open(folder, passphrase, SCHEMAS, at=times.utc_now(), anywhere=_ASKED)


def recover(folder: Path, typed: str) -> Vault:
    """Open a vault whole, with its recovery key as it was typed; that also proves the key."""
    key = RecoveryKey.parse(typed)
    vault = Vault.open(folder, key, SCHEMAS, at=times.utc_now(), anywhere=_ASKED)
    if handing.found(vault):
        return vault  # nothing is entered in a copy that went to another computer
    with contextlib.suppress(PracticeNotesError):  # a full disk keeps nobody out of the practice
        _prove(vault)
    access.enter(vault, access.rekeyed, "use recovery key", times.utc_now())
    return vault


def execute(folder: Path, typed: str) -> Vault:
    """Open the record of a vault for reading, with an executor's key or its parts in two lines."""
    key = executor_key.read(*typed.splitlines())
    only: dict[StoreName, Schema] = {"record": SCHEMAS["record"]}
    return Vault.open(folder, key, only, at=times.utc_now(), anywhere=_ASKED)


WAYS = {"unlock": unlock, "recover": recover, "execute": execute}


def check_key(vault: Vault, how: str, typed: str) -> Vault:
    """Return the open vault if what was typed opens it ("unlock" or "recover"), or raise.

    Where open reflections wait behind a passphrase of their own, only that one leads back to them.
    """
    if how != "unlock":
        vault.check_key(RecoveryKey.parse(typed))
    elif asks_second(vault):
        try:
            second.check(vault, typed)
        except WrongPassphrase:
            raise WrongSecondPassphrase from None
    else:
        vault.check_key(typed)
    return vault


def asks_second(vault: Vault) -> bool:
    """Say whether the reflections are open, and have a passphrase of their own."""
    return second.is_set(vault) and not vault.is_shut


def try_recovery_key(vault: Vault, typed: str) -> None:
    """Unlock the header with the typed key and remember that it works; raises what is wrong."""
    vault.try_recovery_key(RecoveryKey.parse(typed))
    _prove(vault)


def renew_passphrase(vault: Vault, typed: str, new: str) -> None:
    """Replace a forgotten passphrase with the recovery key as it was typed."""
    _change_passphrase(vault, RecoveryKey.parse(typed), new)


def check(passphrase: str) -> None:
    """Raise PassphraseRefused if this may not become a passphrase."""
    check_passphrase(passphrase)


def level(passphrase: str) -> int:
    """Return how long a passphrase would hold, from 0 to 4."""
    return strength(passphrase).level


def empty_trash(vault: Vault) -> None:
    """Remove for good what has lain in the trash for thirty days; a full disk leaves it there."""
    vault.record.submit(attachments.empty, times.utc_now())
    vault.record.submit(trash.empty, times.utc_now())
    if not vault.is_shut:
        vault.private.submit(private_trash.empty, times.utc_now())


def is_proven(vault: Vault) -> bool:
    """Say whether the recovery key was ever used."""
    return bool(vault.record.run(settings.get, known.RECOVERY_TRIED))


def care(vault: Vault) -> VaultCare:
    """Return what the practice page may do with the vault."""

    def back_up(to: Path) -> Path:
        return vault.backup(to, at=times.utc_now())

    def verify() -> Mapping[str, Any]:
        return inspection.of(vault)

    return VaultCare(
        *(vault.folder, back_up, verify, partial(_change_passphrase, vault), level),
        partial(check_key, vault, "unlock"),
        CopyCare(
            copy_to=partial(copying.copy_to, vault),
            is_apart=lambda folder: copying.lies_apart(folder, vault.folder),
            overview=partial(copying.overview, vault),
            restore=partial(copying.restore, vault),
            look_into=partial(earlier.look_into, vault),
            hand_over=lambda folder: handing.pass_on(vault, folder, times.utc_now()),
            remove=partial(copying.remove, vault),
            mend=writes(~Changes.NONE)(partial(copying.mend, vault)),
            is_whole=lambda: not vault.is_shut,
        ),
    )


def needs(folder: Path, made: list[Vault]) -> Needs:
    """Return what the first run asks for; the vault that it makes is put into `made`."""

    def create(chosen: Path, passphrase: str) -> tuple[str, ...]:
        vault, key = Vault.create(
            *(chosen, passphrase, SCHEMAS),
            at=times.utc_now(),
            anywhere=_ASKED and chosen == folder,
        )
        made.append(vault)
        return key.groups

    return Needs(
        folder=folder,
        strength=level,
        check=check,
        suggest=_suggest,
        create=create,
        try_recovery=lambda typed: try_recovery_key(made[0], typed),
        recovery_sheet=lambda groups: recovery_sheet(made[0].label, groups),
    )


def recovery_sheet(label: str, groups: tuple[str, ...]) -> bytes:
    """Return the sheet of a recovery key, on the paper of the country."""
    today = times.on_the_wall(times.utc_now()).date()
    return recovery_paper.draw(label, groups, today, paper=paper())


def paper() -> Paper:
    """Return the paper of the country in which this computer is."""
    return Paper.of(Letterhead(language=QLocale().name().replace("_", "-")))


def executor_sheet(label: str, groups: tuple[str, ...], part: int) -> bytes:
    """Return the sheet of an executor's key or of a part of it, on the paper of the country."""
    today = times.on_the_wall(times.utc_now()).date()
    here = Letterhead(language=QLocale().name().replace("_", "-"))
    return executor_paper.draw(label, groups, today, part=part, paper=Paper.of(here))


def new_recovery_key() -> RecoveryKey:
    """Return a fresh recovery key, which opens nothing yet."""
    return RecoveryKey.new(os.urandom)


def sample(parent: Path) -> Vault:
    """Open the sample practice in a folder of its own, making it where there is none."""
    folder = parent / SAMPLE
    if folder.exists():
        return unlock(folder, SAMPLE_PASSPHRASE)
    return fictional(folder, SAMPLE_PASSPHRASE)


def fictional(folder: Path, passphrase: str) -> Vault:
    """Make a vault with the fictional practice in it."""
    from practicenotes.cli import demo

    vault, _ = demo.make(folder, passphrase, SCHEMAS, at=times.utc_now())
    _prove(vault)  # nobody needs its recovery key
    return vault


def _prove(vault: Vault) -> None:
    """Remember that the recovery key was really used once."""
    proven = True
    vault.record.run(settings.put, known.RECOVERY_TRIED, proven)


def _change_passphrase(vault: Vault, old: str | RecoveryKey, new: str) -> None:
    at = times.utc_now()
    vault.change_passphrase(old, new, at=at)
    access.enter(vault, access.rekeyed, "change passphrase", at)


def _suggest() -> str:
    words = resources.read_text("words", "eff_large.txt").split()
    return suggest_passphrase(words, os.urandom)
