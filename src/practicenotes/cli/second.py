"""What is said in a terminal about the second passphrase, which stands before the reflections."""

from typing import Any

from practicenotes.cli.asked import Asked, enter
from practicenotes.cli.secrets import Source
from practicenotes.errors import SecondPassphraseUntold
from practicenotes.records import access
from practicenotes.vault import RecoveryKey, Vault, second


NONE = "There is none: the passphrase of the practice opens the record and the reflections."
ONE = "There is one: the passphrase of the practice opens the record, and not the reflections."
SET = (
    "The reflections of {folder} have their own passphrase now. The recovery key opens both."
    " Backups that were made before still open as they did."
)
CHANGED = "The passphrase of the reflections is changed. Backups from before keep the old one."
TAKEN = "One passphrase opens record and reflections of {folder} again."
UNCHANGED = " Nothing was changed."
FIRST_WANTED = "the passphrase of the practice, for which the recovery key does not stand"
Told = tuple[str, dict[str, Any]]


def is_there(vault: Vault) -> bool:
    """Say whether there is one."""
    return second.is_set(vault)


def said(vault: Vault, beside: str = "") -> Told:
    """Tell whether there is one, and what is said beside that; nothing is opened for it."""
    has = second.is_set(vault)
    return (ONE if has else NONE) + beside, {"second_passphrase": has}


def put(asked: Asked, vault: Vault, first: str | RecoveryKey, new: str) -> Told:
    """Set one; the passphrase of the practice is needed for it, and no recovery key will do."""
    at = asked.now()
    second.put(vault, str(first), new, at=at)
    enter(asked, vault, access.rekeyed, "set a second passphrase", at)
    return SET.format(folder=vault.folder), {"second_passphrase": True}


def change(asked: Asked, vault: Vault, old: str | RecoveryKey, new: str) -> Told:
    """Put another in its place; the recovery key stands for a forgotten one."""
    at = asked.now()
    second.unlock(vault, old)
    second.change(vault, old, new, at=at)
    enter(asked, vault, access.rekeyed, "change the second passphrase", at)
    return CHANGED, {"second_passphrase": True}


def take_away(asked: Asked, vault: Vault, first: str | RecoveryKey, old: str | RecoveryKey) -> Told:
    """Let the passphrase of the practice open both again."""
    at = asked.now()
    second.unlock(vault, old)
    second.take_away(vault, str(first), at=at)
    enter(asked, vault, access.rekeyed, "take away the second passphrase", at)
    return TAKEN.format(folder=vault.folder), {"second_passphrase": False}


def to_keep(vault: Vault, source: Source, *, goes: bool) -> str:
    """Return the second passphrase if it is to stay when all keys are replaced.

    Raises SecondPassphraseUntold where it would go though nobody said so.
    """
    if goes or vault.is_shut or not second.is_set(vault):  # what is shut is refused by itself
        return ""
    if source.second_passphrase_file is None:
        raise SecondPassphraseUntold
    return source.second_passphrase()


def typed(source: Source, key: str | RecoveryKey) -> str | RecoveryKey:
    """Return what opens the reflections: the recovery key if that is at hand, or the passphrase."""
    return key if isinstance(key, RecoveryKey) else source.second_passphrase()
