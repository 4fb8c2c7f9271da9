"""A key header is read whole or not at all, and believed only with the key."""

import hmac
import json
import random
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from practicenotes.errors import HeaderDamaged, VaultMissing, VaultNewer
from practicenotes.vault import header, keys, strict
from practicenotes.vault.header import COPIES, Header, Place
from practicenotes.vault.slots import Argon2, Cost, ForeignSlot, Hkdf, Slot


KEY = bytes(range(32))
SLOTS = (
    Slot(
        *("passphrase", "a1" * 16, "2025-11-18T13:02:44.120Z", Argon2(Cost(), bytes(16))),
        *("record+private", bytes(12), bytes(80)),
    ),
    Slot(
        *("recovery", "b2" * 16, "2025-11-18T13:02:44.120Z", Hkdf(bytes(16))),
        *("record+private", bytes(12), bytes(80)),
    ),
)
HEADER = Header(
    vault="0f" * 16,
    gen=17,
    min_app="0.1",
    slots=SLOTS,
    record=Place(1, "record-1.db", bytes(16)),
    private=Place(2, "private-3.db", bytes(16)),
)
DATA = header.render(HEADER, KEY)


def forged(change: Callable[[dict[str, Any]], None]) -> bytes:
    """Return the header with something changed, and every checksum put right again."""
    body = json.loads(DATA.split(b"\n")[1])
    change(body)
    return sealed(b"PRACTICENOTES-KEYS 1", strict.canonical(body))


def sealed(magic: bytes, body: bytes) -> bytes:
    """Return a key file with a right mark and a right checksum."""
    covered = magic + b"\n" + body + b"\n"
    marked = covered + b64encode(hmac.digest(KEY, covered, sha256)) + b"\n"
    return marked + sha256(marked).hexdigest().encode() + b"\n"


def setting(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Return a change that sets one field, named by its path: `slots.0.kdf.m`."""

    def change(body: Any) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in way:
            body = body[step]
        body[last] = value

    return change


def test_what_was_written_is_read_back() -> None:
    """A header survives its file, and its own key knows it."""
    reading = header.parse(DATA)
    assert reading.header == HEADER
    assert reading.is_marked_by(KEY)
    assert not reading.is_marked_by(bytes(32))


def test_the_file_has_four_lines_of_ascii() -> None:
    """The file can be read by eye and begins with its name and format."""
    lines = DATA.decode("ascii").split("\n")
    assert lines[0] == "PRACTICENOTES-KEYS 1"
    assert [len(line) for line in lines[2:]] == [44, 64, 0]
    assert lines[1] == json.dumps(json.loads(lines[1]), sort_keys=True, separators=(",", ":"))


def test_every_single_bit_flip_is_refused() -> None:
    """None of the thousands of headers that differ in one bit is read."""
    for at in range(len(DATA)):
        for bit in range(8):
            flipped = bytearray(DATA)
            flipped[at] ^= 1 << bit
            with pytest.raises(strict.Broken):
                header.parse(bytes(flipped))


@pytest.mark.parametrize("length", [0, 1, 20, 21, 200, len(DATA) - 1])
def test_a_header_that_was_cut_short_is_refused(length: int) -> None:
    """Half a header is no header."""
    with pytest.raises(strict.Broken):
        header.parse(DATA[:length])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("slots.0.kdf.m", 1_048_577),
        ("slots.0.kdf.m", 67_108_864),
        ("slots.0.kdf.m", 65_535),
        ("slots.0.kdf.t", 13),
        ("slots.0.kdf.t", 1),
        ("slots.0.kdf.p", 9),
        ("slots.0.kdf.p", 0),
        ("slots.0.kdf.m", 262144.0),
        ("slots.0.kdf.m", True),
        ("slots.0.kdf.alg", "argon2i"),
        ("slots.0.kdf.salt", "00" * 15),
        ("slots.1.kdf.alg", "sha256"),
        ("slots.0.wraps", "private"),
        ("slots.0.wraps", ["record+private"]),
        ("slots.0.wrapped", "00" * 48),
        ("slots.0.nonce", "0G" * 12),
        ("slots.0.nonce", "AB" * 12),
        ("slots.0.created", "2025-11-18"),
        ("slots.0.type", 1),
        ("slots.0.more", 1),
        ("slots", []),
        ("slots", {}),
        ("slots.0.kdf", None),
        ("slots.0", "passphrase"),
        ("gen", 0),
        ("gen", -1),
        ("gen", 1.5),
        ("gen", 2**53),
        ("min_app", "one"),
        ("min_app", None),
        ("vault", "0f" * 15),
        ("vault", 5),
        ("more", 1),
        ("stores.record.file", "../record-1.db"),
        ("stores.record.file", "private-1.db"),
        ("stores.record.file", "record-0.db"),
        ("stores.record.file", "record-1.db\n"),
        ("stores.record.epoch", 0),
        ("stores.third", {}),
    ],
)
@pytest.mark.release(23)
def test_a_field_that_is_not_as_it_must_be_is_refused(path: str, value: object) -> None:
    """Costs, lengths, names and kinds are checked although every checksum is right."""
    with pytest.raises(strict.Broken):
        header.parse(forged(setting(path, value)))


def test_more_than_eight_slots_are_refused() -> None:
    """Nobody can make a program try a thousand slots."""
    extra = [{"type": f"kind {number}"} for number in range(7)]
    with pytest.raises(strict.Broken):
        header.parse(forged(lambda body: body["slots"].extend(extra)))


def test_two_passphrases_are_refused() -> None:
    """A vault has exactly one passphrase slot."""
    with pytest.raises(strict.Broken):
        header.parse(forged(lambda body: body["slots"].append(body["slots"][0])))
    with pytest.raises(strict.Broken):
        header.parse(forged(lambda body: body["slots"].pop(0)))


@pytest.mark.release(24)
def test_a_cost_beyond_the_caps_is_refused_before_any_key_is_derived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A header that asks for 64 GiB never reaches the derivation."""
    monkeypatch.setattr(keys, "argon2id", lambda *_: pytest.fail("a key was derived"))
    for name in COPIES:
        (tmp_path / name).write_bytes(forged(setting("slots.0.kdf.m", 67_108_864)))
    with pytest.raises(HeaderDamaged):
        header.read(tmp_path)


def test_a_slot_of_an_unknown_kind_is_kept_as_it_is() -> None:
    """A later kind of slot survives being read and written by this program."""
    foreign = {"type": "moonlight", "anything": [1, {"deep": None}]}
    reading = header.parse(forged(lambda body: body["slots"].append(foreign)))
    assert reading.header.slots[2] == ForeignSlot("moonlight", foreign)
    assert header.render(reading.header, KEY) == reading.data


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        b"null",
        b'{"gen":NaN}',
        b"[" * 60_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b"1" * 5_000,
        b"\xff",
        DATA.split(b"\n")[1].replace(b'":', b'": '),
        DATA.split(b"\n")[1].replace(b'"gen":17', b'"gen":17,"gen":17'),
    ],
)
def test_json_of_another_form_is_refused(body: bytes) -> None:
    """Deep, long, doubled or merely prettier JSON is broken, and nothing else is raised."""
    with pytest.raises(strict.Broken):
        header.parse(sealed(b"PRACTICENOTES-KEYS 1", body))


