"""Keys come out as the standards say, and out of nothing but the right secret."""

from dataclasses import replace

import pytest
import toy_store
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from practicenotes.errors import MemoryShort, WrongPassphrase, WrongRecoveryKey
from practicenotes.vault import keys
from practicenotes.vault.header import Header, Place
from practicenotes.vault.keys import Locksmith, Masters
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.slots import Cost, Slot


VAULT = "0f" * 16
MASTERS = Masters(b"R" * 32, b"P" * 32)
RECOVERY = RecoveryKey(bytes(range(20)))


def counting(size: int) -> bytes:
    """Return bytes that are the same in every run."""
    return bytes(range(size))


def header_of(*slots: Slot) -> Header:
    """Return a header with these slots."""
    place = Place(1, "record-1.db", b"s" * 16)
    return Header(VAULT, 1, "0.1", slots, place, replace(place, file="private-1.db"))


@pytest.fixture(scope="module")
def slots() -> tuple[Slot, Slot]:
    """Make a passphrase slot and a recovery slot, once."""
    smith = Locksmith(VAULT, "2025-11-18T13:02:44.120Z", MASTERS, counting)
    return smith.passphrase(toy_store.PASSPHRASE, toy_store.CHEAP), smith.recovery(RECOVERY)


@pytest.mark.release(27)
def test_argon2id_gives_the_vector_of_rfc_9106() -> None:
    """The library's Argon2id gives the tag of RFC 9106, 5.3, with secret and associated data."""
    kdf = Argon2id(
        salt=b"\2" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        secret=b"\3" * 8,
        ad=b"\4" * 12,
    )
    tag = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert kdf.derive(b"\1" * 32).hex() == tag


def test_a_computer_without_memory_is_told_so() -> None:
    """A passphrase that cannot be tried for want of memory is not called wrong."""
    with pytest.raises(MemoryShort):
        keys.argon2id(b"words", b"s" * 16, Cost(2**32 - 1, 1, 1))


def test_argon2id_takes_memory_passes_and_lanes_in_their_places() -> None:
    """Each part of the cost changes the key, and a fixed cost gives a fixed key."""
    found = {
        keys.argon2id(b"secret", bytes(16), cost)
        for cost in (Cost(64, 2, 1), Cost(128, 2, 1), Cost(64, 3, 1), Cost(64, 2, 2))
    }
    assert len(found) == 4
    direct = Argon2id(salt=bytes(16), length=32, iterations=3, lanes=1, memory_cost=64)
    assert keys.argon2id(b"secret", bytes(16), Cost(64, 3, 1)) == direct.derive(b"secret")


