"""What has decayed on the disk is told of, and never shown as a note."""

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from sqlalchemy import select
from sqlalchemy.orm import Session
from toy_store import AT, NoteRow

from practicenotes.errors import StoreDamaged
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


TEXTS = {f"note {number}": f"{number} " + "marshland and long words " * 700 for number in range(12)}
WORD = "marshland"


@pytest.fixture(scope="module")
def filled(
    new_vault: tuple[Path, RecoveryKey], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """Fill a vault with notes of 17 kB, each over several pages; return it and the ids."""
    folder = shutil.copytree(new_vault[0], tmp_path_factory.mktemp("filled") / "P.practice")
    with closing(Vault.open(folder, new_vault[1], toy_store.schemas(), at=AT)) as vault:
        ids = {
            vault.record.run(toy_store.write, title, body): title for title, body in TEXTS.items()
        }
    return folder, ids


def one(db: Session, note_id: str) -> str:
    """Return one note's text, or the sign for a damaged one."""
    return db.scalars(select(NoteRow).where(NoteRow.id == note_id)).one().body


def readable(store: Store, ids: dict[str, str]) -> int:
    """Read every note; fail on a wrong text, and return how many could be read."""
    whole = 0
    for note_id, title in ids.items():
        try:
            body = store.run(one, note_id)
        except StoreDamaged:
            continue
        if body != "\N{REPLACEMENT CHARACTER}":
            assert body == TEXTS[title]
            whole += 1
    return whole


def found(store: Store) -> None:
    """Search; fail if a hit is missing and nothing was said of damage."""
    try:
        hits = store.run(toy_store.titles, WORD)
    except StoreDamaged:
        return
    assert sorted(hits) == sorted(TEXTS)


def test_a_flip_in_any_page_never_gives_a_wrong_note_or_a_silent_gap(
    filled: tuple[Path, dict[str, str]], tmp_path: Path, recovery_key: RecoveryKey, harder: bool
) -> None:
    """One bit in each page: every note is right or refused, every search whole or refused."""
    source, ids = filled
    path = source / "record-1.db"
    data = path.read_bytes()
    chance = random.Random(11)
    kept = []
    for page in range(len(data) // 4096):
        for _ in range(10 if harder else 1):
            folder = shutil.copytree(source, tmp_path / "flipped")
            flipped = bytearray(data)
            flipped[page * 4096 + chance.randrange(4096)] ^= 1 << chance.randrange(8)
            (folder / path.name).write_bytes(flipped)
            try:
                with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
                    kept.append(readable(vault.record, ids))
                    found(vault.record)
            except StoreDamaged:
                kept.append(0)
            shutil.rmtree(folder)
    assert len(kept) > 40
    assert sorted(kept)[len(kept) // 2] >= len(TEXTS) - 1


def test_a_flip_in_any_page_is_found_by_the_check(
    filled: tuple[Path, dict[str, str]], tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """The page that has decayed is named, and the vault is not called sound."""
    folder = shutil.copytree(filled[0], tmp_path / "P.practice")
    path = folder / "record-1.db"
    data = path.read_bytes()
    only = {"private": toy_store.schemas()["private"]}
    with closing(Vault.open(folder, recovery_key, only, at=AT)) as vault:
        for page in range(0, len(data) // 4096, 5):
            flipped = bytearray(data)
            flipped[page * 4096 + 2000] ^= 64
            path.write_bytes(flipped)
            report = vault.verify()
            assert report.stores[0].bad_pages == (page + 1,)
            assert not report.is_sound


def test_truncation_and_garbage_are_never_an_empty_practice(
    filled: tuple[Path, dict[str, str]], tmp_path: Path, recovery_key: RecoveryKey, harder: bool
) -> None:
    """Cut anywhere, zeroed or with pages appended: refused, or every note shown is right."""
    source, ids = filled
    data = (source / "record-1.db").read_bytes()
    chance = random.Random(12)
    lengths = [chance.randrange(len(data)) for _ in range(200 if harder else 10)]
    lengths += [4096 * chance.randrange(1, len(data) // 4096) for _ in range(10)]
    changed = [data[:length] for length in lengths]
    changed += [bytes(len(data)), data[:4096] + bytes(len(data) - 4096), data + bytes(4096)]
    for content in changed:
        folder = shutil.copytree(source, tmp_path / "cut")
        (folder / "record-1.db").write_bytes(content)
        try:
            with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
                readable(vault.record, ids)
                titles = vault.record.run(toy_store.bodies)
        except StoreDamaged:
            shutil.rmtree(folder)
            continue
        assert len(titles) == len(TEXTS)
        shutil.rmtree(folder)
