"""What has decayed on the disk is told of, and never shown as a note."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session
from toy_store import AT, NoteRow

from practicenotes.errors import StoreDamaged
from practicenotes.vault import backup, verify
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


MANY = 40 if os.environ.get("PRACTICENOTES_FAULTS") == "release" else 12
LONG = "marshland and long words " * 700
TEXTS = {f"note {number}": f"{number} {LONG}" for number in range(MANY)}
PAGE = 4096
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


def flipped(data: bytes, at: int, chance: random.Random) -> bytes:
    """Return the bytes with one bit of one of them turned."""
    changed = bytearray(data)
    changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)


@pytest.mark.release(13, 15)
def test_a_flip_in_any_page_never_gives_a_wrong_note_or_a_silent_gap(
    filled: tuple[Path, dict[str, str]],
    tmp_path: Path,
    recovery_key: RecoveryKey,
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """One bit in each page: every note is right or refused, every search whole or refused."""
    source, ids = filled
    path = source / "record-1.db"
    data = path.read_bytes()
    chance = random.Random(11)
    kept = []
    for page in range(len(data) // PAGE):
        for _ in range(10 if harder else 1):
            folder = shutil.copytree(source, tmp_path / "flipped")
            (folder / path.name).write_bytes(
                flipped(data, page * PAGE + chance.randrange(PAGE), chance)
            )
            try:
                with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
                    kept.append(readable(vault.record, ids))
                    found(vault.record)
            except StoreDamaged:
                kept.append(0)
            shutil.rmtree(folder)
    median = sorted(kept)[len(kept) // 2]
    tried(f"{len(kept)} flips in {len(data) // PAGE} pages: median {median} of {len(TEXTS)} read")
    assert len(kept) > 40
    assert median >= len(TEXTS) - 1


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


@pytest.mark.release(14)
def test_no_flip_goes_unnoticed_by_the_check(
    filled: tuple[Path, dict[str, str]],
    tmp_path: Path,
    recovery_key: RecoveryKey,
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """Wherever a bit turns, the check finds it; only the salt, which the keys know, is spare."""
    ring = Keyring.unlock(filled[0], recovery_key, os.urandom)
    path = Path(shutil.copy(filled[0] / "record-1.db", tmp_path))
    data, chance = path.read_bytes(), random.Random(14)
    count, spare = (5_000 if harder else 60), 0
    for _ in range(count):
        at = chance.randrange(len(data))
        path.write_bytes(flipped(data, at, chance))
        report = verify.check(path, ring.store_keys()["record"])
        spare += at < 16
        assert report.bad_pages == (() if at < 16 else (at // PAGE + 1,))
    tried(f"{count:,} flips, {spare} of them in the salt: 0 unnoticed")


def harmed(data: bytes, chance: random.Random, count: int) -> Iterator[bytes]:
    """Yield a store that was cut, zeroed, filled, shuffled or added to."""
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    for _ in range(count):
        yield data[: chance.randrange(len(data))]
        yield data[: PAGE * chance.randrange(1, len(pages))]
        first, second = chance.sample(range(len(pages)), 2)
        swapped = list(pages)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        yield b"".join(swapped)
        yield b"".join([*pages[:first], bytes(PAGE), *pages[first + 1 :]])
        yield data + chance.randbytes(chance.choice((1, 100, PAGE, 3 * PAGE)))
    yield from (bytes(len(data)), data[:PAGE] + bytes(len(data) - PAGE), data + bytes(PAGE))


@pytest.mark.release(16)
def test_truncation_and_garbage_are_never_an_empty_practice(
    filled: tuple[Path, dict[str, str]],
    tmp_path: Path,
    recovery_key: RecoveryKey,
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """Cut anywhere, zeroed, shuffled or with pages appended: refused, or every note is right."""
    source, ids = filled
    data = (source / "record-1.db").read_bytes()
    count, refused = 0, 0
    for content in harmed(data, random.Random(12), 200 if harder else 6):
        folder = shutil.copytree(source, tmp_path / "cut")
        (folder / "record-1.db").write_bytes(content)
        count += 1
        try:
            with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
                readable(vault.record, ids)
                titles = vault.record.run(toy_store.bodies)
            assert len(titles) == len(TEXTS)
        except StoreDamaged:
            refused += 1
        shutil.rmtree(folder)
    tried(f"{count:,} harmed stores: {refused:,} refused, {count - refused:,} right, 0 empty")


@pytest.mark.release(17)
@pytest.mark.parametrize("written", [toy_store.change, toy_store.edit])  # told of, or not
def test_an_old_page_that_changes_a_note_is_found(
    filled: tuple[Path, dict[str, str]],
    tmp_path: Path,
    recovery_key: RecoveryKey,
    harder: bool,
    tried: Callable[[str], None],
    written: Callable[..., None],
) -> None:
    """A page of yesterday in the store of today: found, or every note is that of today."""
    source, ids = filled
    folder = shutil.copytree(source, tmp_path / "P.practice")
    path = folder / "record-1.db"
    with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        for number, note_id in enumerate(ids):
            vault.record.run(written, note_id, f"{number} " + "other words now " * 1000)
        today = vault.record.run(toy_store.bodies)
    keys = Keyring.unlock(folder, recovery_key, os.urandom).store_keys()["record"]
    new, old = path.read_bytes(), (source / path.name).read_bytes()
    changed = [
        at
        for at in range(0, min(len(new), len(old)), PAGE)
        if new[at : at + PAGE] != old[at : at + PAGE]
    ]
    found = 0
    for at in changed if harder else changed[::6]:
        path.write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        if not verify.check(path, keys).is_sound:
            found += 1
            continue
        with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
            assert vault.record.run(toy_store.bodies) == today
        # An open vault writes nothing of its own, so that the next page meets the same file.
    count = len(changed if harder else changed[::6])
    tried(f"{count} old pages: {found} found, {count - found} changed no note")
    assert found > 0


@pytest.mark.release(19)
def test_a_torn_free_page_stops_nothing(
    vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path, tried: Callable[[str], None]
) -> None:
    """A page that holds nothing decays: the vault opens, is sound, writes, and backs up."""
    path = vault_folder / "record-1.db"
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        vault.record.run(toy_store.write, "heron", TEXTS["note 1"])
        vault.record.on_connection(emptied)
    keys = Keyring.unlock(vault_folder, recovery_key, os.urandom).store_keys()["record"]
    whole, torn = path.read_bytes(), 0
    for at in range(0, len(whole), PAGE):
        path.write_bytes(flipped(whole, at + 2000, random.Random(1)))
        if verify.check(path, keys).is_sound:
            torn += 1
            folder = shutil.copytree(vault_folder, tmp_path / f"{torn}.practice")
            with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
                assert vault.verify().is_sound
                file = vault.backup(tmp_path / f"to {torn}", at=AT)
                vault.record.run(toy_store.write, "crane", "short")
                assert sorted(vault.record.run(toy_store.bodies)) == ["crane", "heron"]
            assert backup.verify_file(file, recovery_key).is_sound
    tried(f"{torn} free pages, each torn once: 0 alarms, all backed up")
    assert torn > 2


def emptied(connection: Connection) -> None:
    """Make pages that hold nothing any more."""
    driver = connection.connection.driver_connection.driver
    driver.execute("CREATE TABLE big (x BLOB); INSERT INTO big VALUES (randomblob(30000))")
    driver.execute("DROP TABLE big")


@pytest.mark.release(21)
def test_the_first_sixteen_bytes_may_be_lost(
    filled: tuple[Path, dict[str, str]], tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """The salt stands in the key file too: whatever lies in its place, the vault opens."""
    folder = shutil.copytree(filled[0], tmp_path / "P.practice")
    for name in ("record-1.db", "private-1.db"):
        path = folder / name
        path.write_bytes(bytes(16) + path.read_bytes()[16:])
    with closing(Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        assert readable(vault.record, filled[1]) == len(TEXTS)
        assert vault.verify().is_sound
