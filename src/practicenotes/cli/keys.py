"""What is said in a terminal when the keys of a practice were replaced."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from practicenotes.cli.asked import Asked, enter
from practicenotes.domain import settings as known
from practicenotes.errors import PracticeNotesError
from practicenotes.records import access, backups, settings
from practicenotes.vault import RecoveryKey, Vault, renewing, replacing
from practicenotes.vault.replacing import Secrets


STILL = (
    "Old backups still open with the old one. If somebody may know it, use replace-keys as well."
)
OPEN = "The old passphrase and the old recovery key no longer open it."
KEEP = (
    "Write it on paper and keep it away from this computer. It is not shown again. Destroy the old"
    " sheet, unless you keep backups that need it."
)
OLD_ONES = (
    "These still open with the old passphrase and the old recovery key, and so does every copy of"
    " them. Nothing deletes them but you, once you have a new backup:"
)


def passphrase_changed(
    asked: Asked, vault: Vault, old: str | RecoveryKey, new: str
) -> tuple[str, dict[str, Any]]:
    """Change the passphrase; return words and facts."""
    at = asked.now()
    vault.change_passphrase(old, new, at=at)
    enter(asked, vault, access.rekeyed, "change passphrase", at)
    return f"The passphrase of {vault.folder} is changed. {STILL}", {"vault": str(vault.folder)}


def recovery_key_replaced(
    asked: Asked, vault: Vault, old: str | RecoveryKey, recovery: RecoveryKey
) -> tuple[str, dict[str, Any]]:
    """Make a new recovery key; return words and facts, the key among them."""
    at = asked.now()
    renewing.replace_recovery_key(vault, old, recovery, at=at)
    access.enter(vault, settings.put, known.RECOVERY_TRIED, False)  # though the trail took nothing
    enter(asked, vault, access.keys_replaced, at, "recovery key")
    words = (f"Recovery key: {recovery}", KEEP, f"The old one no longer opens it. {STILL}")
    facts = {"vault": str(vault.folder), "recovery_key": str(recovery)}
    return "\n\n".join(words), facts


def replaced(
    vault: Vault, secrets: Secrets, at: datetime, progress: Callable[[float], None]
) -> tuple[str, dict[str, Any]]:
    """Replace all keys; return words and facts, the new recovery key among them."""
    enter = partial(access.keys_replaced, at=at)
    came = replacing.replace_keys(vault, secrets, at=at, progress=progress, entered=enter)
    left: tuple[Path, ...] = ()
    with suppress(PracticeNotesError):  # it has happened, and its key is shown whatever fails now
        places = vault.record.run(backups.standing, at).places
        left = replacing.left(vault, (Path(place.path) for place in places))
    facts = {
        "vault": str(vault.folder),
        "recovery_key": str(secrets.recovery),
        "gone": list(came.gone),
        "second_passphrase": bool(secrets.second),
        "old_copies": [str(path) for path in left],
    }
    return "\n\n".join(_said(vault, secrets, came.gone, left)), facts


def _said(vault: Vault, secrets: Secrets, gone: Sequence[str], left: Sequence[Path]) -> list[str]:
    words = [f"All keys of {vault.folder} are replaced. {OPEN}"]
    words += [f"Recovery key: {secrets.recovery}", KEEP]
    if secrets.second:
        words.append("The reflections keep the passphrase of their own that they had.")
    if "executor" in gone:
        words.append("The executor’s sheet no longer opens anything. Make a new one.")
    if "private" in gone:
        words.append("The reflections have no passphrase of their own any more. Set it again.")
    if left:
        words.append("\n".join([OLD_ONES, *(f"  {path}" for path in left)]))
    return words
