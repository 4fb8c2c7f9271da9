"""No byte of any file in a vault tells what was written: open, closed, or after a kill."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from toy_store import AT

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
