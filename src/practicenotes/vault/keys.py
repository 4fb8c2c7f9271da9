"""From a passphrase or a recovery key to the two master keys, and from these to every other key."""

import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from practicenotes.errors import (
    MemoryShort,
    PassphraseRefused,
    ReflectionsShut,
    WrongExecutorKey,
    WrongPassphrase,
    WrongRecoveryKey,
    WrongSecondPassphrase,
)
from practicenotes.vault.executor_key import ExecutorKey
from practicenotes.vault.header import Header, StoreName
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.slots import Argon2, Cost, Hkdf, Slot


MOST_PASSPHRASE_BYTES = 1024

_PURPOSE = "practicenotes/1/"
_GIB = 1024 * 1024  # in KiB, as Argon2 counts


@dataclass(frozen=True, slots=True)
class Masters:
    """The two keys from which all others come; without `private` the reflections stay shut."""

    record: bytes = field(repr=False)
    private: bytes | None = field(repr=False)

    def header(self) -> bytes:
        """Return the key that marks the header."""
        return subkey(self.record, "header-mac")

    def manifest(self) -> bytes:
        """Return the key that marks the list of contents of a backup."""
        return subkey(self.record, "backup-manifest")

    def facts(self) -> bytes:
        """Return the key that hides the counts in a backup."""
        return subkey(self.record, "backup-facts")

    def store(self, name: StoreName, header: Header) -> "StoreKeys | None":
        """Return the keys of a store, or None if these masters do not open it."""
        master = self.record if name == "record" else self.private
        if master is None:
            return None
        place = header.place(name)
        raw = subkey(master, f"{name}-db/{place.epoch}")
        seal, audit = subkey(master, f"{name}-mac"), subkey(master, "audit")
        return StoreKeys(name, (raw + place.salt).hex(), seal, audit)


@dataclass(frozen=True, slots=True)
class StoreKeys:
    """What opens and marks one store: `database` is 96 hexadecimal digits, key and salt."""

    store: StoreName
    database: str = field(repr=False)
    seal: bytes = field(repr=False)
    audit: bytes = field(repr=False)

    @property
    def raw(self) -> bytes:
        """The 32 bytes of the database key."""
        return bytes.fromhex(self.database[:64])

    @property
    def salt(self) -> bytes:
        """The 16 bytes that stand at the beginning of the file."""
        return bytes.fromhex(self.database[64:])


def subkey(master: bytes, purpose: str) -> bytes:
    """Return the 32-byte key for one purpose (HKDF-SHA256, RFC 5869, no salt)."""
    return hkdf(master, b"", purpose)


def hkdf(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """Return 32 bytes by HKDF-SHA256 with the info `practicenotes/1/<purpose>`."""
    info = (_PURPOSE + purpose).encode()
    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=info).derive(secret)


