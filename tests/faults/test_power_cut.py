"""Whenever the power is cut, the vault opens with all that was acknowledged, old or new, whole."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import deeds
import powercut
import pytest
import toy_store
from deeds import KEPT
from toy_store import AT, PASSPHRASE

from practicenotes.errors import (
    PracticeNotesError,
    StoreDamaged,
    VaultMissing,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.vault import backup, header, keys
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


@pytest.fixture
def home(vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Path:
    """Give a folder with a vault of a few notes, and a backup of it."""
    home = tmp_path / "home"
    home.mkdir()
    folder = shutil.copytree(vault_folder, home / "P.practice")
    with deeds.opened(folder, recovery_key) as vault:
        for number in range(KEPT):
            deeds.save(vault, number)
    return home


def states(
    home: Path, key: RecoveryKey, deed: str, count: int, program: tuple[str, ...] = ()
) -> Iterator[tuple[Path, list[str]]]:
    """Do a deed, and yield folders as cuts may leave them, with what had been said until then."""
    before = shutil.copytree(home, home.with_name("before"))
    program = (*(program or (deeds.__file__,)), deed, str(home), str(key))
    calls, _ = powercut.recorded(program, home.parent)
    ours = [call for call in calls if f"{home}".encode() in b"".join((*call.parts, call.opened))]
    first, chance = calls.index(ours[0]), random.Random(2)
    moments = sorted(chance.randint(first, len(calls)) for _ in range(count))
    disk, said = powercut.Disk(home, before), ""
    for at, call in enumerate([*calls, None]):
        while moments and moments[0] == at:
            moments.pop(0)
            state = home.with_name("state")
            state.mkdir()
            disk.cut(state, chance)
            yield state, said.split("\n")[:-1]
            shutil.rmtree(state)
        if call and call.name == "write" and call.args[0] == "1":
            said += call.parts[-1].decode()
        elif call:
            disk.do(call)


def notes_of(folder: Path, key: RecoveryKey) -> list[dict[str, str]]:
    """Open a vault, check it from end to end, and return the notes of each store."""
    with deeds.opened(folder, key) as vault:
        found = [store.run(toy_store.bodies) for store in (vault.record, vault.private)]
        assert vault.verify().is_sound
    return found


def numbers(notes: dict[str, str]) -> list[int]:
    """Return the numbers of the notes, once each is as it was written."""
    found = sorted(int(title.split()[1]) for title in notes)
    assert all(notes[f"note {number}"] == toy_store.body_of(number) for number in found)
    return found


@pytest.mark.release(2)
def test_no_acknowledged_note_is_lost_by_a_power_cut(
    home: Path, recovery_key: RecoveryKey, harder: bool, tried: Callable[[str], None]
) -> None:
    """Cut anywhere, with what was not synced lost, torn or out of order: every note is there."""
    count, saved = (3_000 if harder else 40), 0
    for state, said in states(home, recovery_key, "saves", count):
        record, private = map(numbers, notes_of(state / "P.practice", recovery_key))
        acknowledged = KEPT + len(said)
        saved = max(saved, acknowledged)
        assert record == list(range(len(record)))
        assert private == list(range(len(private)))
        assert min(len(record), len(private)) >= acknowledged
        assert max(len(record), len(private)) <= acknowledged + 1
    tried(f"{count:,} cuts over {saved - KEPT} saves: 0 lost, 0 torn")


def test_the_cuts_would_find_a_disk_that_is_not_waited_for(
    home: Path, recovery_key: RecoveryKey, harder: bool
) -> None:
    """A store that does not wait for the disk loses notes or its file: the cuts are not blind."""
    hasty = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from practicenotes.vault import database as d\n"
        "d._SETTINGS = (*d._SETTINGS[:2], ('synchronous', 'OFF', 0), *d._SETTINGS[3:])\n"
        "import deeds; deeds.main(*sys.argv[2:])\n"
    )
    program = ("-c", hasty, str(Path(deeds.__file__).parent))
    lost = 0
    for state, said in states(home, recovery_key, "saves", 300 if harder else 6, program):
        try:
            record, private = map(numbers, notes_of(state / "P.practice", recovery_key))
        except (PracticeNotesError, AssertionError):
            lost += 1
        else:
            lost += min(len(record), len(private)) < KEPT + len(said)
    assert lost > 0


def created(state: Path, said: list[str], _key: RecoveryKey) -> None:
    """Find the new vault, which opens, or none."""
    folder = state / deeds.NEW
    if said:
        assert notes_of(folder, RecoveryKey.parse(said[0])) == [{}, {}]
        return
    try:
        with closing(Vault.open(folder, PASSPHRASE, toy_store.schemas(), at=AT)) as vault:
            assert vault.verify().is_sound
    except VaultMissing:
        assert not folder.exists()


def changed(state: Path, said: list[str], key: RecoveryKey) -> None:
    """Find that exactly one of the two passphrases opens the vault."""
    folder = state / "P.practice"
    is_new = header.read(folder).header.gen == 2
    assert is_new or not said
    right, wrong = (PASSPHRASE, deeds.NEW_PASSPHRASE)[:: -1 if is_new else 1]
    with pytest.raises(WrongPassphrase):
        keys.unlock(header.read(folder).header, wrong)
    with closing(Vault.open(folder, right, toy_store.schemas(), at=AT)):
        pass
    assert [len(notes) for notes in notes_of(folder, key)] == [KEPT, KEPT]


def migrated(state: Path, said: list[str], key: RecoveryKey) -> None:
    """Find the vault in the old form or the new one, and let it go on to the new one."""
    folder = state / "P.practice"
    try:
        found = notes_of(folder, key)
        assert not said
    except PracticeNotesError:  # the new one, which the old program does not touch
        pass
    else:
        assert [numbers(notes) for notes in found] == [list(range(KEPT))] * 2
    at = AT + timedelta(hours=9)  # the backup before it has a name of its own
    with closing(Vault.open(folder, key, toy_store.schemas(2), at=at)) as vault:
        assert len(vault.record.run(toy_store.bodies)) == KEPT
        assert vault.verify().is_sound


def backed_up(state: Path, said: list[str], key: RecoveryKey) -> None:
    """Find every backup that has its name whole, and the one that was acknowledged."""
    files = list((state / deeds.COPIES).glob("*.backup"))
    assert len(files) == 1 or not said
    assert all(backup.verify_file(file, key).is_sound for file in files)
    assert [len(notes) for notes in notes_of(state / "P.practice", key)] == [KEPT, KEPT]


def restored(state: Path, said: list[str], key: RecoveryKey) -> None:
    """Find the new folder whole, or not at all."""
    folder = state / deeds.AGAIN
    assert folder.exists() or not said
    if folder.exists():
        assert [len(notes) for notes in notes_of(folder, key)] == [KEPT, KEPT]


def put_back(state: Path, said: list[str], key: RecoveryKey) -> None:
    """Find the store back, or as damaged as before; then it is put back now."""
    folder = state / "P.practice"
    try:
        notes = notes_of(folder, key)
    except StoreDamaged:
        assert not said
        deeds.put_back(state, key)
        notes = notes_of(folder, key)
    assert [numbers(found) for found in notes] == [list(range(KEPT + 1)), list(range(KEPT))]


def replaced(state: Path, said: list[str], key: RecoveryKey) -> None:
    """Find that exactly one of the two recovery keys opens the vault, with all that was there."""
    folder, opening = state / "P.practice", []
    for each in (key, deeds.NEW_KEY):
        try:
            notes = notes_of(folder, each)
        except WrongRecoveryKey:
            continue
        opening.append(each)
        assert [numbers(found) for found in notes] == [list(range(KEPT))] * 2
    assert len(opening) == 1
    assert opening == [deeds.NEW_KEY] or not said
    files = {path.name for path in folder.iterdir() if path.suffix == ".db"}
    assert len(files) == 2


def spoil_reflections(folder: Path, key: RecoveryKey) -> None:
    """Write one note more into the record alone; then let the other file's first page decay."""
    with deeds.opened(folder, key) as vault:
        vault.record.run(toy_store.write, f"note {KEPT}", toy_store.body_of(KEPT))
    data = bytearray((folder / "private-1.db").read_bytes())
    data[200] ^= 1
    (folder / "private-1.db").write_bytes(data)


@pytest.mark.release(3)
@pytest.mark.parametrize(
    ("deed", "holds"),
    [
        ("create", created),
        ("passphrase", changed),
        ("migrate", migrated),
        ("backup", backed_up),
        ("restore", restored),
        ("put_back", put_back),
        ("replace", replaced),
    ],
)
def test_a_power_cut_leaves_the_old_state_or_the_new(
    home: Path,
    recovery_key: RecoveryKey,
    deed: str,
    holds: Callable[[Path, list[str], RecoveryKey], None],
    harder: bool,
    tried: Callable[[str], None],
) -> None:
    """Whatever was under way when the power was cut is done or not begun, and never half."""
    if deed in {"restore", "put_back"}:
        deeds.backup(home, recovery_key)
    if deed == "put_back":
        spoil_reflections(home / "P.practice", recovery_key)
    count = 500 if harder else 8
    for state, said in states(home, recovery_key, deed, count):
        holds(state, said, recovery_key)
    tried(f"{deed}: {count} cuts")
