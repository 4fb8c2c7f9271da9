"""No byte of any file in a vault tells what was written: open, closed, or after a kill."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sittings
import toy_store
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from toy_store import AT

import factory
from practicenotes.app.stores import SCHEMAS
from practicenotes.records import trash
from practicenotes.vault.database import PAGE
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


CANARY = "kestrel-over-the-quarry"


@pytest.fixture
def forms() -> list[bytes]:
    """Give the canary in every form in which it might lie on a disk."""
    words = [CANARY, CANARY[:8], "note_words", "CREATE TABLE", "sqlite"]
    return [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")]


def told(folder: Path, forms: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield each file and each form that stands in it."""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            yield from ((path.name, form) for form in forms if form in data)


def canary(number: int) -> str:
    """Return a text with a canary on every page."""
    return f"{CANARY} {number} " * 500


@pytest.mark.release(35, 52)
def test_nothing_is_told_while_a_vault_is_open_or_after_it_was_closed(
    vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path, forms: list[bytes]
) -> None:
    """Databases, journals, key files, lock and backups hold neither words nor table names."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        for store in (vault.record, vault.private):
            ids = [store.run(toy_store.write, f"{CANARY} {n}", canary(n)) for n in range(20)]
            for note_id in ids[:10]:
                store.run(toy_store.change, note_id, canary(99))
        journals = list(vault_folder.glob("*-journal"))
        assert journals
        assert all(path.stat().st_size > 4096 for path in journals)
        assert list(told(vault_folder, forms)) == []
        backup = vault.backup(tmp_path / "backups", at=AT)
    assert list(told(vault_folder, forms)) == []
    assert list(told(backup.parent, forms)) == []
    assert backup.stat().st_size > 100_000


def test_the_search_would_find_a_canary(tmp_path: Path, forms: list[bytes]) -> None:
    """The same words in an ordinary file are found: the search is not blind."""
    (tmp_path / "notes.txt").write_text(canary(1))
    assert list(told(tmp_path, forms))


@pytest.mark.release(35)
def test_nothing_is_told_after_a_kill(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    forms: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A journal that was left in the middle of a write is as unreadable as the rest."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import toy_store\n"
        f"toy_store.body_of = lambda number: f'{CANARY} {{number}} ' * 500\n"
        "toy_store.main(*sys.argv[2:])\n"
    )
    here = str(Path(toy_store.__file__).parent)
    arguments = [here, str(vault_folder), str(recovery_key)]
    for delay in (0.02, 0.05, 0.08):
        with subprocess.Popen(
            [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE
        ) as writer:
            writer.stdout.readline()
            time.sleep(delay)
            writer.kill()
        assert list(told(vault_folder, forms)) == []
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        assert any(CANARY in body for body in vault.record.run(toy_store.bodies).values())


def decrypted(folder: Path, key: RecoveryKey, name: str) -> bytes:
    """Return all pages of a store as they are without the cipher, those that hold nothing too."""
    ring = Keyring.unlock(folder, key, os.urandom)
    keys, data = ring.store_keys()[name], ring.path(name).read_bytes()
    plain = []
    for at in range(0, len(data), PAGE):
        page = data[at + (16 if at == 0 else 0) : at + PAGE]
        cipher = Cipher(algorithms.AES256(keys.raw), modes.CBC(page[-80:-64])).decryptor()
        plain.append(cipher.update(page[:-80]) + cipher.finalize())
    return b"".join(plain)


@pytest.mark.release(37)
def test_a_note_that_was_deleted_for_good_is_gone_from_the_decrypted_file(
    tmp_path: Path, harder: bool, tried: Callable[[str], None]
) -> None:
    """Thirty days after it went to the trash no page, index or free one, has a word of it."""
    count, later = (100 if harder else 5), sittings.AT + timedelta(days=31)
    folder, key = sittings.new_practice(tmp_path)
    with closing(Vault.open(folder, key, SCHEMAS, at=sittings.AT)) as vault:
        heron = factory.add_client(vault.record, "Wren")
        for number in range(count):
            hour = factory.add_session(vault.record, heron)
            note = factory.write_note(vault.record, hour, {"data": f"{CANARY} {number} " * 90})
            vault.record.run(trash.put_note, note.id, sittings.AT)
    assert decrypted(folder, key, "record").count(CANARY.encode()) > count
    with closing(Vault.open(folder, key, SCHEMAS, at=later)) as vault:
        assert vault.record.run(trash.empty, later) == count
    left = decrypted(folder, key, "record")
    found = [word for word in (CANARY, *CANARY.split("-over-the-")) if word.encode() in left]
    tried(f"{count} notes deleted for good: {len(found)} words left")
    assert b"Wren" in left
    assert found == []


@pytest.mark.release(37)
def test_deleted_words_are_gone_from_the_decrypted_file_too(
    vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """What was written over leaves no trace in a page or in the index."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        ids = [vault.record.run(toy_store.write, f"n{n}", canary(n)) for n in range(10)]
        for note_id in ids:
            vault.record.run(toy_store.change, note_id, "calm " * 900)

        def pages(connection: object) -> bytes:
            driver = connection.connection.driver_connection.driver
            return b"".join(
                value if isinstance(value, bytes) else str(value).encode()
                for table in ("note", "note_words_data", "note_words_idx", "note_words_docsize")
                for row in driver.execute(f"SELECT * FROM {table}")
                for value in row
            )

        left = vault.record.on_connection(pages)
    assert b"calm" in left
    assert b"kestrel" not in left
    assert b"quarry" not in left
