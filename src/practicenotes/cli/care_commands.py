"""The commands for bad days and for moving: passphrase, own sheet, one note back, the way out."""

import os
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from practicenotes import resources
from practicenotes.cli.asked import Asked, Outcome, opened, refuse_reader, refuse_unwritable
from practicenotes.cli.secrets import TRIED, of_file
from practicenotes.domain import holding, times
from practicenotes.domain import settings as known
from practicenotes.domain.notes import NoteId
from practicenotes.domain.people import ClientId
from practicenotes.errors import ArgumentMissing, UnknownKind
from practicenotes.exchange import files
from practicenotes.records import access, bringing_back, clients, handing, settings
from practicenotes.vault import (
    RecoveryKey,
    check_passphrase,
    earlier,
    removal,
    strength,
    suggest_passphrase,
)
from practicenotes.vault.earlier import Earlier


WORD = "remove"
NOT_HANDED = "This practice was not handed over. Nothing was changed."
BACK = "What was missing of this client file is back. Notes among it: {notes}."
NOTHING_MISSING = "Nothing of this client file was missing. Nothing was changed."
NOTHING_BACK = "Nothing came back of this client file, and nothing was changed."
NO_ROOM = (
    "Not brought: {left} signed, in whose place another was signed since. “--note ID” brings each"
    " as a draft."
)
RULES = (
    "At least 15 characters, nothing that is on the lists that are tried first, no name of yours."
    " Spaces and every other sign count. Nothing is cut off."
)


def passphrase(asked: Asked) -> Outcome:
    """Draw six words, or say whether a passphrase in a file may be one and how long it would hold.

    Nothing is opened, and what was tried is not shown.
    """
    file = asked.given.try_file
    if file is None:
        words = resources.read_text("words", "eff_large.txt").split()
        drawn = suggest_passphrase(words, os.urandom)
        return Outcome(f"{drawn}\n\n{RULES}", {"passphrase": drawn})
    tried = of_file(file, TRIED)
    check_passphrase(tried)
    level = strength(tried).level
    return Outcome(f"It may be one. {holding.LEVELS[level]}", {"level": level})


def recovery_sheet(asked: Asked) -> Outcome:
    """Try the recovery key as it was typed from its paper, and draw the sheet again if asked."""
    from practicenotes.documents import recovery as paper  # its faces take as long as the rest

    key = asked.secret.key()
    if asked.secret.executor_key_file is not None or not isinstance(key, RecoveryKey):
        raise ArgumentMissing("recovery-sheet", "--recovery-key-file FILE: the key is kept nowhere")
    target: Path | None = asked.given.to
    if target:
        files.refuse_taken(target)
    with opened(asked, key) as (vault, _):
        access.enter(vault, settings.put, known.RECOVERY_TRIED, True)
        label = vault.label
    words = "The key opens the practice."
    if target:
        today = times.on_the_wall(asked.now()).date()
        files.write_beside(target, paper.draw(label, key.groups, today))
        words += f" Wrote {target}. Print it, and delete the file."
    return Outcome(words, {"opens": True, "file": target and str(target)})


def bring_back(asked: Asked) -> Outcome:
    """Bring a client file, or one note of it, back out of a backup; nothing is written over."""
    key = asked.secret.key()
    refuse_reader(key)
    with opened(asked, key) as (vault, record):
        refuse_unwritable(vault)
        held = earlier.look_into(vault, asked.given.file, asked.schemas["record"])
        with closing(held):
            if asked.given.note:
                note_id = NoteId(asked.given.note)
                taken = held.run(bringing_back.note_of, note_id, held.made)
                came = record.run(bringing_back.note, taken, asked.now())
                beside = "" if came == note_id else ", as a draft beside the one that is here"
                return Outcome(f"The note is back{beside}.", {"note": came})
            taken = held.run(bringing_back.client_of, _in(held, asked), held.made)
            brought = record.run(bringing_back.client, taken, asked.now())
    words = BACK.format(notes=brought.notes) if brought.entries else NOTHING_MISSING
    if brought.left:
        words = f"{words if brought.entries else NOTHING_BACK} {NO_ROOM.format(left=brought.left)}"
    return Outcome(words, asdict(brought))


def hand_over(asked: Asked) -> Outcome:
    """Write the backup in which the practice goes to another computer, and mark this copy."""
    key = asked.secret.key()
    refuse_reader(key)
    with opened(asked, key) as (vault, _):
        refuse_unwritable(vault)
        asked.stops.hold()
        written = handing.pass_on(vault, asked.given.to, asked.now(), asked.stops.look)
    words = (
        f"Wrote {written}. It was opened and verified. Restore it on the other computer; from then"
        " on that is the practice. In this copy the record can only be read."
    )
    return Outcome(words, {"file": str(written)})


def take_back(asked: Asked) -> Outcome:
    """Let a copy that was handed over be written in again."""
    with opened(asked) as (vault, _):
        if handing.found(vault) is None:
            return Outcome(NOT_HANDED, good=False)
        handing.resume(vault, asked.now())
        asked.told.clear()
    words = (
        "This copy can be written in again. What was written on the other computer is not in it,"
        " and nothing puts the two together by itself."
    )
    return Outcome(words, {"vault": str(asked.vault)})


def remove(asked: Asked) -> Outcome:
    """Delete a practice, its keys first; backups are not touched."""
    if asked.given.word != WORD:
        raise ArgumentMissing("remove", f"--word {WORD}: what is removed does not come back")
    key = asked.secret.key()
    refuse_reader(key)
    with opened(asked, key) as (vault, _):
        refuse_unwritable(vault)
        vault.check_key(key)
        folder, name = vault.folder, vault.id
    gone = removal.remove(folder, name, asked.anchors or folder)
    words = f"Removed the practice in {folder}. Backups and copies are not touched."
    words += "" if gone else " What else lies in that folder is still there."
    return Outcome(words, {"removed": str(folder), "folder_gone": gone})


def _in(held: Earlier, asked: Asked) -> ClientId:
    """Return the id of the client that was named, as the backup knows it; raises UnknownKind."""
    named = asked.given.client
    if named is None:
        raise ArgumentMissing("bring-back", "--client NAME or --note ID")
    for line in held.run(clients.find, times.on_the_wall(asked.now())):
        if named == line.id or named.casefold() == line.code_name.casefold():
            return ClientId(line.id)
    raise UnknownKind("client", named)