def argon2id(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    """Return 32 bytes by Argon2id (RFC 9106), at the given cost."""
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    try:
        return kdf.derive(passphrase)
    except MemoryError:
        raise MemoryShort from None


def encoded(passphrase: str) -> bytes:
    """Return the bytes of a passphrase: the same signs give the same, however they were typed."""
    return _normal(passphrase).encode()


def _normal(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase)


def refuse_same(old: str | RecoveryKey, new: str) -> None:
    """Raise PassphraseRefused if a passphrase is to follow itself: the old one may be known."""
    if isinstance(old, str) and _normal(new) == _normal(old):
        raise PassphraseRefused("same")


@dataclass(frozen=True, slots=True)
class Locksmith:
    """Makes slots for one vault: its id, the instant that they will carry, and where chance is."""

    vault: str
    created: str
    masters: Masters
    entropy: Callable[[int], bytes] = field(repr=False)

    def passphrase(self, text: str, cost: Cost, wraps: str = "record+private") -> Slot:
        """Return a slot that opens with a passphrase."""
        kdf = Argon2(cost, self.entropy(16))
        slot = Slot("passphrase", self.entropy(16).hex(), self.created, kdf, wraps)
        return self._wrap(slot, argon2id(encoded(text), kdf.salt, cost))

    def private(self, text: str, cost: Cost) -> Slot:
        """Return a slot that opens the reflections, and only these, with a second passphrase."""
        kdf = Argon2(cost, self.entropy(16))
        slot = Slot("private", self.entropy(16).hex(), self.created, kdf, "private")
        return self._wrap(slot, argon2id(encoded(text), kdf.salt, cost))

    def recovery(self, key: RecoveryKey) -> Slot:
        """Return a slot that opens with a recovery key."""
        return self._for_paper("recovery", key, "record+private")

    def executor(self, key: ExecutorKey) -> Slot:
        """Return a slot that opens the record, and only that, with an executor's key."""
        return self._for_paper("executor", key, "record")

    def _for_paper(self, kind: str, key: RecoveryKey, wraps: str) -> Slot:
        kdf = Hkdf(self.entropy(16))
        slot = Slot(kind, self.entropy(16).hex(), self.created, kdf, wraps)
        return self._wrap(slot, hkdf(key.secret, kdf.salt, kind))

    def _wrap(self, slot: Slot, key: bytes) -> Slot:
        nonce = self.entropy(12)
        parts = {"record": self.masters.record, "private": self.masters.private}
        inside = b"".join(parts[name] or _shut() for name in slot.wraps.split("+"))
        wrapped = AESGCM(key).encrypt(nonce, inside, slot.bound_to(self.vault))
        return replace(slot, nonce=nonce, wrapped=wrapped)


def seal(masters: Masters, facts: bytes, entropy: Callable[[int], bytes]) -> bytes:
    """Return facts about a backup so that only the owner can read them: nonce and ciphertext."""
    nonce = entropy(12)
    return nonce + AESGCM(masters.facts()).encrypt(nonce, facts, None)


def unseal(masters: Masters, sealed: bytes) -> bytes:
    """Return what `seal` was given; empty if it was not sealed with these keys."""
    try:
        return AESGCM(masters.facts()).decrypt(sealed[:12], sealed[12:], None)
    except (InvalidTag, ValueError):
        return b""


def unlock(header: Header, key: str | RecoveryKey) -> Masters:
    """Return the master keys; raise WrongPassphrase, WrongRecoveryKey or WrongExecutorKey.

    A passphrase costs its slot's derivation; a key from paper costs nothing.
    """
    wrong: WrongPassphrase | WrongRecoveryKey | WrongExecutorKey
    if isinstance(key, ExecutorKey):
        candidates = _with_paper(header, "executor", key)
        wrong = WrongExecutorKey()
    elif isinstance(key, RecoveryKey):
        candidates = _with_paper(header, "recovery", key)
        wrong = WrongRecoveryKey()
    else:
        candidates = _with_passphrase(header, key)
        wrong = WrongPassphrase()
    for slot, slot_key in candidates:
        try:
            found = AESGCM(slot_key).decrypt(slot.nonce, slot.wrapped, slot.bound_to(header.vault))
        except InvalidTag:
            continue
        return Masters(found[:32], found[32:] or None)
    raise wrong


def unlock_private(header: Header, key: str | RecoveryKey) -> bytes:
    """Return the master key of the reflections that stand behind a second passphrase.

    Raises WrongSecondPassphrase, at the cost of any passphrase, or WrongRecoveryKey.
    """
    if isinstance(key, RecoveryKey):
        return unlock(header, key).private or _shut()
    for slot, slot_key in _with_passphrase(header, key, "private"):
        try:
            return AESGCM(slot_key).decrypt(slot.nonce, slot.wrapped, slot.bound_to(header.vault))
        except InvalidTag:
            continue
    raise WrongSecondPassphrase


def calibrate(
    clock: Callable[[], float] = time.perf_counter, memory_kib: int | None = None
) -> Cost:
    """Return the cost at which this computer needs half a second to a second for one guess."""
    memory = _memory_kib() if memory_kib is None else memory_kib
    cost = Cost()
    if memory < 4 * _GIB:
        return replace(cost, memory_kib=131_072 if memory >= 2 * _GIB else 65_536)
    most = min(_GIB, memory // 8)
    while True:
        before = clock()
        argon2id(b"measure", bytes(16), cost)
        slow_enough = clock() - before >= 0.5  # noqa: PLR2004 - seconds
        if slow_enough or cost.memory_kib * 2 > most:
            return cost
        cost = replace(cost, memory_kib=cost.memory_kib * 2)


def _shut() -> bytes:
    raise ReflectionsShut


def _with_passphrase(
    header: Header, passphrase: str, kind: str = "passphrase"
) -> Iterator[tuple[Slot, bytes]]:
    try:
        secret = encoded(passphrase)
    except UnicodeEncodeError:
        return
    if len(secret) > MOST_PASSPHRASE_BYTES:
        return
    for slot in header.of_type(kind):
        if isinstance(slot.kdf, Argon2):
            yield slot, argon2id(secret, slot.kdf.salt, slot.kdf.cost)


def _with_paper(header: Header, kind: str, key: RecoveryKey) -> Iterator[tuple[Slot, bytes]]:
    for slot in header.of_type(kind):
        yield slot, hkdf(key.secret, slot.kdf.salt, kind)


def _memory_kib() -> int:
    """Return how much memory this computer has."""
    if sys.platform == "win32":
        import ctypes

        class Status(ctypes.Structure):
            """MEMORYSTATUSEX, as GlobalMemoryStatusEx fills it."""

            _fields_ = (
                ("length", ctypes.c_ulong),
                ("load", ctypes.c_ulong),
                ("total", ctypes.c_ulonglong),
                ("others", ctypes.c_ulonglong * 6),
            )

        status = Status(length=ctypes.sizeof(Status))
        ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total) // 1024
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024
