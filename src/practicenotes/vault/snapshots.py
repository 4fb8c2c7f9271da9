"""A vault that another computer has open: read in a copy of its files as they stood at one moment.

While it is written there, a file may be read half old and half new, and each page would still bear
its mark. A copy counts only if two readings are alike, byte for byte, and no change was under way
between them: what is written anew is never the same bytes, so that no half of a change passes.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path

from practicenotes.errors import FileNotReadable
from practicenotes.vault import files, header
from practicenotes.vault.database import PAGE
from practicenotes.vault.files import FolderLock
from practicenotes.vault.header import COPIES, STORES
from practicenotes.vault.vault import Vault


TRIES = 5
_BEGUN = 28  # bytes at the head of a journal that are not zero while a change is under way

Seen = tuple[tuple[int, int], ...]  # size and time of each file


def take(folder: Path, to: Path) -> Seen:
    """Copy a vault into a new private folder, and return how its files looked.

    Raises VaultBusy where it is written all the time, and what reading and writing may raise.
    """
    with files.plain_errors(to.parent):
        files.make_folder(to.parent)
        shutil.rmtree(to, ignore_errors=True)
        to.mkdir(mode=0o700)
        seen = look(folder)
        for name in COPIES:
            with suppress(FileNotFoundError):
                files.write(to / name, (folder / name).read_bytes())
        head = header.read(to).header
        for store in STORES:
            _copy_whole(folder, to, head.place(store).file)
    return seen


def look(folder: Path) -> Seen:
    """Return size and time of the files of a vault: it was written in where they differ.

    Raises FileNotReadable, or what reading the keys raises, where they cannot be reached.
    """
    try:
        head = header.read(folder).header
        named = [*COPIES, *(head.place(store).file for store in STORES)]
        found = [(folder / name).stat() for name in named if (folder / name).exists()]
    except OSError:
        raise FileNotReadable(folder) from None
    return tuple((each.st_size, each.st_mtime_ns) for each in found)


def is_closed(folder: Path) -> bool:
    """Say whether no other computer has its mark on a vault any more."""
    return not files.busy(folder).is_elsewhere


def take_anew(vault: Vault, folder: Path) -> Seen:
    """Let an open copy be what the vault is now; raises what `take` raises, and VaultBusy.

    Of such a copy the record alone is in use.

    Where its keys were changed meanwhile, that is no longer the copy to go on with.
    """
    anew = vault.folder.with_name(f"{vault.folder.name} anew")
    try:
        seen = take(folder, anew)
        fresh = header.read(anew).header
        if vault.with_keys(lambda ring: ring.header) != fresh:
            raise files.busy(folder)
        store = vault.record
        store.set_aside(partial(files.replace, anew / store.path.name, store.path))
        other = fresh.private.file
        files.replace(anew / other, vault.folder / other)
    finally:
        shutil.rmtree(anew, ignore_errors=True)
    check(vault, folder)
    return seen


def check(vault: Vault, folder: Path) -> None:
    """Hold a copy against its own marks and trails; raises VaultBusy if anything does not fit.

    That a part is of an earlier day is no sign of a write under way, and is told where it lies.
    """
    if not all(store.is_sound or store.is_stale for store in vault.verify().stores):
        raise files.busy(folder)


def forget(folder: Path) -> None:
    """Take the mark away of a computer that has not closed the vault; VaultBusy if it is open."""
    FolderLock(folder, despite_mark=True).forget()


def _copy_whole(folder: Path, to: Path, name: str) -> None:
    for _ in range(TRIES):
        files.make(to / name)
        with (to / name).open("r+b") as target:
            once = _read(folder / name, target.write)
        if is_quiet(folder / f"{name}-journal") and once == _read(folder / name):
            return
        (to / name).unlink()
    raise files.busy(folder)


def _read(path: Path, take: Callable[[bytes], object] = lambda _block: None) -> bytes:
    """Return the digest of a file, and hand its blocks on."""
    digest = sha256()
    with path.open("rb", 0) as file:
        while block := file.read(256 * PAGE):
            digest.update(block)
            take(block)
    return digest.digest()


def is_quiet(journal: Path) -> bool:
    """Say whether no change is under way: a journal that is done with is empty, or begins blank."""
    try:
        with journal.open("rb") as file:
            return not any(file.read(_BEGUN))
    except FileNotFoundError:
        return True
