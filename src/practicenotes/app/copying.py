"""Copies of an open practice into the places that were chosen for them; nothing here knows Qt."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import copies, synchronised, times
from practicenotes.domain.copies import Found, Mended, Overview, Place, Reason, Trouble
from practicenotes.errors import (
    BackupNotVerified,
    DiskFailing,
    DiskFull,
    FolderInside,
    FolderMissing,
    FolderNotWritable,
    FolderSynchronised,
    NameTooLong,
    PracticeNotesError,
    ReflectionsUnsettled,
    StoreDamaged,
    TargetExists,
)
from practicenotes.records import mended
from practicenotes.reflections import mended as private_mended
from practicenotes.vault import StoreName, Vault, mending, shelf
from practicenotes.vault.mending import Entered


_TROUBLES: dict[type[PracticeNotesError], Trouble] = {
    DiskFailing: Trouble.NOT_REACHED,
    DiskFull: Trouble.FULL,
    FolderMissing: Trouble.NOT_REACHED,
    FolderNotWritable: Trouble.NOT_WRITABLE,
    NameTooLong: Trouble.NOT_WRITABLE,
    FolderInside: Trouble.NOT_WRITABLE,
    TargetExists: Trouble.NOT_WRITABLE,
    BackupNotVerified: Trouble.NOT_VERIFIED,
    StoreDamaged: Trouble.DAMAGED,
    ReflectionsUnsettled: Trouble.UNSETTLED,
}


def copy_to(vault: Vault, place: Place, reason: Reason) -> Place:
    """Write one verified copy, let the needless ones go, and return how it went.

    A place that takes no copy is no error: the others get theirs. Raises StoreClosed on a lock.
    """
    at = times.utc_now()
    tried = replace(place, tried=at)
    folder = Path(place.path)
    try:
        away = lies_apart(folder, vault.folder)
        if place.away and not away:  # where a disk is connected, and now is not
            return replace(tried, trouble=Trouble.NOT_REACHED)
        gone = _lost_its_last(vault, place)
        written = vault.backup(folder, at=at, reason=reason.value)
        shelf.tidy(vault, written)
        trouble = _of_copy(vault, written) or (Trouble.GONE if gone else Trouble.NONE)
    except PracticeNotesError as error:
        if type(error) not in _TROUBLES:
            raise
        return replace(tried, trouble=_TROUBLES[type(error)])
    except OSError:
        return replace(tried, trouble=Trouble.NOT_REACHED)
    return replace(tried, last=at, away=away, trouble=trouble)


def overview(vault: Vault, places: Iterable[Place]) -> Overview:
    """Return every backup in the chosen places, and those made before a change of the tables."""
    beside = vault.folder.with_name(f"{vault.folder.stem} backups")
    folders = dict.fromkeys([*(Path(place.path) for place in places), beside])
    found = [
        Found(str(each.path), each.at, each.known, each.sound, copies.counts(each.rows))
        for folder in folders
        for each in shelf.find(vault, folder)
    ]
    newest_first = sorted(found, key=lambda each: each.at, reverse=True)
    return Overview(tuple(newest_first), copies.counts(shelf.rows(vault)))


def restore(vault: Vault, file: str, folder: Path) -> Path:
    """Make a new practice out of a backup, beside nothing that exists; return its folder."""
    if service := synchronised.service(folder):
        raise FolderSynchronised(folder, service)
    shelf.restore(vault, Path(file), folder, SCHEMAS, at=times.utc_now())
    return folder


def remove(vault: Vault, file: str) -> None:
    """Remove one backup that is of no use; raises what `shelf.remove` raises."""
    shelf.remove(vault, Path(file))


def mend(vault: Vault, file: str) -> Mended:
    """Put back what is damaged as a backup has it; raises what `mending.mend` raises."""
    at = times.utc_now()
    entered: dict[StoreName, Entered] = {
        "record": partial(mended.told, at=at),
        "private": partial(private_mended.told, at=at),
    }
    repair = mending.mend(vault, Path(file), SCHEMAS, entered)
    done = repair.done
    damaged = {each.store: len(each.report.damaged_rows) for each in done}
    is_aside = not any(each.replaced.exists() for each in done)
    is_latest = all(each.complete is not False for each in done)
    restored = sum(len(each.restored) for each in done)
    return Mended(
        *(restored, sum(damaged.values()), is_aside, is_latest, repair.refused or ""),
        left_private=damaged.get("private", 0),
    )


def _lost_its_last(vault: Vault, place: Place) -> bool:
    """Whether the last copy was taken out of a folder, or an older one put in its place.

    On another disk that tells nothing: two sticks that take turns have one path.
    """
    if place.away or place.last is None:
        return False
    return not shelf.reaches(vault, Path(place.path), place.last)


def _of_copy(vault: Vault, written: Path) -> Trouble | None:
    """Return what is amiss with a copy that was just made, if anything is."""
    if not shelf.is_sound(vault, written):
        return Trouble.UNSOUND
    return Trouble.UNREAD if shelf.is_unread(vault, written) else None


def lies_apart(folder: Path, practice: Path) -> bool:
    """Whether a folder is on another disk than the practice; raises OSError if it is not there."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return folder.stat().st_dev != practice.stat().st_dev
