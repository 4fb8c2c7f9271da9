"""An older copy of a vault is told from the latest by what the computer remembers of it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import toy_store
from toy_store import AT

from practicenotes.app.watching import Watch
from practicenotes.vault import anchor, audit, replacing
from practicenotes.vault.anchor import Older
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.replacing import Secrets
from practicenotes.vault.vault import Vault


LATER = AT + timedelta(days=9)


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    """Give the folder in which this computer remembers; it is not there yet."""
    return tmp_path / "config" / "anchors"


@contextmanager
def opened(folder: Path, key: RecoveryKey) -> Iterator[Vault]:
    """Open a vault for a moment."""
    vault = Vault.open(folder, key, toy_store.schemas(), at=AT)
    try:
        yield vault
    finally:
        vault.close()


@pytest.fixture
def older(vault_folder: Path, recovery_key: RecoveryKey, seen: Path, tmp_path: Path) -> Path:
    """Give a copy of a vault in which more was written since; the computer knows the later one."""
    copy = shutil.copytree(vault_folder, tmp_path / "older")
    with opened(vault_folder, recovery_key) as vault:
        vault.record.run(toy_store.write, "later", "x")
        anchor.keep(vault, seen, at=LATER)
    return copy


def test_a_vault_never_seen_here_is_not_asked_about(vault: Vault, seen: Path) -> None:
    """On a new computer nothing is known, and nothing is asked."""
    assert anchor.look(vault, seen) is None


def test_the_vault_that_was_used_last_is_not_asked_about(vault: Vault, seen: Path) -> None:
    """As it was left, and after more was written, it is the same vault."""
    anchor.keep(vault, seen, at=AT)
    assert anchor.look(vault, seen) is None
    vault.record.run(toy_store.write, "later", "x")
    vault.private.run(toy_store.write, "later", "x")
    assert anchor.look(vault, seen) is None


@pytest.mark.release(18)
def test_a_whole_older_vault_is_known(older: Path, recovery_key: RecoveryKey, seen: Path) -> None:
    """A copy without the last note is older, with the day of either."""
    with opened(older, recovery_key) as vault:
        found = anchor.look(vault, seen)

    assert found == anchor.Older(LATER, AT, parted=False)


@pytest.mark.release(18)
def test_an_older_private_store_alone_is_known(
    vault_folder: Path, recovery_key: RecoveryKey, seen: Path, tmp_path: Path
) -> None:
    """Putting back one of the two stores is noticed as well."""
    shutil.copy(vault_folder / "private-1.db", tmp_path / "old.db")
    with opened(vault_folder, recovery_key) as vault:
        vault.private.run(toy_store.write, "later", "x")
        anchor.keep(vault, seen, at=LATER)
    shutil.copy(tmp_path / "old.db", vault_folder / "private-1.db")
    with opened(vault_folder, recovery_key) as vault:
        assert anchor.look(vault, seen) is not None


@pytest.mark.release(18)
def test_an_older_private_store_is_known_after_a_time_without_it(
    vault_folder: Path, recovery_key: RecoveryKey, seen: Path, tmp_path: Path
) -> None:
    """While only the record is open, what is known of the reflections stays known."""
    shutil.copy(vault_folder / "private-1.db", tmp_path / "old.db")
    with opened(vault_folder, recovery_key) as vault:
        vault.private.run(toy_store.write, "later", "x")
        anchor.keep(vault, seen, at=LATER)
        vault.stores.let_go("private")
        vault.record.run(toy_store.write, "later still", "x")
        anchor.keep(vault, seen, at=LATER)
    shutil.copy(tmp_path / "old.db", vault_folder / "private-1.db")
    with opened(vault_folder, recovery_key) as vault:
        assert anchor.look(vault, seen) is not None


def test_a_store_that_was_not_looked_at_is_not_remembered(
    vault_folder: Path, recovery_key: RecoveryKey, seen: Path
) -> None:
    """Reflections that were just opened may be older: first they are looked at."""
    watch = Watch(seen)
    with opened(vault_folder, recovery_key) as vault:
        vault.stores.let_go("private")
        watch.look(vault)
        vault.open_stores({"private": toy_store.schemas()["private"]}, AT)
        watch.keep(vault)
        assert not seen.exists()

        watch.look(vault)
        watch.keep(vault)
        assert len(list(seen.iterdir())) == 1


@pytest.mark.release(18)
def test_a_copy_that_went_its_own_way_is_known(
    older: Path, recovery_key: RecoveryKey, seen: Path
) -> None:
    """An older copy that was written in until it is as long is still another one."""
    with opened(older, recovery_key) as vault:
        for number in range(3):
            vault.record.run(toy_store.write, f"other {number}", "y")
        found = anchor.look(vault, seen)

    assert found
    assert found.parted


def test_one_that_was_restored_on_purpose_is_asked_about_once(
    older: Path, vault_folder: Path, recovery_key: RecoveryKey, seen: Path
) -> None:
    """Once it is kept, neither the restored copy nor the later one is asked about again."""
    with opened(older, recovery_key) as vault:
        anchor.keep(vault, seen, at=LATER)
        assert anchor.look(vault, seen) is None
    with opened(vault_folder, recovery_key) as vault:
        assert anchor.look(vault, seen) is None


def test_only_a_few_lines_are_remembered(
    vault_folder: Path, recovery_key: RecoveryKey, seen: Path, tmp_path: Path
) -> None:
    """However many copies are opened on purpose, the memory stays small, and knows the latest."""
    for number in range(12):
        copy = shutil.copytree(vault_folder, tmp_path / f"copy {number}")
        with opened(copy, recovery_key) as vault:
            vault.record.run(toy_store.write, f"{number}", "x")
            anchor.keep(vault, seen, at=AT)
    (file,) = seen.iterdir()

    assert len(json.loads(file.read_bytes())["lines"]) == 8
    with opened(tmp_path / "copy 11", recovery_key) as vault:
        assert anchor.look(vault, seen) is None


@pytest.mark.parametrize("change", ["cut", "count", "empty", "folder"])
def test_a_memory_that_was_changed_is_none(
    older: Path, recovery_key: RecoveryKey, seen: Path, change: str
) -> None:
    """Without the mark of the vault's keys it is not believed, and it stops nobody."""
    (file,) = seen.iterdir()
    data = file.read_bytes()
    if change == "folder":
        file.unlink()
        file.mkdir()
    else:
        changed = {
            "cut": data[:-9],
            "count": data.replace(b'"record":[', b'"record":[1'),
            "empty": b"",
        }
        file.write_bytes(changed[change])
    with opened(older, recovery_key) as vault:
        assert anchor.look(vault, seen) is None
        anchor.keep(vault, seen, at=AT)