@pytest.mark.parametrize(
    ("secret", "salt", "info", "length", "expected"),
    [
        (
            b"\x0b" * 22,
            bytes(range(13)),
            bytes(range(0xF0, 0xFA)),
            42,
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            b"\x0b" * 22,
            b"",
            b"",
            42,
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ],
)
@pytest.mark.release(27)
def test_hkdf_gives_the_vectors_of_rfc_5869(
    secret: bytes, salt: bytes, info: bytes, length: int, expected: str
) -> None:
    """The library's HKDF-SHA256 gives the output of RFC 5869, A.1 and A.3."""
    kdf = HKDF(algorithm=SHA256(), length=length, salt=salt or None, info=info)
    assert kdf.derive(secret).hex() == expected


def test_a_subkey_is_hkdf_without_salt_and_with_its_purpose() -> None:
    """The info that separates one key from another names program, format and purpose."""
    expected = HKDF(SHA256(), 32, None, b"practicenotes/1/record-mac").derive(b"R" * 32)
    assert keys.subkey(b"R" * 32, "record-mac") == expected


def test_no_two_purposes_share_a_key() -> None:
    """Databases, marks, chains, header and backups all have keys of their own."""
    head = header_of()
    record, private = MASTERS.store("record", head), MASTERS.store("private", head)
    found = [
        *(record.raw, record.seal, record.audit, private.raw, private.seal, private.audit),
        *(MASTERS.header(), MASTERS.manifest(), MASTERS.facts(), MASTERS.record, MASTERS.private),
    ]
    assert len(set(found)) == len(found)
    later = MASTERS.store("record", replace(head, record=replace(head.record, epoch=2)))
    assert later.raw != record.raw
    assert later.seal == record.seal


def test_a_database_key_is_96_digits_of_key_and_salt() -> None:
    """What SQLite is given is the raw key and the salt of the header, in hex."""
    record = MASTERS.store("record", header_of())
    assert len(record.database) == 96
    assert record.salt == b"s" * 16
    assert record.raw.hex() + record.salt.hex() == record.database


def test_the_passphrase_gives_both_master_keys(slots: tuple[Slot, Slot]) -> None:
    """The right passphrase unwraps the record's key and the private one."""
    assert keys.unlock(header_of(*slots), toy_store.PASSPHRASE) == MASTERS


def test_the_recovery_key_gives_both_master_keys_without_a_derivation(
    slots: tuple[Slot, Slot], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recovery key is random enough: nothing is derived, and the answer is the same."""
    monkeypatch.setattr(keys, "argon2id", lambda *_: pytest.fail("a passphrase was derived"))
    assert keys.unlock(header_of(*slots), RECOVERY) == MASTERS


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "velvet harbour seven lantern",
        "Velvet harbour seven lanterns",
        "x" * 2000,
        "\ud800" * 20,
    ],
)
def test_any_other_passphrase_is_wrong(slots: tuple[Slot, Slot], wrong: str) -> None:
    """Shorter, longer, otherwise spelled or unspeakable: it is simply wrong."""
    with pytest.raises(WrongPassphrase):
        keys.unlock(header_of(*slots), wrong)


def test_any_other_recovery_key_is_wrong(slots: tuple[Slot, Slot]) -> None:
    """A well-formed key of another vault does not open this one."""
    with pytest.raises(WrongRecoveryKey):
        keys.unlock(header_of(*slots), RecoveryKey(bytes(20)))
    with pytest.raises(WrongRecoveryKey):
        keys.unlock(header_of(slots[0]), RECOVERY)


def test_a_passphrase_typed_apart_is_the_same_passphrase() -> None:
    """Composed and decomposed accents, and full-width letters, give the same bytes."""
    assert keys.encoded("cafe\N{COMBINING ACUTE ACCENT}") == keys.encoded("café")
    assert keys.encoded("\N{FULLWIDTH LATIN SMALL LETTER A}") == b"a"


@pytest.mark.parametrize(
    "change",
    [
        {"id": "00" * 16},
        {"created": "2025-11-18T13:02:44.121Z"},
        {"wraps": "record"},
        {"type": "executor"},
        {"nonce": bytes(12)},
    ],
)
def test_a_slot_is_bound_to_its_own_facts(
    slots: tuple[Slot, Slot], change: dict[str, object]
) -> None:
    """Whoever changes what a slot says of itself cannot open it any more."""
    changed = replace(slots[1], **change)
    with pytest.raises(WrongRecoveryKey):
        keys.unlock(header_of(changed), RECOVERY)


def test_a_slot_is_bound_to_its_vault(slots: tuple[Slot, Slot]) -> None:
    """A slot that was carried into another vault's header does not open."""
    with pytest.raises(WrongRecoveryKey):
        keys.unlock(replace(header_of(*slots), vault="ff" * 16), RECOVERY)


def test_a_slot_for_the_record_alone_keeps_the_reflections_shut() -> None:
    """Masters without the private key open the record and not the private store."""
    smith = Locksmith(VAULT, "2025-11-18T13:02:44.120Z", MASTERS, counting)
    slot = smith.passphrase(toy_store.PASSPHRASE, toy_store.CHEAP, "record")
    found = keys.unlock(header_of(slot), toy_store.PASSPHRASE)
    assert found == Masters(MASTERS.record, None)
    assert found.store("record", header_of(slot)) is not None
    assert found.store("private", header_of(slot)) is None


def test_keys_are_never_shown_by_accident() -> None:
    """Representations, which end up in logs and tracebacks, hold no key."""
    shown = repr(MASTERS) + repr(MASTERS.store("record", header_of()))
    assert "RRR" not in shown
    assert MASTERS.store("record", header_of()).database not in shown


@pytest.mark.parametrize(
    ("seconds", "memory_kib"), [(0.6, 262_144), (0.4, 524_288), (0.1, 1_048_576)]
)
@pytest.mark.release(26)
def test_the_cost_is_raised_until_a_guess_takes_half_a_second(
    seconds: float, memory_kib: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A computer that is faster at 256 MiB gets 512 or 1,024; passes and lanes stay."""
    passed = [0.0]

    def derive(_passphrase: bytes, _salt: bytes, cost: Cost) -> bytes:
        passed[0] += seconds * cost.memory_kib / 262_144
        return b""

    monkeypatch.setattr(keys, "argon2id", derive)
    found = keys.calibrate(lambda: passed[0], memory_kib=32 * 1024**2)
    assert found == Cost(memory_kib, 3, 4)


@pytest.mark.parametrize(("gib", "memory_kib"), [(1, 65_536), (3, 131_072)])
@pytest.mark.release(26)
def test_a_small_computer_gets_a_smaller_cost(gib: int, memory_kib: int) -> None:
    """Below 4 GB the memory of a guess is 64 or 128 MiB."""
    assert keys.calibrate(memory_kib=gib * 1024**2) == Cost(memory_kib, 3, 4)


def test_the_computer_knows_how_much_memory_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without being told, the cost is chosen by what the system says; it is never below 64 MiB."""
    monkeypatch.setattr(keys, "argon2id", lambda *_: b"")
    assert keys.calibrate(iter(range(100)).__next__).memory_kib >= 65_536
