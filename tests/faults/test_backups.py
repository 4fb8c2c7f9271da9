"""Backups under blows: mutated, forged, and taken while somebody writes.

The kills stand in test_kill.py.
"""

import io
import random
import threading
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import toy_store
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toy_store import AT

from practicenotes.domain import copies
from practicenotes.domain.copies import Copy
from practicenotes.errors import PracticeNotesError
from practicenotes.vault import archive, backup, shelf
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


MEANWHILE = 5  # notes that are written while one backup is taken: without end, it only grows
MOST_MEMORY = 200 * 1024 * 1024  # bytes above what was there before


@pytest.fixture
def vault(vault_folder: Path, recovery_key: RecoveryKey) -> Iterator[Vault]:
    """Give a vault of one's own, with notes in both stores."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as opened:
        for number in range(20):
            for store in (opened.record, opened.private):
                store.run(toy_store.write, f"note {number}", toy_store.body_of(number))
        yield opened


@pytest.mark.release(47)
def test_backups_taken_while_somebody_writes_are_all_whole(
    vault: Vault,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """Every backup verifies, holds what was acknowledged before it, and is restored so."""
    wanted = 200 if harder else 6
    acknowledged, stopped, turns = [20], threading.Event(), threading.Semaphore(0)

    def write() -> None:
        while turns.acquire() and not stopped.is_set():
            number = acknowledged[0]
            vault.record.run(toy_store.write, f"note {number}", toy_store.body_of(number))
            acknowledged[0] = number + 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        whole = 0
        for number in range(wanted):
            before = acknowledged[0]
            turns.release(MEANWHILE)
            file = vault.backup(tmp_path / "copies", at=AT + timedelta(seconds=number))
            report = backup.verify_file(file, recovery_key)
            whole += report.is_sound and report.stores[0].rows["note"] >= before
    finally:
        stopped.set()
        turns.release()
        writer.join()
    backup.restore(file, tmp_path / "R", recovery_key, toy_store.schemas(), at=AT)
    with closing(Vault.open(tmp_path / "R", recovery_key, toy_store.schemas(), at=AT)) as again:
        found = again.record.run(toy_store.bodies)
    tried(f"{wanted} backups: {whole} whole, the last one restored")

    assert whole == wanted
    assert all(toy_store.body_of(int(title.split()[1])) == body for title, body in found.items())


# --- mutations ---------------------------------------------------------------------------------


def flipped(data: bytes, source: random.Random) -> bytes:
    """Change one bit."""
    changed = bytearray(data)
    changed[source.randrange(len(data))] ^= 1 << source.randrange(8)
    return bytes(changed)


def cut(data: bytes, source: random.Random) -> bytes:
    """Leave the end away."""
    return data[: source.randrange(len(data))]


def swapped(data: bytes, source: random.Random) -> bytes:
    """Let two members change names, and put the checksum right."""
    first, second = source.sample(sorted(members(data)), 2)
    whole = members(data)
    whole[first], whole[second] = whole[second], whole[first]
    return packed(whole)


def mixed(data: bytes, source: random.Random) -> bytes:
    """Change a bit of one member, and put the checksum right."""
    whole = members(data)
    name = source.choice(sorted(whole))
    return packed(whole | {name: flipped(whole[name], source)})


def fourth(data: bytes, source: random.Random) -> bytes:
    """Add a member that does not belong there."""
    name = source.choice(["x.db", "private.db/", "RECORD.DB", "record.db ", "lock", "device.json"])
    return packed(members(data) | {name: b"x" * source.randrange(100)})


def outside(data: bytes, source: random.Random) -> bytes:
    """Add a member whose name leads out of the folder, or name a real one so."""
    whole = members(data)
    leads = source.choice(["../", "..\\", "/", "C:\\", "a/../../"])
    moved = source.choice([None, *sorted(whole)])
    kept = {name: content for name, content in whole.items() if name != moved}
    return packed(kept | {f"{leads}{moved or 'evil.txt'}": whole.get(moved or "", b"evil")})


def twice(data: bytes, source: random.Random) -> bytes:
    """Let a name stand for two members."""
    return packed(members(data), again=source.choice(["record.db", "keys.txt", "manifest.json"]))


def bomb(data: bytes, source: random.Random) -> bytes:
    """Let a small file unpack into a very large one."""
    name = source.choice(["record.db", "keys.txt", "manifest.json", "private.db"])
    return packed(members(data) | {name: bytes(8 * 1024 * 1024)}, method=zipfile.ZIP_DEFLATED)


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(flipped, flipped, flipped, cut, swapped, mixed, fourth, outside, twice, bomb),
)


def members(data: bytes) -> dict[str, bytes]:
    """Return what is in a backup."""
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def packed(
    content: dict[str, bytes], *, again: str = "", method: int = zipfile.ZIP_STORED
) -> bytes:
    """Return a backup of these members with a right checksum, as anyone can make it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as whole:
        for name, each in content.items():
            whole.writestr(name, each)
        if again:
            whole.filelist.append(whole.getinfo(again))
        whole.comment = b"0" * 64
    data = file.getvalue()[:-64]
    return data + sha256(data).hexdigest().encode()


