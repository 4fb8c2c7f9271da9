"""The commands about keys: change one secret, replace all, or take lost ones out of a backup."""

import os

from practicenotes.cli import keys as papers
from practicenotes.cli import second, secrets
from practicenotes.cli.asked import Asked, Outcome, opened, refuse_reader
from practicenotes.errors import ArgumentMissing
from practicenotes.vault import RecoveryKey, rebuilding
from practicenotes.vault.replacing import Secrets


REBUILT = (
    "The key files in {folder} are whole. The passphrase and the recovery key of the day of the"
    " backup open it. A second passphrase is as it was on that day."
)
NOT_LOST = "{folder} has its keys: they open it as before, and nothing was taken out of the backup."


def change_passphrase(asked: Asked) -> Outcome:
    """Let a new passphrase open the vault; a forgotten one is replaced with the recovery key."""
    key = asked.secret.key()
    new = secrets.new(asked.given.new_passphrase_file)
    with opened(asked, key) as (vault, _):
        return Outcome(*papers.passphrase_changed(asked, vault, key, new))


def new_recovery_key(asked: Asked) -> Outcome:
    """Let a new recovery key open the vault instead of the old."""
    key = asked.secret.key()
    with opened(asked, key) as (vault, _):
        fresh = RecoveryKey.new(os.urandom)
        asked.stops.hold()
        return Outcome(*papers.recovery_key_replaced(asked, vault, key, fresh))


def second_passphrase(asked: Asked) -> Outcome:
    """Set, change or take away the passphrase of the reflections, or tell whether there is one."""
    act, key = asked.given.act, asked.secret.key()
    if act != "show":
        refuse_reader(key)
    if act in {"set", "remove"} and isinstance(key, RecoveryKey):
        raise ArgumentMissing(f"second-passphrase {act}", second.FIRST_WANTED)
    new = secrets.new(asked.given.new_passphrase_file) if act in {"set", "change"} else ""
    with opened(asked, key) as (vault, _):
        if act != "show" and second.is_there(vault) == (act == "set"):
            return Outcome(*second.said(vault, second.UNCHANGED), good=False)
        if act == "set":
            told = second.put(asked, vault, key, new)
        elif act == "change":
            told = second.change(asked, vault, second.typed(asked.secret, key), new)
        elif act == "remove":
            told = second.take_away(asked, vault, key, second.typed(asked.secret, key))
        else:
            told = second.said(vault)
    return Outcome(*told)


def replace_keys(asked: Asked) -> Outcome:
    """Give the vault other keys, a new passphrase and a new recovery key.

    A second passphrase stays if it is given, and goes only if that was said.
    """
    key = asked.secret.key()
    refuse_reader(key)
    new = secrets.new(asked.given.new_passphrase_file)
    with opened(asked, key) as (vault, _):
        kept = second.to_keep(vault, asked.secret, goes=asked.given.without_second_passphrase)
        fresh = RecoveryKey.new(os.urandom)
        keys = Secrets(key, new, fresh, second=kept)
        asked.stops.hold()
        return Outcome(*papers.replaced(vault, keys, asked.now(), asked.stops.look))


def rebuild_keys(asked: Asked) -> Outcome:
    """Take the keys of a vault that has lost both its key files out of a backup of it."""
    rebuilt = rebuilding.rebuild(asked.vault, asked.given.file, asked.secret.key())
    words = REBUILT if rebuilt else NOT_LOST
    facts = {"vault": str(asked.vault), "rebuilt": rebuilt}
    return Outcome(words.format(folder=asked.vault), facts)
