"""A vault: one folder with two encrypted stores; made, opened and locked here."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from practicenotes.domain import synchronised
from practicenotes.errors import (
    DiskFailing,
    DiskFull,
    FolderNotWritable,
    FolderSynchronised,
    OpenedReadOnly,
    StoreClosed,
    StoreReadOnly,
    VaultBusy,
)
from practicenotes.vault import (
    audit,
    backup,
    database,
    files,
    header,
    keys,
    leftovers,
    passphrases,
    schema,
    verify,
)
from practicenotes.vault.course import Course, Ends
from practicenotes.vault.files import FolderLock
from practicenotes.vault.header import STORES, StoreName
from practicenotes.vault.keyring import Entropy, Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.schema import Schema
from practicenotes.vault.slots import Cost
from practicenotes.vault.store import Store
from practicenotes.vault.stores import OpenStores
from practicenotes.vault.verify import Report


Schemas = Mapping[StoreName, Schema]
T = TypeVar("T")


class Vault:
    """An open vault: the keys stay inside, what is handed out are the stores."""

    def __init__(self, ring: Keyring, held: ExitStack, *, writable: bool) -> None:
        self.folder, self.writable = ring.folder, writable
        self.mended: tuple[str, ...] = ()  # the key files that were written anew at this opening
        self._ring = ring
        self._held = held
        self.stores = OpenStores(ring)
        self._closed = False
        self._ends = Ends()
        self._busy = threading.RLock()  # one copying, check or change of keys at a time
        self._backing_up = threading.Lock()  # one backup at a time; nothing else waits for it

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        schemas: Schemas,
        *,
        at: datetime,
        entropy: Entropy = os.urandom,
        cost: Cost | None = None,
        anywhere: bool = False,
    ) -> tuple["Vault", RecoveryKey]:
        """Make a new vault with both stores and open it; return it with its recovery key.

        Raises FolderInUse, FolderNotWritable, DiskFull, PassphraseRefused, LibraryTooOld or, unless
        it may be `anywhere`, FolderSynchronised; the folder is then as it was.
        """
        _refuse_synchronised(folder, anywhere=anywhere)
        passphrases.check(passphrase, (folder.stem,))
        database.check_library()
        with files.new_folder(folder, entropy(8).hex()) as part:
            ring, recovery = Keyring.new(part, passphrase, cost or keys.calibrate(), at, entropy)
            for name, store_keys in ring.store_keys().items():
                files.make(ring.path(name))
                with closing(Store(ring.path(name), store_keys, entropy, fresh=True)) as store:
                    store.on_connection(partial(schema.bring_up, schema=schemas[name]))
            ring.write()
        ring.folder = folder
        return cls._enter(folder, lambda: ring, schemas, at), recovery

    @classmethod
    def open(
        cls,
        folder: Path,
        key: str | RecoveryKey,
        schemas: Schemas,
        *,
        at: datetime,
        entropy: Entropy = os.urandom,
        backups: Path | None = None,
        anywhere: bool = False,
    ) -> "Vault":
        """Open a vault, and in it only the stores that are named in `schemas`.

        An executor's key opens the record, for reading only. An older store is brought up to date,
        after a backup into `backups` (beside the vault unless told otherwise). Raises VaultMissing,
        VaultNewer, VaultBusy, WrongPassphrase, WrongRecoveryKey, WrongExecutorKey, HeaderDamaged,
        HeaderTampered, StoreDamaged, FileNotReadable, LibraryTooOld or, unless it may be
        `anywhere`, FolderSynchronised.
        """
        _refuse_synchronised(folder, anywhere=anywhere)
        database.check_library()
        header.read(folder)  # a folder that is no vault gets no lock file
        unlock = partial(Keyring.unlock, folder, key, entropy)
        return cls._enter(folder, unlock, schemas, at, backups)

    @property
    def id(self) -> str:
        """What names this vault, wherever its folder is moved: 32 hexadecimal digits."""
        return self._ring.header.vault

    @property
    def label(self) -> str:
        """What the therapist calls it: the folder's name."""
        return self.folder.stem

    @property
    def passphrase_cost(self) -> Cost:
        """What one guess at the passphrase costs."""
        return self._ring.passphrase_cost

    @property
    def is_shut(self) -> bool:
        """Whether a second passphrase keeps the reflections closed."""
        return self._ring.is_shut

    @property
    def record(self) -> Store:
        """The clinical record; raises StoreClosed if it is not open."""
        return self.stores.get("record")

    @property
    def private(self) -> Store:
        """The therapist's own reflections; raises StoreClosed if they are not open."""
        return self.stores.get("private")

    def close(self) -> None:
        """Wait for what was submitted, close both stores and let others in."""
        self._closed = True
        self.leave_off()
        with self._busy:
            self._held.close()

    def check_key(self, key: str | RecoveryKey) -> None:
        """Raise WrongPassphrase or WrongRecoveryKey unless the key opens this vault."""
        with self._alone():
            self._ring.check(key)

    def change_passphrase(
        self, old: str | RecoveryKey, new: str, *, at: datetime, cost: Cost | None = None
    ) -> None:
        """Replace the passphrase: only the header is written, and old backups keep the old one.

        The recovery key takes the place of one that was forgotten. Raises WrongPassphrase,
        WrongRecoveryKey or PassphraseRefused.
        """
        with self._alone(writing=True):
            self._ring.check(old)
            keys.refuse_same(old, new)
            self._ring.set_passphrase(new, at, cost)

    def try_recovery_key(self, key: RecoveryKey) -> None:
        """Raise WrongRecoveryKey unless this key opens the vault, as its key files now stand."""
        Keyring.unlock(self.folder, key, self._ring.entropy)

    def backup(
        self,
        to: Path,
        *,
        at: datetime,
        reason: str = backup.ASKED,
        progress: Callable[[float], None] | None = None,
    ) -> Path:
        """Write a backup of both stores into a folder, read it back, and return its path.

        `progress` hears 0.0 to 1.0; what it raises cancels the backup, and so does a lock. Raises
        what `backup.write` raises, StoreDamaged or StoreClosed.
        """
        course = Course(progress or (lambda _share: None), self._ends.going())
        with self._backing_up:
            return backup.write(self._ring, self._all_stores, to, at, reason, course)

    def leave_off(self) -> None:
        """Let a backup or a check that is under way end now: what waits for a store comes first."""
        self._ends.now()

    def at_close(self, act: Callable[[], object]) -> None:
        """Do this too when the vault is closed; for the vault package alone."""
        with self._alone():
            self._held.callback(act)

    def with_keys(self, work: Callable[[Keyring], T], *, changing: bool = False) -> T:
        """Return what `work` makes of the keys; for the vault package alone."""
        if self._closed:
            raise StoreClosed
        with self._alone(writing=True) if changing else contextlib.nullcontext():
            return work(self._ring)

    def alone(
        self,
        work: Callable[[Keyring, Sequence[Store], Callable[[], None]], T],
        *,
        writing: bool = True,
    ) -> T:
        """Return what `work` makes of keys and stores while nobody else does; for `vault` alone."""
        self.leave_off()
        with self._backing_up, self._alone(writing=writing):
            return work(self._ring, tuple(self.stores), self._ends.going())

    def open_stores(self, schemas: Schemas, at: datetime, backups: Path | None = None) -> None:
        """Open the named stores, and bring them up to date; for the vault package alone.

        A backup is made first where that changes anything.
        """
        to = backups or self.folder.with_name(f"{self.folder.stem} backups")

        def back_up() -> None:
            with self._alone(writing=True):
                backup.write(self._ring, self._all_stores, to, at, backup.BEFORE_MIGRATION)

        self.stores.open(schemas)
        self.writable = self.writable and self.stores.writable
        self.stores.bring_up(schemas, back_up)

    def verify(self, tell: Callable[[], object] = lambda: None) -> Report:
        """Read both stores from end to end, on fresh connections, and say what was found.

        Each takes nothing meanwhile. A StoreClosed that `tell` raises ends it, and so does a lock.
        """
        reports, going = [], self._ends.going()
        with self._alone():
            for name, store_keys in self._ring.store_keys().items():
                told = partial(_both, going, tell)
                check = partial(verify.check, self._ring.path(name), store_keys, told)
                store = self.stores.find(name)
                reports.append(store.set_aside(check) if store else check())
        return Report(tuple(reports))

    @classmethod
    def _enter(
        cls,
        folder: Path,
        unlock: Callable[[], Keyring],
        schemas: Schemas,
        at: datetime,
        backups: Path | None = None,
    ) -> "Vault":
        with ExitStack() as held:
            lock = FolderLock(folder)
            held.callback(lock.release)
            vault = cls(unlock(), held, writable=lock.is_held)
            held.callback(vault.stores.close)
            try:
                vault.open_stores(schemas, at, backups)
            except VaultBusy:
                raise files.busy(folder) from None
            vault.mended = _tidy(vault._ring, writable=vault.writable)
            if vault._ring.reads:
                vault.writable = _only_read(vault.stores, folder, writable=vault.writable)
            lock.announce(at)
            vault._held = held.pop_all()
        return vault

    @contextlib.contextmanager
    def _alone(self, *, writing: bool = False) -> Iterator[None]:
        with self._busy:
            if self._closed:
                raise StoreClosed
            if writing and not self.writable:
                raise self._ring.refusal() if self._ring.reads else OpenedReadOnly(self.folder)
            yield

    @contextlib.contextmanager
    def _all_stores(self) -> Iterator[Mapping[StoreName, Store]]:
        """Yield every store that the keys open; one that is not in use is open only meanwhile."""
        with self._alone(), ExitStack() as visiting:
            yield self.stores.visited(visiting)


