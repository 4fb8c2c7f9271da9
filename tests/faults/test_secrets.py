"""Key files, passphrases and recovery keys under small blows: what is not right is refused."""

import random
import re
import resource
import shutil
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
import toy_store
from toy_store import AT, CHEAP, PASSPHRASE

from practicenotes.errors import HeaderDamaged, RecoveryKeyMistyped, WrongPassphrase
from practicenotes.vault import archive, header, keys, strict
from practicenotes.vault.header import COPIES
from practicenotes.vault.recovery import ALPHABET, RecoveryKey
from practicenotes.vault.vault import Vault


MOST_MEMORY = 20 * 1024  # KiB above what was there before


@pytest.mark.release(22)
def test_no_key_file_with_one_bit_turned_is_read(
    vault_folder: Path, tried: Callable[[str], None]
) -> None:
    """Of the thousands of files that differ in one bit from a true one, none is read."""
    data, read = (vault_folder / COPIES[0]).read_bytes(), 0
    for at in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[at] ^= 1 << bit
            try:
                header.parse(bytes(flipped))
            except strict.Broken:
                continue
            read += 1
    tried(f"{len(data) * 8:,} flips: {read} accepted")
    assert len(data) * 8 >= 5_000
    assert read == 0


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a key file that was meddled with; in three of four the checksum is right again."""
    lines = data.split(b"\n")
    body = bytearray(lines[1])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(body))
        how = chance.randrange(5)
        if how == 0:
            body[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            del body[at : at + chance.randint(1, 40)]
        elif how == 2:
            body[at:at] = chance.choice(WORDS)
        elif how == 3:
            body[at:at] = body[at : at + chance.randint(1, 60)]
        else:
            number = chance.choice(list(re.finditer(rb"\d+", body)) or [re.match(b"", body)])
            body[number.start() : number.end()] = str(chance.randrange(2**70)).encode()
        body = body or bytearray(b"{}")
    covered = b"\n".join([lines[0], bytes(body), lines[2], b""])
    right = sha256(covered).hexdigest().encode()
    return covered + (right if chance.randrange(4) else lines[3]) + b"\n"


WORDS = (
    *(b"null", b"true", b"1e999", b"-0", b'"', b"[[[[[[[[", b"{}", b"\\ud800", b"\xff", b"\x00"),
    *(b',"slots":[]', b'"m":67108864', b"[" * 5_000, b"9" * 5_000, b'"a":1,"a":2'),
)


@pytest.mark.release(23)
def test_a_key_file_of_anything_is_an_error_of_ours(
    vault_folder: Path, harder: bool, tried: Callable[[str], None]
) -> None:
    """Whatever the file says, it is read or refused as broken or newer, in little memory."""
    data, chance = (vault_folder / COPIES[0]).read_bytes(), random.Random(23)
    count, read, longest = (1_000_000 if harder else 3_000), 0, 0.0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(count):
        changed = mutated(data, chance)
        began = time.perf_counter()
        try:
            header.parse(changed)
            read += 1
        except (strict.Broken, header.Newer):
            pass
        longest = max(longest, time.perf_counter() - began)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    tried(f"{count:,} files, {read:,} of a right form; {grown // 1024} MB more, {longest:.3f} s")
    assert grown < MOST_MEMORY


def older(folder: Path, name: str, key: RecoveryKey) -> None:
    """Let one key file be that of before the last change."""
    before = (folder / name).read_bytes()
    with closing(Vault.open(folder, key, toy_store.schemas(), at=AT)) as vault:
        vault.change_passphrase(PASSPHRASE, "another lantern over the water", at=AT, cost=CHEAP)
    (folder / name).write_bytes(before)


HARMS: dict[str, Callable[[Path, str, RecoveryKey], object]] = {
    "deleted": lambda folder, name, _key: (folder / name).unlink(),
    "emptied": lambda folder, name, _key: (folder / name).write_bytes(b""),
    "zeroed": lambda folder, name, _key: (folder / name).write_bytes(bytes(900)),
    "cut": lambda folder, name, _key: (folder / name).write_bytes(
        (folder / name).read_bytes()[:300]
    ),
    "older": older,
}


@pytest.mark.release(25)
def test_one_key_file_is_enough_and_the_other_is_mended(
    vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path, tried: Callable[[str], None]
) -> None:
    """Whichever of the two is gone, damaged or older: the vault opens, and both are alike again."""
    for name in COPIES:
        for how, harm in HARMS.items():
            folder = shutil.copytree(vault_folder, tmp_path / how / name)
            harm(folder, name, recovery_key)
            with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)):
                pass
            first, second = ((folder / copy).read_bytes() for copy in COPIES)
            assert first == second
            assert header.parse(first).header.gen == (2 if how == "older" else 1)
    tried(f"{len(COPIES) * len(HARMS)} harms: all opened and mended")


@pytest.mark.release(25)
@pytest.mark.parametrize("by_passphrase", [True, False])
def test_the_key_file_of_a_backup_opens_a_vault_that_lost_both(
    vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path, by_passphrase: bool
) -> None:
    """What was written after the backup is read too: the key file is all that was missing."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        file = vault.backup(tmp_path / "copies", at=AT)
        vault.record.run(toy_store.write, "heron", "after the backup")
    for name in COPIES:
        (vault_folder / name).unlink()
    with pytest.raises(HeaderDamaged):
        Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)
    with archive.opened(file) as packed:
        (vault_folder / COPIES[0]).write_bytes(packed.read(archive.KEYS))
    key = PASSPHRASE if by_passphrase else recovery_key
    with closing(Vault.open(vault_folder, key, toy_store.schemas(), at=AT)) as vault:
        assert vault.record.run(toy_store.bodies) == {"heron": "after the backup"}
        assert vault.verify().is_sound