def test_the_memory_says_nothing_of_the_practice(vault: Vault, seen: Path) -> None:
    """It holds counts and digests, no name and no path, and only this account may read it."""
    anchor.keep(vault, seen, at=AT)
    (file,) = seen.iterdir()
    body = json.loads(file.read_bytes())

    assert file.name == f"{vault.id}.json"
    assert set(body) == {"gen", "lines", "mac", "vault"}
    assert set(body["lines"][0]) == {"at", "ends"}
    assert file.stat().st_mode & 0o077 == 0


def test_a_trail_tells_its_end_and_its_links(vault: Vault) -> None:
    """Before the first entry stands the beginning; behind the last one nothing."""
    end = vault.record.on_connection(audit.end)
    links = [
        vault.record.on_connection(lambda connection, seq=seq: audit.link_at(connection, seq))
        for seq in (0, end.count, end.count + 1)
    ]

    assert links == [bytes(32), end.head, b""]
    assert end.at == AT


# --- all keys were replaced ----------------------------------------------------------------------


def with_new_keys(folder: Path, key: RecoveryKey, seen: Path | None) -> RecoveryKey:
    """Replace the keys of a vault, let the computer know or not, and return the new key."""
    fresh = RecoveryKey(bytes(20))
    secrets = Secrets(toy_store.PASSPHRASE, "another lantern by the water", fresh, toy_store.CHEAP)
    with opened(folder, key) as vault:
        replacing.replace_keys(vault, secrets, at=LATER)
        if seen:
            anchor.keep(vault, seen, at=LATER)
    return fresh


def test_a_copy_under_earlier_keys_is_asked_about(
    older: Path, vault_folder: Path, recovery_key: RecoveryKey, seen: Path
) -> None:
    """Put back whole, a vault of before the replacement is older, and the new one is not."""
    fresh = with_new_keys(vault_folder, recovery_key, seen)
    with opened(vault_folder, fresh) as vault:
        assert anchor.look(vault, seen) is None
    with opened(older, recovery_key) as vault:
        found = anchor.look(vault, seen)
        anchor.keep(vault, seen, at=LATER)
        assert anchor.look(vault, seen) is None

    assert found == Older(LATER, AT, parted=False)


def test_a_computer_that_does_not_know_of_the_new_keys_asks_nothing(
    vault_folder: Path, recovery_key: RecoveryKey, seen: Path
) -> None:
    """Cut off before it was remembered, or done elsewhere: the new set is not taken for older."""
    with opened(vault_folder, recovery_key) as vault:
        anchor.keep(vault, seen, at=AT)
    fresh = with_new_keys(vault_folder, recovery_key, None)
    with opened(vault_folder, fresh) as vault:
        assert anchor.look(vault, seen) is None


@pytest.mark.parametrize(
    "body",
    [
        b'{"gen":9}',
        b'{"gen":9,"lines":[]}',
        b'{"gen":9,"lines":[{"at":"x"}]}',
        b'{"gen":9,"lines":{"at":1}}',
        b'{"gen":"x","lines":[{"at":"2025-11-18T13:02:44.120Z"}]}',
        b'{"gen":1,"lines":[{"at":"2025-11-18T13:02:44.120Z"}],"mac":"00"}',
    ],
)
def test_what_nobody_marked_and_makes_no_sense_tells_nothing(
    vault: Vault, seen: Path, body: bytes
) -> None:
    """A file of another form leads to no question and to no accident."""
    seen.mkdir(parents=True)
    (seen / f"{vault.id}.json").write_bytes(body)

    assert anchor.look(vault, seen) is None
