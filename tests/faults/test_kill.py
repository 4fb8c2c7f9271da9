"""A program that is killed while it saves loses nothing that it said was saved."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from toy_store import AT, PASSPHRASE

from practicenotes.errors import StoreDamaged
from practicenotes.vault import backup, header
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.rows import DAMAGED
from practicenotes.vault.vault import Vault


WRITER = Path(toy_store.__file__)


def opened(folder: Path, key: RecoveryKey) -> "closing[Vault]":
    """Open the vault for a moment."""
    return closing(Vault.open(folder, key, toy_store.schemas(), at=AT))


def killed_writer(folder: Path, key: RecoveryKey, seconds: float) -> list[int]:
    """Let a program write, kill it, and return the numbers that it said were safe."""
    with subprocess.Popen(
        [sys.executable, WRITER, folder, str(key)], stdout=subprocess.PIPE, text=True
    ) as writer:
        first = writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
        acknowledged = first + writer.stdout.read()
    return [int(line) for line in acknowledged.splitlines(keepends=True) if line.endswith("\n")]


def is_right_or_refused(title: str, body: str) -> bool:
    """Say whether a note is as it was written, or is shown as damaged."""
    return title == body == DAMAGED or body == toy_store.body_of(int(title.split()[1]))


@pytest.mark.release(1)
def test_no_acknowledged_note_is_lost_torn_or_doubled_by_kills(
    vault_folder: Path, recovery_key: RecoveryKey, harder: bool, tried: Callable[[str], None]
) -> None:
    """Killed at random moments, the vault opens at once, with every note that was acknowledged."""
    source = random.Random(9)
    acknowledged: set[int] = set()
    kills = 500 if harder else 8
    for _ in range(kills):
        acknowledged |= set(killed_writer(vault_folder, recovery_key, source.uniform(0, 0.15)))
        with opened(vault_folder, recovery_key) as vault:
            found = vault.record.run(toy_store.bodies)
        numbers = [int(title.split()[1]) for title in found]
        assert sorted(numbers) == list(range(len(numbers)))
        assert acknowledged <= set(numbers)
        assert all(
            body == toy_store.body_of(int(title.split()[1])) for title, body in found.items()
        )
    tried(f"{kills} kills, {len(acknowledged):,} saves: 0 lost, 0 torn")
    assert len(acknowledged) >= kills
    with opened(vault_folder, recovery_key) as vault:
        report = vault.verify()
    assert report.is_sound
    assert report.stores[0].rows["note"] == report.stores[0].audit.count
    assert all(not store.bad_pages for store in report.stores)


@pytest.mark.release(1)
def test_a_journal_that_a_killed_program_left_is_used_and_gone(
    vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """Opening after a kill leaves no journal, no part and no old lock text behind."""
    killed_writer(vault_folder, recovery_key, 0.1)
    with opened(vault_folder, recovery_key) as vault:
        assert vault.verify().is_sound
    assert {path.name for path in vault_folder.iterdir()} == {
        *("keys-a.txt", "keys-b.txt", "record-1.db", "private-1.db", "lock"),
    }
    assert (vault_folder / "lock").read_bytes() == b""


def stages(folder: Path, tmp_path: Path) -> Iterator[Path]:
    """Yield copies of a vault as a crash within a change of the header may leave it."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    for number, (first, second, part) in enumerate(
        [(old, old, new), (new, old, None), (new, old, new), (new, new, None)]
    ):
        copy = shutil.copytree(folder, tmp_path / f"stage {number}")
        shutil.copy(first, copy / "keys-a.txt")
        shutil.copy(second, copy / "keys-b.txt")
        if part is not None:
            name = "keys-a.txt.part" if first == old else "keys-b.txt.part"
            (copy / name).write_bytes(part.read_bytes()[:300])
        yield copy


def test_a_change_of_passphrase_that_is_cut_off_leaves_the_old_or_the_new(
    vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """At every step of writing the header exactly one passphrase opens the vault."""
    new = "another lantern over the water"
    shutil.copy(vault_folder / "keys-a.txt", tmp_path / "old.txt")
    with opened(vault_folder, recovery_key) as vault:
        vault.change_passphrase(PASSPHRASE, new, at=AT, cost=toy_store.CHEAP)
    shutil.copy(vault_folder / "keys-a.txt", tmp_path / "new.txt")
    for copy in stages(vault_folder, tmp_path):
        right = new if header.read(copy).header.gen == 2 else PASSPHRASE
        with closing(Vault.open(copy, right, toy_store.schemas(), at=AT)):
            pass
        assert (copy / "keys-a.txt").read_bytes() == (copy / "keys-b.txt").read_bytes()
        assert not list(copy.glob("*.part"))


def test_a_store_that_is_copied_while_it_is_written_is_no_vault_to_trust(
    vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """A copy taken by another program in mid-write opens whole or is refused, never half."""
    copy = tmp_path / "copy"
    with subprocess.Popen(
        [sys.executable, WRITER, vault_folder, str(recovery_key)], stdout=subprocess.PIPE
    ) as writer:
        writer.stdout.readline()
        shutil.copytree(vault_folder, copy)
        writer.kill()
        writer.stdout.read()
    try:
        with opened(copy, recovery_key) as vault:
            found = vault.record.run(toy_store.bodies)
    except StoreDamaged:
        return
    assert all(is_right_or_refused(title, body) for title, body in found.items())


@pytest.mark.release(48)
def test_a_killed_backup_leaves_no_file_with_a_final_name(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """Killed at random moments, a backup is there and whole, or not there."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import toy_store\n"
        "from pathlib import Path\n"
        "from practicenotes.vault import RecoveryKey, Vault\n"
        "folder, key, to = sys.argv[2:]\n"
        "vault = Vault.open(Path(folder), RecoveryKey.parse(key), toy_store.schemas(),"
        " at=toy_store.AT)\n"
        "print('open', flush=True)\n"
        "vault.backup(Path(to), at=toy_store.AT)\n"
    )
    source, kills, whole = random.Random(10), (100 if harder else 8), 0
    for number in range(kills):
        to = tmp_path / f"to {number}"
        arguments = [str(WRITER.parent), str(vault_folder), str(recovery_key), str(to)]
        with subprocess.Popen(
            [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE
        ) as writer:
            writer.stdout.readline()
            time.sleep(source.uniform(0, 0.06))
            writer.kill()
        for file in to.glob("*.backup"):
            assert backup.verify_file(file, recovery_key).is_sound
            whole += 1
    tried(f"{kills} kills: {whole} whole, the others without a name")


@pytest.mark.parametrize("name", ["record-1.db", "private-1.db"])
def test_a_store_that_lost_its_journal_is_never_shown_wrong(
    vault_folder: Path, recovery_key: RecoveryKey, name: str
) -> None:
    """Even without the journal that a crash left, no note is shown that was not written."""
    killed_writer(vault_folder, recovery_key, 0.05)
    journal = vault_folder / f"{name}-journal"
    journal.unlink(missing_ok=True)
    try:
        with opened(vault_folder, recovery_key) as vault:
            found = vault.record.run(toy_store.bodies)
    except StoreDamaged:
        return
    assert all(is_right_or_refused(title, body) for title, body in found.items())
