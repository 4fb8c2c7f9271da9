"""What backups lie in a folder, told by their manifests, and which of them go."""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from practicenotes.domain import copies
from practicenotes.domain.copies import Copy, Reason
from practicenotes.errors import BackupUnreadable, FileNotReadable
from practicenotes.vault import archive, audit, backup, files, strict, unread, verify
from practicenotes.vault.header import StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.rows import Instant
from practicenotes.vault.schema import Schema
from practicenotes.vault.vault import Vault
from practicenotes.vault.verify import Report


_NAME = re.compile(r"PracticeNotes_([0-9a-f]{8})_([0-9]{8}T[0-9]{6})Z\.backup")


@dataclass(frozen=True, slots=True)
class Shelved:
    """One backup; `known` says that its manifest carries the mark of this practice's keys.

    One that was made before all keys were replaced is not known, and opens with its own secrets.
    The day of a known one is that of its manifest: its name is anybody's to change.
    """

    path: Path
    at: datetime
    known: bool = False
    sound: bool = False
    reason: str = ""
    entries: int = 0  # in the trail of the record
    ends: Mapping[str, tuple[int, str]] = field(default_factory=dict)  # how far each trail goes
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    unread: bool = False  # whether the reflections were closed, and copied as they lay


def find(vault: Vault, folder: Path) -> tuple[Shelved, ...]:
    """Return the backups of this practice in a folder, newest first.

    Only manifests are read: that each byte is right is checked when a backup is opened. A folder
    that cannot be read holds none.
    """
    return vault.with_keys(lambda ring: _find(ring, folder))


def beside(vault: Vault) -> Path:
    """Return where the copies before a change of the tables lie."""
    return vault.folder.with_name(f"{vault.folder.stem} backups")


def is_sound(vault: Vault, file: Path) -> bool:
    """Say whether nothing was damaged in the practice when one of its backups was made."""
    return any(each.path == file and each.sound for each in find(vault, file.parent))


def reaches(vault: Vault, folder: Path, at: datetime) -> bool:
    """Say whether a backup of that moment, or a later one, lies in a folder."""
    moment = at.replace(microsecond=0)  # as a name has it
    return any(each.at >= moment for each in find(vault, folder))


def is_unread(vault: Vault, file: Path) -> bool:
    """Say whether the reflections were closed when a backup was made, and copied unread."""
    return any(each.path == file and each.unread for each in find(vault, file.parent))


def tidy(vault: Vault, written: Path) -> tuple[Path, ...]:
    """Remove the backups beside the one just written that it makes needless; return them.

    One in which the reflections were not read makes none needless in which they were, nor does one
    of the other kind.
    """
    shelved = [each for each in find(vault, written.parent) if each.known]
    just = next((each for each in shelved if each.path == written), None)
    if just is None:
        return ()
    at_hand = [
        replace(_copy(each), verified=each is just or (each.sound and _leads_to(vault, each)))
        for each in shelved
        if each is just or (each.at < just.at and each.unread == just.unread)
    ]
    gone = []
    for copy in copies.to_go(at_hand, damaged=not just.sound):
        with contextlib.suppress(OSError):  # one backup too many is no harm
            (written.parent / copy.name).unlink()
            gone.append(written.parent / copy.name)
    return tuple(gone)


def remove(vault: Vault, file: Path) -> None:
    """Remove one backup that is of no use: damaged, or made under other keys.

    One that is sound is left where it is. Raises FolderNotWritable.
    """
    found = {each.path: each for each in find(vault, file.parent)}
    each = found.get(file)
    if each and not (each.known and each.sound):
        with files.plain_errors(file.parent):
            file.unlink(missing_ok=True)


def rows(vault: Vault) -> dict[str, dict[str, int]]:
    """Return how many rows the tables of the open stores have now."""
    return {store.name: store.on_connection(verify.rows) for store in vault.stores}


def restore(
    vault: Vault, file: Path, folder: Path, schemas: Mapping[StoreName, Schema], *, at: datetime
) -> Report:
    """Make a new vault folder from a backup of this vault, with the keys that are at hand.

    Raises what `backup.restore` raises.
    """
    return vault.with_keys(lambda ring: backup.restore(file, folder, ring.masters, schemas, at=at))


def _leads_to(vault: Vault, each: Shelved) -> bool:
    """Say whether the trails of a backup lead on to the practice as it is now.

    Where two computers wrote in two copies of one practice, neither may remove what the other kept.
    Of reflections that are closed nobody can tell, so then none leads on that was read.
    """
    if vault.is_shut and not each.unread:
        return False
    for store in vault.stores:
        count, head = each.ends.get(store.name, (0, ""))
        if count and store.on_connection(partial(audit.link_at, seq=count)).hex() != head:
            return False
    return True


def _copy(each: Shelved) -> Copy:
    weight = copies.weight(each.rows)
    reason = each.reason or Reason.ASKED.value
    return Copy(each.path.name, each.at, weight, reason=reason, entries=each.entries)


def _find(ring: Keyring, folder: Path) -> tuple[Shelved, ...]:
    try:
        named = {path: _NAME.fullmatch(path.name) for path in folder.iterdir()}
    except OSError:
        return ()
    found = [
        _read(ring, path, datetime.strptime(match[2], "%Y%m%dT%H%M%S").replace(tzinfo=UTC))
        for path, match in named.items()
        if match and ring.header.vault.startswith(match[1])
    ]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def _read(ring: Keyring, path: Path, at: datetime) -> Shelved:
    try:
        said = backup.said(archive.manifest(path), ring.masters)
        strict.require(said["vault"] == ring.header.vault, "another vault")
        at = Instant().read(said["at"]).replace(microsecond=0)
    except (strict.Broken, BackupUnreadable, FileNotReadable, OSError):
        return Shelved(path, at)
    stores = said["facts"]
    rows = {name: facts["rows"] for name, facts in stores.items()}
    sound = all(facts["sound"] for facts in stores.values())
    ends = {name: (facts["audit"][0], facts["audit"][1] or "") for name, facts in stores.items()}
    return Shelved(
        *(path, at, True, sound, said["reason"]),
        entries=ends["record"][0],
        ends=ends,
        rows=rows,
        unread=any(map(unread.is_so, stores.values())),
    )