def typed_in_two_ways(chance: random.Random) -> Iterator[str]:
    """Yield long passphrases of signs that different keyboards put together differently."""
    signs = "äéîñçåøžșệ各각\N{OHM SIGN}\N{KELVIN SIGN}🙂👩‍🦰ﬁ"
    while True:
        yield "".join(chance.choice(signs) for _ in range(20)) + f" {chance.random()}"


@pytest.mark.release(28)
def test_a_passphrase_is_the_same_on_every_keyboard_and_never_cut(
    harder: bool, tried: Callable[[str], None]
) -> None:
    """Composed or taken apart it gives the same key; its last sign matters at any length."""
    chance = random.Random(28)
    pairs = [text for text, _ in zip(typed_in_two_ways(chance), range(100), strict=False)]
    for text in pairs:
        apart, together = (unicodedata.normalize(form, text) for form in ("NFD", "NFC"))
        assert apart != together
        assert keys.encoded(apart) == keys.encoded(together)
    long = [text * 40 for text in ("a quiet word", "wörter ", "🙂 ")]
    long = [text[:1000] for text in long if len(text.encode()) < 1024] + ["x" * 1000]
    for text in long:
        assert keys.encoded(text) != keys.encoded(f"{text[:-1]}?")
        assert len(keys.encoded(text)) == len(unicodedata.normalize("NFKC", text).encode())
    tried(f"{len(pairs)} pairs of spellings alike, {len(long)} long ones not cut off")


@pytest.mark.release(28)
def test_a_thousand_signs_open_a_vault_and_no_other_thousand(tmp_path: Path) -> None:
    """The last of a thousand signs is as much a part of the passphrase as the first."""
    long = "seven lanterns over the water " * 33 + "and a bell"
    folder = tmp_path / "P.practice"
    vault, _ = Vault.create(folder, long, toy_store.schemas(), at=AT, cost=CHEAP)
    vault.close()
    assert len(long) == 1_000
    with closing(Vault.open(folder, long, toy_store.schemas(), at=AT)):
        pass
    with pytest.raises(WrongPassphrase):
        Vault.open(folder, f"{long[:-1]}t", toy_store.schemas(), at=AT)


@pytest.mark.release(29)
def test_recovery_keys_come_back_and_slips_are_caught(
    harder: bool, tried: Callable[[str], None]
) -> None:
    """Random keys survive being printed; every wrong sign and swap of neighbours is noticed."""
    chance = random.Random(29)
    keys_tried = [RecoveryKey(chance.randbytes(20)) for _ in range(1_000 if harder else 50)]
    assert all(RecoveryKey.parse(str(key)) == key for key in keys_tried)
    slips, missed = 0, 0
    for key in keys_tried[: 100 if harder else 1]:
        signs = "".join(key.groups)
        for wrong in (*substituted(signs), *swapped(signs)):
            slips += 1
            try:
                RecoveryKey.parse(wrong)
            except RecoveryKeyMistyped:
                continue
            missed += 1
    tried(f"{len(keys_tried):,} keys came back; {slips:,} slips, {missed} missed")
    assert missed == 0


def substituted(signs: str) -> Iterator[str]:
    """Yield a key with each of its signs replaced by each other one."""
    for at, right in enumerate(signs):
        yield from (signs[:at] + wrong + signs[at + 1 :] for wrong in ALPHABET if wrong != right)


def swapped(signs: str) -> Iterator[str]:
    """Yield a key with each two neighbours changed about."""
    for at in range(len(signs) - 1):
        if signs[at] != signs[at + 1]:
            yield signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :]


@pytest.mark.release(34)
def test_two_vaults_of_one_passphrase_share_no_bytes(
    vault_folder: Path, tmp_path: Path, tried: Callable[[str], None]
) -> None:
    """Neither what the key files hold nor any sixteen bytes of the databases are in both."""
    other = tmp_path / "Other.practice"
    vault, _ = Vault.create(other, PASSPHRASE, toy_store.schemas(), at=AT, cost=CHEAP)
    vault.close()
    pieces = [set(secrets_of(folder)) for folder in (vault_folder, other)]
    tried(f"{len(pieces[0]):,} pieces of 16 bytes, {len(pieces[0] & pieces[1])} in both")
    assert len(pieces[0]) > 10_000
    assert pieces[0].isdisjoint(pieces[1])


def secrets_of(folder: Path) -> Iterator[bytes]:
    """Yield every sixteen bytes that stand in a row in what is not the same by its form."""
    for name in COPIES:
        data = (folder / name).read_bytes()
        for value in re.findall(rb"[0-9a-f]{16,}|[A-Za-z0-9+/=]{40,}", data):
            yield from (value[at : at + 16] for at in range(len(value) - 15))
    for path in folder.glob("*.db"):
        data = path.read_bytes()
        yield from (data[at : at + 16] for at in range(len(data) - 15))
