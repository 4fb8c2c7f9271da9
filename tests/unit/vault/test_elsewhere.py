"""A file of words elsewhere opens with the keys of its practice and with nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import toy_store

from practicenotes.errors import (
    FileNotReadable,
    FolderInside,
    FolderMissing,
    WordsOfOthers,
    WordsUnreadable,
)
from practicenotes.vault import elsewhere, executor
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


PARTS = {"record": b"He spoke of the heron.", "private": b"I was tired with him."}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Give a place for the file."""
    return tmp_path / "elsewhere" / "words.practicewords"


@pytest.fixture
def vault(reopen: Callable[..., Vault], target: Path) -> Vault:
    """Give an open vault, and a folder that is none of its own."""
    target.parent.mkdir()
    return reopen()


def test_words_come_back_while_the_stores_are_out_of_reach(vault: Vault, target: Path) -> None:
    """The keys are in memory: neither writing nor reading needs the disk of the practice."""
    vault.folder.rename(vault.folder.with_name("Pulled.practice"))

    elsewhere.write(vault, target, PARTS)

    assert elsewhere.read(vault, target) == PARTS
    assert list(target.parent.iterdir()) == [target]
    assert target.stat().st_mode & 0o077 == 0
    vault.folder.with_name("Pulled.practice").rename(vault.folder)


@pytest.mark.release(35)
def test_no_word_can_be_read_in_the_file(vault: Vault, target: Path) -> None:
    """What is written is ciphertext, and twice the same words look different."""
    elsewhere.write(vault, target, PARTS)
    first = target.read_bytes()
    elsewhere.write(vault, target, PARTS)

    assert not any(word in first for word in (b"spoke", b"heron", b"tired", b"I was", b"with him"))
    assert first != target.read_bytes()


@pytest.mark.release(38)
def test_an_executor_reads_the_record_alone(
    vault: Vault, target: Path, reopen: Callable[..., Vault]
) -> None:
    """Their key holds nothing that opens the private words."""
    elsewhere.write(vault, target, PARTS)
    key = executor.make(vault, toy_store.PASSPHRASE, at=toy_store.AT)
    vault.close()

    reads = reopen(key=key, schemas={"record": toy_store.schemas()["record"]})

    assert elsewhere.read(reads, target) == {"record": PARTS["record"]}


def test_a_backup_opens_them(
    vault: Vault, target: Path, vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """A copy of the practice that lies elsewhere has the same keys."""
    elsewhere.write(vault, target, PARTS)
    vault.close()
    copied = shutil.copytree(vault_folder, vault_folder.with_name("Copied.practice"))

    other = Vault.open(copied, recovery_key, toy_store.schemas(), at=toy_store.AT)

    assert elsewhere.read(other, target) == PARTS
    other.close()


def test_another_practice_does_not_open_them(vault: Vault, target: Path, tmp_path: Path) -> None:
    """Whoever has a practice of their own reads nothing in mine."""
    elsewhere.write(vault, target, PARTS)
    other, _ = Vault.create(
        *(tmp_path / "Other.practice", "another lantern over water", toy_store.schemas()),
        at=toy_store.AT,
        cost=toy_store.CHEAP,
    )

    with pytest.raises(WordsOfOthers):
        elsewhere.read(other, target)
    target.write_bytes(target.read_bytes().replace(vault.id.encode(), other.id.encode()))
    with pytest.raises(WordsOfOthers):
        elsewhere.read(other, target)
    other.close()


def test_parts_cannot_change_places(vault: Vault, target: Path) -> None:
    """Private words never come back as words of the record."""
    elsewhere.write(vault, target, {"private": PARTS["private"]})
    target.write_bytes(target.read_bytes().replace(b'"private"', b'"record"'))

    with pytest.raises(WordsOfOthers):
        elsewhere.read(vault, target)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PRACTICENOTES-WORDS 1\n",
        b"PRACTICENOTES-WORDS 2\n{}\n",
        b"PRACTICENOTES-WORDS 1\n[]\n",
        b'PRACTICENOTES-WORDS 1\n{"vault":3}\n',
        b'PRACTICENOTES-WORDS 1\n{"vault":"a","other":"b"}\n',
        b"PRACTICENOTES-WORDS 1\n" + b"[" * 100_000,
    ],
)
def test_any_other_file_is_refused(vault: Vault, target: Path, data: bytes) -> None:
    """What is no such file is said to be none."""
    target.write_bytes(data)

    with pytest.raises(WordsUnreadable):
        elsewhere.read(vault, target)


def test_every_changed_bit_is_found(vault: Vault, target: Path) -> None:
    """No flipped bit gives other words."""
    elsewhere.write(vault, target, PARTS)
    whole = target.read_bytes()
    for place in range(0, len(whole) - 1, 7):
        changed = bytearray(whole)
        changed[place] ^= 2
        target.write_bytes(changed)
        with pytest.raises((WordsUnreadable, WordsOfOthers)):
            elsewhere.read(vault, target)


def test_a_place_in_the_practice_or_none_is_refused(vault: Vault, target: Path) -> None:
    """It is to be safe from what happens to the practice; and a refusal leaves nothing behind."""
    with pytest.raises(FolderInside):
        elsewhere.write(vault, vault.folder / "words.practicewords", PARTS)
    with pytest.raises(FolderMissing):
        elsewhere.write(vault, target.parent / "none" / "words.practicewords", PARTS)
    with pytest.raises(FileNotReadable):
        elsewhere.read(vault, target)
    assert list(target.parent.iterdir()) == []
