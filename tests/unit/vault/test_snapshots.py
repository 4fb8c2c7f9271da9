"""A vault that another computer has open: its mark is heeded, and a copy of it can be read."""

import platform
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from toy_store import AT

from practicenotes.errors import VaultBusy, VaultMissing
from practicenotes.vault import Vault, files, snapshots
from practicenotes.vault.recovery import RecoveryKey


@pytest.fixture
def there(
    vault_folder: Path, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Vault]:
    """Give the vault as OFFICE-PC has it open."""
    with monkeypatch.context() as other:
        other.setattr(platform, "node", lambda: "OFFICE-PC")
        vault = Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)
    yield vault
    vault.close()


@pytest.fixture
def read(recovery_key: RecoveryKey) -> Callable[[Path], Vault]:
    """Give a way to open a copy."""
    only = {"record": toy_store.schemas()["record"]}
    return lambda copy: Vault.open(copy, recovery_key, only, at=AT)


def test_a_copy_has_everything_that_was_saved_and_nothing_is_written_there(
    there: Vault, read: Callable[[Path], Vault], tmp_path: Path
) -> None:
    """What is saved while it is open stands in the copy; the folder gets no file."""
    there.record.run(toy_store.write, "note 9", toy_store.body_of(9))
    before = sorted(path.name for path in there.folder.iterdir())
    seen = snapshots.take(there.folder, tmp_path / "copies" / "Copy.practice")
    with closing(read(tmp_path / "copies" / "Copy.practice")) as copy:
        snapshots.check(copy, there.folder)
        assert copy.record.run(toy_store.bodies) == there.record.run(toy_store.bodies)

    assert sorted(path.name for path in there.folder.iterdir()) == before
    assert snapshots.look(there.folder) == seen


def test_what_is_written_meanwhile_is_noticed_and_comes_when_it_is_read_anew(
    there: Vault, read: Callable[[Path], Vault], tmp_path: Path
) -> None:
    """The open copy goes on with the files of now."""
    seen = snapshots.take(there.folder, tmp_path / "Copy.practice")
    with closing(read(tmp_path / "Copy.practice")) as copy:
        there.record.run(toy_store.write, "note 9", toy_store.body_of(9))
        assert snapshots.look(there.folder) != seen
        assert "note 9" not in copy.record.run(toy_store.bodies)
        again = snapshots.take_anew(copy, there.folder)
        assert copy.record.run(toy_store.bodies) == there.record.run(toy_store.bodies)

    assert snapshots.look(there.folder) == again
    assert not list(tmp_path.glob("*anew"))


def test_other_keys_are_not_gone_on_with(
    there: Vault, read: Callable[[Path], Vault], tmp_path: Path
) -> None:
    """Where they were changed meanwhile, the copy stays as it was, and that is told."""
    snapshots.take(there.folder, tmp_path / "Copy.practice")
    with closing(read(tmp_path / "Copy.practice")) as copy:
        there.replace_recovery_key(toy_store.PASSPHRASE, at=AT)
        with pytest.raises(VaultBusy):
            snapshots.take_anew(copy, there.folder)
        assert copy.record.run(toy_store.bodies)


def test_a_file_that_changes_under_the_hands_makes_no_copy(
    there: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a change is under way, and where two readings differ, nothing is handed out."""
    journal = there.folder / "record-1.db-journal"
    kept = journal.read_bytes() if journal.exists() else None
    journal.write_bytes(b"\xd9\xd5\x05\xf9" + bytes(600))
    with pytest.raises(VaultBusy):
        snapshots.take(there.folder, tmp_path / "Copy.practice")
    journal.unlink() if kept is None else journal.write_bytes(kept)
    reading, counted = snapshots._read, iter(range(100))
    monkeypatch.setattr(snapshots, "_read", lambda *a: reading(*a) + bytes([next(counted)]))
    with pytest.raises(VaultBusy) as caught:
        snapshots.take(there.folder, tmp_path / "Copy.practice")

    assert caught.value.host == "OFFICE-PC"


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    """Nobody can say then whether it was written in."""
    with pytest.raises(VaultMissing):
        snapshots.look(tmp_path / "nowhere")


def test_a_mark_that_another_computer_left_is_heeded_until_it_is_taken_away(
    vault_folder: Path, read: Callable[[Path], Vault]
) -> None:
    """No lock is held, as on a share that passes none on; it opens once somebody says so."""
    mark = b'{"host":"OFFICE-PC","pid":7,"since":"2026-03-12T09:12:00+00:00"}'
    (vault_folder / files.LOCK).write_bytes(mark)
    with pytest.raises(VaultBusy) as caught:
        read(vault_folder)
    assert (caught.value.host, caught.value.left) == ("OFFICE-PC", True)
    assert (vault_folder / files.LOCK).read_bytes() == mark

    snapshots.forget(vault_folder)
    read(vault_folder).close()


def test_the_mark_of_an_open_vault_is_not_taken_away(there: Vault) -> None:
    """Where the lock is seen to be held, no word helps."""
    with pytest.raises(VaultBusy):
        snapshots.forget(there.folder)


@pytest.mark.release(54)
def test_whoever_reads_while_another_writes_reads_a_whole_state(
    there: Vault,
    read: Callable[[Path], Vault],
    tmp_path: Path,
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """Each copy is sound, and its notes are those of one moment; else it is told."""
    ended, rounds, told = threading.Event(), 100 if harder else 5, 0

    def write() -> None:
        number = 0
        while not ended.wait(0.01):
            number += 1
            there.record.run(_rewrite, number)

    there.record.run(_rewrite, 0)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(rounds):
            try:
                snapshots.take(there.folder, tmp_path / f"{number}.practice")
            except VaultBusy:
                told += 1
                continue
            with closing(read(tmp_path / f"{number}.practice")) as copy:
                snapshots.check(copy, there.folder)
                assert len(set(copy.record.run(toy_store.bodies).values())) == 1
    finally:
        ended.set()
        writer.join()
    tried(f"{rounds - told} copies read while it was written, 0 unsound, {told} told")


def _rewrite(db: object, number: int) -> None:
    """Give three notes of one moment the same words."""
    for note in range(3):
        toy_store.write(db, f"note {note}", toy_store.body_of(number))