@pytest.mark.release(23)
def test_random_bytes_raise_nothing_but_broken() -> None:
    """Twenty thousand mutated headers are refused, each in the same way."""
    source = random.Random(5)
    for _ in range(20_000):
        data = bytearray(DATA)
        for _ in range(source.randint(1, 6)):
            at = source.randrange(len(data))
            data[at : at + source.randint(0, 3)] = source.randbytes(source.randint(0, 3))
        if bytes(data) != DATA:
            with pytest.raises(strict.Broken):
                header.parse(bytes(data))


def test_a_longer_file_than_64_kib_is_refused() -> None:
    """Nobody can make a program read for long."""
    long = forged(lambda body: body["slots"].append({"type": "x", "long": "y" * 70_000}))
    with pytest.raises(strict.Broken):
        header.parse(long)


def test_a_newer_format_is_said_to_be_newer(tmp_path: Path) -> None:
    """A whole file of format 2 is not called damaged."""
    (tmp_path / COPIES[0]).write_bytes(sealed(b"PRACTICENOTES-KEYS 2", b"{}"))
    with pytest.raises(VaultNewer) as caught:
        header.read(tmp_path)
    assert (caught.value.needs, caught.value.why) == ("", "key file format 2")


def test_a_header_for_a_newer_program_is_said_to_be_newer(tmp_path: Path) -> None:
    """`min_app` above this program's version opens nothing."""
    newer = header.render(replace(HEADER, min_app="99.1"), KEY)
    (tmp_path / COPIES[1]).write_bytes(newer)
    with pytest.raises(VaultNewer) as caught:
        header.read(tmp_path)
    assert caught.value.needs == "99.1"


@pytest.mark.parametrize(
    "lost", [None, b"", b"\0" * 700, DATA[:300], header.render(replace(HEADER, gen=16), KEY)]
)
@pytest.mark.parametrize("name", COPIES)
def test_one_whole_copy_is_enough(tmp_path: Path, name: str, lost: bytes | None) -> None:
    """Whichever copy is missing, empty, zeroed, cut or older: the other one is read."""
    for copy in COPIES:
        (tmp_path / copy).write_bytes(DATA)
    if lost is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(lost)
    assert header.read(tmp_path).header == HEADER


def test_an_empty_folder_is_no_vault(tmp_path: Path) -> None:
    """Neither a header nor a store: this is not a vault."""
    with pytest.raises(VaultMissing):
        header.read(tmp_path)
    with pytest.raises(VaultMissing):
        header.read(tmp_path / "nowhere")
    (tmp_path / "other.db").touch()
    with pytest.raises(VaultMissing):
        header.read(tmp_path)


def test_a_store_without_a_header_is_a_damaged_vault(tmp_path: Path) -> None:
    """A folder that holds a store was a vault: its header is lost, and that is what is said."""
    (tmp_path / "record-1.db").touch()
    with pytest.raises(HeaderDamaged):
        header.read(tmp_path)
