"""What the windows may do with a vault, as plain functions; no window knows keys."""

import os
from collections.abc import Mapping
from pathlib import Path

from practicenotes import records, reflections, resources
from practicenotes.documents import recovery as recovery_paper
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.records import settings
from practicenotes.vault import RecoveryKey, Schema, StoreName, Vault, suggest_passphrase


SCHEMAS: Mapping[StoreName, Schema] = {
    "record": records.SCHEMA,
    "private": reflections.SCHEMA,
}


def create(folder: Path, passphrase: str) -> tuple[Vault, RecoveryKey]:
    """Make a new vault and open it."""
    return Vault.create(folder, passphrase, SCHEMAS, at=times.utc_now())


def unlock(folder: Path, passphrase: str) -> Vault:
    """Open a vault whole, with its passphrase."""
    return Vault.open(folder, passphrase, SCHEMAS, at=times.utc_now())


def recover(folder: Path, typed: str) -> Vault:
    """Open a vault whole, with its recovery key as it was typed; that also proves the key."""
    vault = Vault.open(folder, RecoveryKey.parse(typed), SCHEMAS, at=times.utc_now())
    prove(vault)
    return vault


def try_recovery_key(vault: Vault, typed: str) -> None:
    """Open the header with the typed key and remember that it works; raises what is wrong."""
    vault.try_recovery_key(RecoveryKey.parse(typed))
    prove(vault)


def prove(vault: Vault) -> None:
    """Remember that the recovery key was really used once."""
    proven = True
    vault.record.run(settings.put, known.RECOVERY_TRIED, proven)


def is_proven(vault: Vault) -> bool:
    """Say whether the recovery key was ever used."""
    return bool(vault.record.run(settings.get, known.RECOVERY_TRIED))


def suggest() -> str:
    """Return six words that make a good passphrase."""
    words = resources.read_text("words", "eff_large.txt").split()
    return suggest_passphrase(words, os.urandom)


def recovery_sheet(label: str, key: RecoveryKey) -> bytes:
    """Return the recovery sheet as a PDF."""
    today = times.on_the_wall(times.utc_now()).date()
    return recovery_paper.draw(label, key.groups, today)