def _both(first: Callable[[], object], then: Callable[[], object]) -> None:
    first()
    then()


def _refuse_synchronised(folder: Path, *, anywhere: bool) -> None:
    service = "" if anywhere else synchronised.service(folder)
    if service:
        raise FolderSynchronised(folder, service)


def _only_read(stores: Iterable[Store], folder: Path, *, writable: bool) -> bool:
    """Let an executor read and nothing else, and return that nothing can be written.

    Where no trail could be kept, nothing is read either: raises StoreReadOnly.
    """
    if not writable:
        raise StoreReadOnly(folder)
    for store in stores:
        store.only_read(audit.EXECUTOR)
    return False


def _tidy(ring: Keyring, *, writable: bool) -> tuple[str, ...]:
    """Mend the header's copies, and clear away what a crash or a change-over left behind.

    Return the names of the copies that were written anew.
    """
    mended: tuple[str, ...] = ()
    if ring.reads or not writable:
        return mended
    named = {ring.path(name) for name in STORES}
    with (
        contextlib.suppress(DiskFailing, DiskFull, FolderNotWritable),
        files.plain_errors(ring.folder),
    ):
        mended = ring.mend()
        leftovers.clear(ring.folder)
        files.remove_parts(ring.folder)
        for path in ring.folder.glob("*.db"):
            if header.is_store_file(path.name) and path not in named:
                files.retire(path)
    return mended
