"""What docs/vault-format.md says is true, and a vault of format 1 opens for ever."""

import hmac
import json
import re
import struct
import subprocess
import sys
from hashlib import pbkdf2_hmac, sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import toy_store

from practicenotes.vault import archive, backup, header, keys, pages
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.rows import Seal, canonical
from practicenotes.vault.vault import Vault


PAPER = (Path(__file__).parents[3] / "docs" / "vault-format.md").read_text("utf-8")
FROZEN = Path(__file__).with_name("format-1.backup")  # written when the format was settled


def block(kind: str, beginning: str) -> str:
    """Return the code block of a kind that begins with some words."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", PAPER, re.MULTILINE | re.DOTALL)
    (only,) = (text for name, text in found if name == kind and text.startswith(beginning))
    return only


HEADER = block("", "PRACTICENOTES-KEYS 1\n{").encode()
VECTORS: dict[str, Any] = json.loads(block("json", "{"))


def raw(name: str) -> bytes:
    """Return the bytes of a vector."""
    return bytes.fromhex(VECTORS[name])


@pytest.fixture
def ring(tmp_path: Path) -> Keyring:
    """Unlock the header that stands in the paper."""
    for name in header.COPIES:
        (tmp_path / name).write_bytes(HEADER)
    return Keyring.unlock(tmp_path, RecoveryKey(raw("recovery key")), bytes)


@pytest.mark.release(27)
def test_the_papers_header_opens_with_both_of_its_secrets(ring: Keyring) -> None:
    """Passphrase and recovery key lead to the master keys that the paper names."""
    head = header.parse(HEADER).header
    typed = RecoveryKey.parse(VECTORS["recovery key on paper"])
    for secret in (VECTORS["passphrase"], typed):
        masters = keys.unlock(head, secret)
        assert (masters.record, masters.private) == (raw("RMK"), raw("PMK"))
    assert ring.data == HEADER


def test_the_papers_slot_keys_are_derived_as_it_says() -> None:
    """Argon2id of the passphrase and HKDF of the recovery key give the two slot keys."""
    head = header.parse(HEADER).header
    (spoken,), (printed,) = head.of_type("passphrase"), head.of_type("recovery")
    found = keys.argon2id(keys.encoded(VECTORS["passphrase"]), spoken.kdf.salt, spoken.kdf.cost)
    assert found == raw("slot key of the passphrase")
    found = keys.hkdf(raw("recovery key"), printed.kdf.salt, "recovery")
    assert found == raw("slot key of the recovery key")
    bound = printed.bound_to(head.vault).decode()
    assert bound == VECTORS["associated data of the recovery slot"]


def test_the_papers_subkeys_are_those_of_the_program(ring: Keyring) -> None:
    """Each key of the tree, under its name."""
    stores = ring.store_keys()
    found = {
        f"{name}: {purpose}": key.hex()
        for name, store in stores.items()
        for purpose, key in (
            (f"{name}-db/1", store.raw),
            (f"{name}-mac", store.seal),
            ("audit", store.audit),
        )
    }
    found["record: header-mac"] = ring.masters.header().hex()
    found["record: backup-manifest"] = ring.masters.manifest().hex()
    found["record: backup-facts"] = ring.masters.facts().hex()
    assert found == VECTORS["subkeys"]
    assert stores["record"].database == VECTORS["key and salt of the record"]


def test_the_papers_row_and_trail_are_marked_as_it_says(ring: Keyring) -> None:
    """The canonical text and the mark of a row, an entry of the trail and its state."""
    store = ring.store_keys()["record"]
    text = VECTORS["a row as it is marked"]
    _, table, *values = json.loads(text)
    values[-1] = bytes.fromhex(values[-1])
    assert canonical(["record", table, *values]).decode() == text
    assert Seal("record", store.seal).mark(table, values) == raw("its mark")
    entry = VECTORS["the first entry of a trail"]
    assert canonical(json.loads(entry)).decode() == entry
    link = hmac.digest(store.audit, bytes(32) + entry.encode(), sha256)
    assert link == raw("its link")
    state = canonical(["audit_state", 1, link])
    assert hmac.digest(store.audit, state, sha256) == raw("mark of the state after it")


@pytest.mark.release(27)
def test_the_papers_page_key_checks_the_frozen_store(ring: Keyring, tmp_path: Path) -> None:
    """The few lines that the paper gives for a page are right, and agree with the program's."""
    with archive.opened(FROZEN) as packed:
        packed.unpack("record.db", tmp_path / "record.db")
    database = raw("key and salt of the record")
    mask = bytes(byte ^ 0x3A for byte in database[32:])
    key = pbkdf2_hmac("sha512", database[:32], mask, 2, 32)
    assert key == raw("page key of the record")
    data = (tmp_path / "record.db").read_bytes()
    for number, at in zip(count(1), range(0, len(data), 4096), strict=False):
        page = data[at : at + 4096]
        covered = page[16 if number == 1 else 0 : -64] + struct.pack("<I", number)
        assert hmac.digest(key, covered, "sha512") == page[-64:]
    store = ring.store_keys()["record"]
    assert pages.check(tmp_path / "record.db", store.raw, store.salt, bool).bad == ()


@pytest.mark.parametrize("secret", ["recovery key on paper", "passphrase"])
def test_the_papers_reader_finds_the_keys_by_itself(
    secret: str, ring: Keyring, tmp_path: Path
) -> None:
    """Thirty lines without this program print the key of each database."""
    reader = tmp_path / "reader.py"
    reader.write_text(block("python", "import hmac"), "utf-8")
    found = subprocess.run(
        [sys.executable, "-I", reader, tmp_path / header.COPIES[0]],
        input=VECTORS[secret].lower() + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    printed = found.stdout.removeprefix("Recovery key or passphrase: ").split()
    expected = ring.store_keys()
    assert printed == [
        *("record-1.db", expected["record"].database),
        *("private-1.db", expected["private"].database),
    ]


@pytest.mark.release(27, 50)
def test_a_backup_of_format_1_opens_for_ever(tmp_path: Path) -> None:
    """The frozen backup has the paper's header, is sound, restores, and every word is there."""
    with archive.opened(FROZEN) as packed:
        assert packed.read("keys.txt") == HEADER
    key = RecoveryKey.parse(VECTORS["recovery key on paper"])
    assert backup.verify_file(_copied(tmp_path), key).is_sound
    for number, secret in enumerate((key, VECTORS["passphrase"])):
        folder = tmp_path / f"{number}.practice"
        backup.restore(FROZEN, folder, secret, toy_store.schemas(), at=toy_store.AT)
        vault = Vault.open(folder, secret, toy_store.schemas(), at=toy_store.AT)
        assert vault.record.run(toy_store.bodies) == {
            "Löwe": "Größer als ein Haus.",
            "heron": "by the water",
        }
        assert vault.private.run(toy_store.bodies) == {"wren": "in the hedge"}
        assert vault.verify().is_sound
        vault.close()


def _copied(folder: Path) -> Path:
    """Return the frozen backup in a folder where a scratch folder may lie beside it."""
    copy = folder / FROZEN.name
    copy.write_bytes(FROZEN.read_bytes())
    return copy
