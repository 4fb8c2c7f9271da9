"""Replaces all keys of a vault: both stores are written anew, and no old secret opens them.

Copies are made, rekeyed, marked anew and checked while the vault stays as it is; the header that
names them is the moment that counts. Cut off anywhere, the vault opens with the old set or the new.
"""

import contextlib
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from practicenotes.errors import (
    DiskFull,
    PassphraseRefused,
    PracticeNotesError,
    ReflectionsShut,
    StoreDamaged,
)
from practicenotes.vault import (
    changeover,
    database,
    files,
    keys,
    leftovers,
    passphrases,
    resealing,
    second,
    shelf,
    verify,
)
from practicenotes.vault.course import Course
from practicenotes.vault.header import STORES, StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.slots import Cost
from practicenotes.vault.store import Store, set_aside
from practicenotes.vault.vault import Vault
from practicenotes.vault.verify import StoreReport


_STEPS = 4  # for each store: copied, checked, marked anew, checked again


@dataclass(frozen=True, slots=True)
class Secrets:
    """What opens the vault now, and what is to open it from now on.

    `second` is the passphrase of the reflections if it is to stay; without it, it is gone.
    """

    old: str | RecoveryKey = field(repr=False)
    passphrase: str = field(repr=False)
    recovery: RecoveryKey
    cost: Cost | None = None
    second: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Replaced:
    """What came of it: the kinds of secrets that are gone, and not made anew by this."""

    gone: tuple[str, ...]


def check(vault: Vault, old: str | RecoveryKey, new: str, kept: str = "") -> None:
    """Raise WrongPassphrase, or PassphraseRefused for one that may not follow the old.

    `kept` is the second passphrase if it is to stay; raises WrongSecondPassphrase for it. Raises
    ReflectionsShut while these are closed: what cannot be read cannot be written anew.
    """
    if vault.is_shut:
        raise ReflectionsShut
    vault.check_key(old)
    passphrases.check(new, (vault.label,))
    keys.refuse_same(old, new)
    if kept:
        _check_second(vault, kept, new)


def replace_keys(
    vault: Vault,
    secrets: Secrets,
    *,
    at: datetime,
    progress: Callable[[float], None] = lambda _share: None,
    entered: Callable[[Session], object] = lambda _db: None,
) -> Replaced:
    """Give a vault other keys, passphrase and recovery key; what is submitted meanwhile waits.

    `entered` is done to the record before it counts, and so with it or not at all. `progress` hears
    0.0 to 1.0; what it raises ends it, and so does a lock: the vault is then as it was. Raises what
    `check` raises, StoreReadOnly, StoreClosed, StoreDamaged, DiskFull or FolderNotWritable.
    """
    check(vault, secrets.old, secrets.passphrase, secrets.second)

    def work(ring: Keyring, stores: Iterable[Store], going: Callable[[], None]) -> Replaced:
        course = Course(progress, going)
        try:
            with files.plain_errors(ring.folder):
                return set_aside(
                    stores, lambda: _replace(ring, stores, secrets, at, entered, course)
                )
        except DiskFull:
            raise DiskFull(ring.folder) from None

    return vault.alone(work)


def left(vault: Vault, folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return what still opens with secrets of another time: backups, and what was set aside."""
    found = [
        each.path
        for folder in dict.fromkeys([*folders, shelf.beside(vault)])
        for each in shelf.find(vault, folder)
        if not each.known
    ]
    aside = sorted((vault.folder / files.QUARANTINE).glob("*.db*"))
    return (*found, *aside)


def _check_second(vault: Vault, kept: str, new: str) -> None:
    """Raise unless it opens the reflections now, and can go on doing so beside the new one."""
    second.check(vault, kept)
    if keys.encoded(new) == keys.encoded(kept):
        raise PassphraseRefused("second")


def _replace(
    ring: Keyring,
    stores: Iterable[Store],
    secrets: Secrets,
    at: datetime,
    entered: Callable[[Session], object],
    course: Course,
) -> Replaced:
    names = {name: changeover.next_file(ring.path(name)).name for name in STORES}
    fresh = ring.successor(
        secrets.passphrase, secrets.recovery, at, secrets.cost, names, secrets.second
    )
    try:
        for number, name in enumerate(STORES):
            _Copy(ring, fresh, name).make(entered if name == "record" else None, course, number)
        _commit(ring, fresh)
    except BaseException:
        _clear(ring)
        raise
    left = {slot.type for slot in fresh.header.slots}
    gone = tuple(sorted({slot.type for slot in ring.header.slots} - left))
    ring.turn_to(fresh)
    for store in stores:
        store.turn_to(ring.path(store.name), ring.store_keys()[store.name])
    _clear(ring)
    course.progress(1.0)
    return Replaced(gone)


@dataclass(frozen=True, slots=True)
class _Copy:
    """One store on its way from one set of keys to the other."""

    ring: Keyring
    fresh: Keyring
    name: StoreName

    @property
    def part(self) -> Path:
        """Where it is written."""
        return files.part_of(self.fresh.path(self.name))

    def make(
        self, entered: Callable[[Session], object] | None, course: Course, number: int
    ) -> None:
        """Write the copy and check it; the store itself is only read."""
        old, new = self.ring.store_keys()[self.name], self.fresh.store_keys()[self.name]
        done = 0

        def step() -> None:
            nonlocal done
            done += 1
            course.going()
            course.progress((number + done / _STEPS) / len(STORES))

        self.part.unlink(missing_ok=True)
        with closing(Store(self.ring.path(self.name), old, self.ring.entropy)) as store:
            store.copy_into(self.part, course.ends)
        if entered:
            with closing(Store(self.part, old, self.ring.entropy)) as copy:
                copy.run(entered)
        step()
        before = verify.check(self.part, old, course.going)
        step()
        with closing(database.open_file(self.part, old.database)) as connection:
            database.rekey(connection, new.database)
        with closing(Store(self.part, new, self.ring.entropy)) as copy:
            copy.on_connection(partial(resealing.reseal, old=old, new=new, tell=course.going))
        step()
        after = verify.check(self.part, new, course.going)
        if not (after.is_readable and _told(before) == _told(after)):
            raise StoreDamaged(self.ring.path(self.name))
        files.sync(self.part)
        step()


def _told(report: StoreReport) -> StoreReport:
    """Return what a check found but for what other keys change: damage is no part of that."""
    trail = report.audit and replace(report.audit, adds_up=True)  # of a broken one it is let go
    return replace(report, audit_head=None, pages=0, audit=trail)


def _commit(ring: Keyring, fresh: Keyring) -> None:
    """Let the header name the copies: once one of the two key files does, this is what counts."""
    both = [each.header.place(name) for each in (ring, fresh) for name in STORES]
    leftovers.tell(ring.folder, {place.file: place.salt for place in both})
    for name in STORES:
        files.replace(files.part_of(fresh.path(name)), fresh.path(name))
    fresh.put_in_force()


def _clear(ring: Keyring) -> None:
    """Delete the set that no longer counts; what cannot be deleted goes at the next opening."""
    with contextlib.suppress(OSError, PracticeNotesError):
        files.remove_parts(ring.folder)
        leftovers.clear(ring.folder)