@pytest.mark.release(49)
def test_no_mutated_backup_is_accepted(
    vault: Vault,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """Flips, cuts, swaps, strange and outward names, bombs: refused, with nothing written."""
    file = vault.backup(tmp_path / "copies", at=AT)
    data, source = file.read_bytes(), random.Random(49)
    wanted = 10_000 if harder else 150
    before = set(tmp_path.rglob("*"))
    accepted, kinds = [], dict.fromkeys((each.__name__ for each in MUTATIONS), 0)
    tracemalloc.start()
    base, _ = tracemalloc.get_traced_memory()
    for number in range(wanted):
        mutate = MUTATIONS[number % len(MUTATIONS)]
        changed = mutate(data, source)
        file.write_bytes(changed)
        kinds[mutate.__name__] += 1
        try:
            backup.restore(file, tmp_path / "R", recovery_key, toy_store.schemas(), at=AT)
        except PracticeNotesError:
            continue
        accepted.append((mutate.__name__, number))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    tried(f"{wanted:,} mutated in {len(kinds)} ways: {len(accepted)} accepted")

    assert accepted == []
    assert set(tmp_path.rglob("*")) == before
    assert peak - base < MOST_MEMORY
    file.write_bytes(data)
    assert backup.verify_file(file, recovery_key).is_sound


@pytest.mark.release(49)
def test_no_mutated_backup_is_believed_by_the_list(
    vault: Vault, tmp_path: Path, harder: bool, tried: Callable[[str], None]
) -> None:
    """The list of backups shows what cannot be read as such, and ends in no accident."""
    file = vault.backup(tmp_path / "copies", at=AT)
    data, source = file.read_bytes(), random.Random(50)
    manifest, wanted = archive.manifest(file), 3_000 if harder else 100
    believed = 0
    for number in range(wanted):
        file.write_bytes(MUTATIONS[number % len(MUTATIONS)](data, source))
        (found,) = shelf.find(vault, file.parent)
        believed += found.known and archive.manifest(file) != manifest
    tried(f"{wanted:,} mutated in a list: {believed} believed")

    assert believed == 0


# --- rotation ----------------------------------------------------------------------------------


ANY_COPY = st.builds(
    lambda minutes, notes, verified, entries: Copy(
        f"{minutes}", AT + timedelta(minutes=minutes), notes, verified, entries=entries
    ),
    st.integers(0, 2 * 366 * 24 * 60),
    st.integers(0, 500),
    st.booleans(),
    st.integers(0, 9),
)


@pytest.mark.release(51)
def test_rotation_never_takes_the_last_or_the_fuller_copy(
    harder: bool, tried: Callable[[str], None]
) -> None:
    """Over thousands of invented histories the last verified copy stays, and a fuller one too."""
    wanted = 10_000 if harder else 200
    counted = [0, 0]

    @settings(
        max_examples=wanted,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(ANY_COPY, max_size=60, unique_by=lambda copy: copy.name))
    def try_history(history: list[Copy]) -> None:
        gone = copies.to_go(history, damaged=False)
        ours = [copy for copy in history if copy.verified]
        newest = max(ours, key=lambda copy: copy.at, default=None)
        counted[0] += 1
        counted[1] += newest in gone or any(
            newest is None or copy.notes * 9 > newest.notes * 10 for copy in gone
        )

    try_history()
    tried(f"{counted[0]:,} histories: {counted[1]} with a loss")

    assert counted[0] >= wanted
    assert counted[1] == 0
