"""The keys of one vault: its header as it stands on disk, and what the header keeps wrapped."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from practicenotes import __version__
from practicenotes.errors import (
    HeaderTampered,
    OpenForReading,
    PassphraseRefused,
    PracticeNotesError,
    WrongPassphrase,
)
from practicenotes.vault import files, header, keys, passphrases
from practicenotes.vault.executor_key import ExecutorKey
from practicenotes.vault.header import COPIES, FIRST_APP, STORES, Header, Place, StoreName
from practicenotes.vault.keys import Locksmith, Masters, StoreKeys
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.rows import Instant
from practicenotes.vault.slots import Argon2, Cost, ForeignSlot, Slot


Entropy = Callable[[int], bytes]

_UNWRITTEN = (OSError, PracticeNotesError, MemoryError)  # why a key file is not the new one


@dataclass(slots=True)
class Keyring:
    """The master keys of an unlocked vault and the header that wraps them; never leaves `vault`."""

    folder: Path
    header: Header
    masters: Masters = field(repr=False)
    entropy: Entropy = field(repr=False)
    reads: bool = False  # whether it is only read: for an executor, or because it is not in use
    refusal: Callable[[], PracticeNotesError] = OpenForReading  # what a writer is told then

    @classmethod
    def new(
        cls, folder: Path, passphrase: str, cost: Cost, at: datetime, entropy: Entropy
    ) -> tuple["Keyring", RecoveryKey]:
        """Return fresh keys for a vault in `folder`; nothing is written yet."""
        masters = Masters(entropy(32), entropy(32))
        recovery = RecoveryKey.new(entropy)
        smith = Locksmith(entropy(16).hex(), Instant().write(at), masters, entropy)
        slots = (smith.passphrase(passphrase, cost), smith.recovery(recovery))
        places = (Place(1, f"{name}-1.db", entropy(16)) for name in STORES)
        head = Header(smith.vault, 1, FIRST_APP, slots, *places)
        return cls(folder, head, masters, entropy), recovery

    @classmethod
    def unlock(cls, folder: Path, key: str | RecoveryKey, entropy: Entropy) -> "Keyring":
        """Open the newest whole copy of the header.

        Raises VaultMissing, VaultNewer, HeaderDamaged, FileNotReadable, WrongPassphrase,
        WrongRecoveryKey, WrongExecutorKey or HeaderTampered.
        """
        reading = header.read(folder)
        masters = keys.unlock(reading.header, key)
        if not reading.is_marked_by(masters.header()):
            raise HeaderTampered(folder)
        return cls(folder, reading.header, masters, entropy, isinstance(key, ExecutorKey))

    @property
    def data(self) -> bytes:
        """The bytes of a key file."""
        return header.render(self.header, self.masters.header())

    @property
    def passphrase_slot(self) -> Slot:
        """The one slot that opens with a passphrase."""
        return self.header.of_type("passphrase")[0]

    @property
    def passphrase_cost(self) -> Cost:
        """What one guess at the passphrase costs."""
        kdf = self.passphrase_slot.kdf
        return kdf.cost if isinstance(kdf, Argon2) else Cost()

    @property
    def has_second(self) -> bool:
        """Whether a second passphrase stands before the reflections."""
        return self.passphrase_slot.wraps == "record"

    @property
    def is_shut(self) -> bool:
        """Whether the record is open for its owner, and the reflections are not."""
        for_executor = self.reads and self.refusal is OpenForReading
        return self.masters.private is None and not for_executor

    def path(self, name: StoreName) -> Path:
        """Return where a store lies."""
        return self.folder / self.header.place(name).file

    def store_keys(self) -> dict[StoreName, StoreKeys]:
        """Return the keys of the stores that these masters open."""
        found = {name: self.masters.store(name, self.header) for name in STORES}
        return {name: store_keys for name, store_keys in found.items() if store_keys is not None}

    def write(self) -> None:
        """Write both copies, first one and then the other, so that one is always whole."""
        data = self.data
        for name in COPIES:
            files.write(self.folder / name, data)

    def mend(self) -> tuple[str, ...]:
        """Write a copy anew that is lost, damaged or older than the other; return its name."""
        mended = []
        for name in COPIES:
            if not self._stands_in(self.folder / name):
                files.write(self.folder / name, self.data)
                mended.append(name)
        return tuple(mended)

    def put_in_force(self) -> None:
        """Write both copies; once the first one stands it counts, whatever comes of the other.

        What does not get as far as that is raised, and changed nothing. A copy that was left behind
        is mended at the next opening, which goes by the newer one.
        """
        first, other = (self.folder / name for name in COPIES)
        try:
            files.write(first, self.data)
        except _UNWRITTEN:
            if not self._stands_in(first):  # it may have its name already, and the disk balk then
                raise
        with suppress(*_UNWRITTEN):
            files.write(other, self.data)

    def adopt(self, head: Header) -> None:
        """Make a changed header the next one, on disk first; raises where it is not that then."""
        ahead = replace(self, header=replace(head, gen=self.header.gen + 1))
        ahead.put_in_force()
        self.header = ahead.header

    def check(self, key: str | RecoveryKey) -> None:
        """Raise WrongPassphrase or WrongRecoveryKey unless the key opens this vault."""
        keys.unlock(self.header, key)

    def set_passphrase(self, text: str, at: datetime, cost: Cost | None) -> None:
        """Let a new passphrase open the vault instead of the old; raises PassphraseRefused."""
        passphrases.check(text, (self.folder.stem,))
        if self.has_second:
            self._refuse(keys.unlock_private, text, "second")
        wraps = self.passphrase_slot.wraps
        slot = self._smith(at).passphrase(text, cost or self.passphrase_cost, wraps)
        self._replace_slots(slot)

    def put_second(self, first: str, text: str, at: datetime, cost: Cost | None) -> None:
        """Let a second passphrase open the reflections, and the first one the record alone.

        Raises WrongPassphrase, PassphraseRefused or ReflectionsShut.
        """
        self.check(first)
        self._check_second(text)
        smith, cost = self._smith(at), cost or self.passphrase_cost
        fresh = (smith.passphrase(first, cost, "record"), smith.private(text, cost))
        self._put_first(fresh, replace(self.header, min_app=__version__))

    def change_second(self, text: str, at: datetime, cost: Cost | None) -> None:
        """Let another second passphrase stand there; raises PassphraseRefused, ReflectionsShut."""
        self._check_second(text)
        self._replace_slots(self._smith(at).private(text, cost or self.passphrase_cost))

    def take_second_away(self, first: str, at: datetime) -> None:
        """Let the first passphrase open both again; raises WrongPassphrase or ReflectionsShut."""
        self.check(first)
        fresh = self._smith(at).passphrase(first, self.passphrase_cost)
        self._put_first((fresh,), self.header)

    def checked_private(self, key: str | RecoveryKey) -> bytes:
        """Return the key of the reflections; raises WrongPassphrase or WrongRecoveryKey."""
        return keys.unlock_private(self.header, key)

    def open_private(self, key: str | RecoveryKey) -> None:
        """Hold the key of the reflections too; raises WrongPassphrase or WrongRecoveryKey."""
        self.masters = Masters(self.masters.record, self.checked_private(key))

    def shut_private(self) -> None:
        """Hold the key of the record alone."""
        self.masters = Masters(self.masters.record, None)

    def take_recovery_key(self, key: RecoveryKey, at: datetime) -> None:
        """Let this recovery key open the vault instead of the old."""
        self._replace_slots(self._smith(at).recovery(key))

    def take_executor_key(self, key: ExecutorKey, at: datetime) -> None:
        """Let this executor's key open the record instead of any before."""
        self._replace_slots(self._smith(at).executor(key))

    def revoke_executor_key(self) -> None:
        """Let no executor's key open the record any more."""
        kept = tuple(slot for slot in self.header.slots if slot.type != "executor")
        if kept != self.header.slots:
            self.adopt(replace(self.header, slots=kept))

    def successor(
        self,
        passphrase: str,
        recovery: RecoveryKey,
        at: datetime,
        cost: Cost | None,
        files_of: Mapping[StoreName, str],
        second: str = "",
    ) -> "Keyring":
        """Return fresh keys for the same vault, whose stores lie elsewhere; nothing is written.

        Every slot is made anew: what opened the vault before does not open it with these. A
        `second` passphrase stands before the reflections with these too.
        """
        masters = Masters(self.entropy(32), self.entropy(32))
        smith = Locksmith(self.header.vault, Instant().write(at), masters, self.entropy)
        cost = cost or self.passphrase_cost
        first = (
            (smith.passphrase(passphrase, cost, "record"), smith.private(second, cost))
            if second
            else (smith.passphrase(passphrase, cost),)
        )
        slots = (*first, smith.recovery(recovery))
        record, private = (
            Place(self.header.place(name).epoch + 1, files_of[name], self.entropy(16))
            for name in STORES
        )
        head = replace(
            self.header, gen=self.header.gen + 1, slots=slots, record=record, private=private
        )
        return replace(self, header=head, masters=masters)

    def turn_to(self, other: "Keyring") -> None:
        """Take the keys of another ring for one's own."""
        self.folder, self.header, self.masters = other.folder, other.header, other.masters

    def _stands_in(self, copy: Path) -> bool:
        """Whether this header is what a key file says; one that cannot be read does not tell."""
        with suppress(OSError):
            return copy.read_bytes() == self.data
        return False

    def _smith(self, at: datetime) -> Locksmith:
        return Locksmith(self.header.vault, Instant().write(at), self.masters, self.entropy)

    def _check_second(self, text: str) -> None:
        passphrases.check(text, (self.folder.stem,))
        self._refuse(keys.unlock, text, "first")

    def _refuse(self, unlock: Callable[[Header, str], object], text: str, why: str) -> None:
        """Refuse a passphrase that would open both: then neither guards anything alone."""
        try:
            unlock(self.header, text)
        except WrongPassphrase:
            return
        raise PassphraseRefused(why)

    def _replace_slots(self, fresh: Slot) -> None:
        kept: list[Slot | ForeignSlot] = [s for s in self.header.slots if s.type != fresh.type]
        self.adopt(replace(self.header, slots=(fresh, *kept)))

    def _put_first(self, fresh: tuple[Slot, ...], head: Header) -> None:
        """Let these stand for what stood before both stores, or either."""
        both = {"passphrase", "private"}
        kept: list[Slot | ForeignSlot] = [s for s in head.slots if s.type not in both]
        self.adopt(replace(head, slots=(*fresh, *kept)))
