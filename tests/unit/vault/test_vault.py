"""A vault is made whole, opened with the right secret alone, and never half-changed."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import toy_store
from toy_store import AT, CHEAP, PASSPHRASE

from practicenotes.errors import (
    FolderInUse,
    FolderSynchronised,
    HeaderDamaged,
    HeaderTampered,
    PassphraseRefused,
    StoreClosed,
    StoreDamaged,
    VaultBusy,
    VaultMissing,
    VaultNewer,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.vault import header, renewing, schema
from practicenotes.vault.header import COPIES
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.slots import Cost
from practicenotes.vault.vault import Vault


NEW = "another lantern over the water"
Reopen = Callable[..., Vault]


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def databases(folder: Path) -> dict[str, bytes]:
    """Return the two databases."""
    return {name: data for name, data in contents(folder).items() if name.endswith(".db")}


# --- making ------------------------------------------------------------------------------------


def test_a_new_vault_holds_what_the_format_says_and_nothing_else(vault_folder: Path) -> None:
    """Two key files, two databases and the lock."""
    assert {path.name for path in vault_folder.iterdir()} == {
        *COPIES,
        *("record-1.db", "private-1.db", "lock"),
    }
    assert (vault_folder / COPIES[0]).read_bytes() == (vault_folder / COPIES[1]).read_bytes()


def test_a_new_vault_is_open_and_opens_with_both_secrets(tmp_path: Path) -> None:
    """What `create` gives can be worked with, and opened again by passphrase and recovery key."""
    folder = tmp_path / "New.practice"
    made, recovery = Vault.create(folder, PASSPHRASE, toy_store.schemas(), at=AT, cost=CHEAP)
    made.record.run(toy_store.write, "heron", "x")
    assert (made.label, made.folder, len(made.id)) == ("New", folder, 32)
    assert made.passphrase_cost == CHEAP
    made.close()
    for key in (PASSPHRASE, recovery, RecoveryKey.parse(str(recovery).lower())):
        opened = Vault.open(folder, key, toy_store.schemas(), at=AT)
        assert opened.id == made.id
        assert list(opened.record.run(toy_store.bodies)) == ["heron"]
        opened.close()


@pytest.mark.release(34)
def test_two_vaults_share_no_secret(tmp_path: Path) -> None:
    """Made with the same passphrase, two vaults have no id, salt, nonce or key in common."""
    made = []
    for name in ("One", "Two"):
        vault, recovery = Vault.create(
            tmp_path / name, PASSPHRASE, toy_store.schemas(), at=AT, cost=CHEAP
        )
        vault.close()
        head = header.read(tmp_path / name).header
        slots = head.of_type("passphrase") + head.of_type("recovery")
        made.append(
            {recovery, head.vault, head.record.salt, head.private.salt}
            | {secret for s in slots for secret in (s.id, s.nonce, s.wrapped, s.kdf.salt)}
        )
    assert len(made[0]) == len(made[1]) == 12
    assert not made[0] & made[1]


def test_a_refused_passphrase_makes_nothing(tmp_path: Path) -> None:
    """The rules for passphrases hold here too, the vault's own name included."""
    for text in ("too short", "Harbour-Counselling"):
        with pytest.raises(PassphraseRefused):
            Vault.create(
                tmp_path / "Harbour Counselling.practice",
                text.replace("-", " "),
                toy_store.schemas(),
                at=AT,
                cost=CHEAP,
            )
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_not_made_over_something(vault_folder: Path) -> None:
    """A folder that holds something is refused, and stays as it was."""
    before = contents(vault_folder)
    with pytest.raises(FolderInUse):
        Vault.create(vault_folder, PASSPHRASE, toy_store.schemas(), at=AT, cost=CHEAP)
    assert contents(vault_folder) == before


def test_a_failure_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    """If a store cannot be made there is no half-made vault."""

    def fail(_connection: object) -> None:
        raise ZeroDivisionError

    schemas = {name: schema.Schema(1, 1, "", fail) for name in ("record", "private")}
    with pytest.raises(ZeroDivisionError):
        Vault.create(tmp_path / "New.practice", PASSPHRASE, schemas, at=AT, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


# --- opening -----------------------------------------------------------------------------------


def test_only_the_stores_that_are_asked_for_are_opened(reopen: Reopen) -> None:
    """Whoever names the record alone cannot reach the reflections."""
    opened = reopen(schemas={"record": toy_store.schemas()["record"]})
    assert opened.record.name == "record"
    with pytest.raises(StoreClosed):
        _ = opened.private


def test_a_wrong_secret_opens_nothing_and_changes_nothing(
    vault_folder: Path, reopen: Reopen
) -> None:
    """Passphrase and recovery key each have their own refusal."""
    before = contents(vault_folder)
    with pytest.raises(WrongPassphrase):
        reopen(key=PASSPHRASE + "s")
    with pytest.raises(WrongRecoveryKey):
        reopen(key=RecoveryKey(bytes(20)))
    assert contents(vault_folder) == before
    reopen()


@pytest.mark.release(8)
def test_a_folder_that_is_no_vault_is_left_alone(tmp_path: Path, recovery_key: RecoveryKey) -> None:
    """Nothing is made in a folder that holds holiday pictures, or in none."""
    (tmp_path / "holiday.jpg").touch()
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "holiday.jpg"):
        with pytest.raises(VaultMissing):
            Vault.open(folder, recovery_key, toy_store.schemas(), at=AT)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_vault_that_is_open_is_busy(vault: Vault, reopen: Reopen) -> None:
    """The second opener hears where and since when, and the first is not disturbed."""
    with pytest.raises(VaultBusy) as caught:
        reopen()
    assert caught.value.folder == vault.folder
    assert caught.value.since == AT
    assert caught.value.host
    assert len(vault.record.run(toy_store.bodies)) == 3


@pytest.mark.release(54)
def test_a_store_that_is_open_in_another_program_is_busy(vault: Vault, reopen: Reopen) -> None:
    """Even where the lock file is not seen, SQLite's own lock keeps the second one out."""
    (vault.folder / "lock").unlink()
    with pytest.raises(VaultBusy):
        reopen()


def test_a_closed_vault_is_not_busy(vault: Vault, reopen: Reopen) -> None:
    """Closing lets others in, and closing twice does nothing."""
    vault.close()
    vault.close()
    assert (vault.folder / "lock").read_bytes() == b""
    reopen()


@pytest.mark.parametrize("length", [None, 0, 1, 15, 4095])
@pytest.mark.parametrize("name", ["record-1.db", "private-1.db"])
@pytest.mark.release(8)
def test_a_cut_store_is_never_opened_as_an_empty_one(
    vault_folder: Path, reopen: Reopen, name: str, length: int | None
) -> None:
    """Missing, empty or cut: the store is damaged, and no file is made or changed."""
    path = vault_folder / name
    if length is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:length])
    before = contents(vault_folder)
    with pytest.raises(StoreDamaged) as caught:
        reopen()
    assert caught.value.path == path
    assert contents(vault_folder) == before


def test_a_store_of_another_vault_is_damaged(vault_folder: Path, reopen: Reopen) -> None:
    """A database that was swapped with the other store's, or another vault's, does not open."""
    shutil.copy(vault_folder / "private-1.db", vault_folder / "record-1.db")
    with pytest.raises(StoreDamaged):
        reopen()


@pytest.mark.parametrize("name", COPIES)
def test_a_lost_or_damaged_key_file_is_mended(
    vault_folder: Path, reopen: Reopen, name: str
) -> None:
    """Either copy opens the vault, and the other is written anew, which can be told."""
    right = (vault_folder / name).read_bytes()
    for wrong in (None, b"", right[:-1], b"\0" * len(right)):
        (vault_folder / name).unlink()
        if wrong is not None:
            (vault_folder / name).write_bytes(wrong)
        opened = reopen()
        assert opened.mended == (name,)
        opened.close()
        assert (vault_folder / name).read_bytes() == right
    assert reopen().mended == ()


def test_without_any_key_file_the_vault_is_damaged(vault_folder: Path, reopen: Reopen) -> None:
    """Both copies gone is another thing than a wrong passphrase, and than no vault."""
    for name in COPIES:
        (vault_folder / name).write_bytes(b"x")
    with pytest.raises(HeaderDamaged):
        reopen()


def test_a_forged_header_is_tampered_with(vault_folder: Path, reopen: Reopen) -> None:
    """A header whose checksum was put right, but whose mark was not, is not believed."""
    reading = header.read(vault_folder)
    forged = header.render(reading.header, bytes(32))
    for name in COPIES:
        (vault_folder / name).write_bytes(forged)
    with pytest.raises(HeaderTampered):
        reopen()


def test_a_newer_store_is_not_touched(vault_folder: Path, reopen: Reopen) -> None:
    """A store of a later schema is left as it is, and what is needed is said."""
    reopen(schemas=toy_store.schemas(3)).close()
    before = contents(vault_folder)
    with pytest.raises(VaultNewer) as caught:
        reopen()
    assert (caught.value.needs, caught.value.why) == ("", "schema 3")
    assert contents(vault_folder) == before


@pytest.mark.release(58)
@pytest.mark.parametrize(
    "stranger",
    [
        "CREATE TABLE more (x)",
        "CREATE VIEW more AS SELECT 1",
        "CREATE INDEX more ON note (title)",
        "CREATE TRIGGER more AFTER UPDATE ON note BEGIN DELETE FROM note; END",
        "CREATE VIRTUAL TABLE more USING fts5(x)",
        "ALTER TABLE note ADD COLUMN more TEXT",
        "DROP INDEX IF EXISTS note_title; DROP TABLE note_words",
    ],
)
def test_a_store_with_a_stranger_in_its_schema_is_refused(reopen: Reopen, stranger: str) -> None:
    """Whatever the program did not make there, or misses there, is found by the digest."""
    opened = reopen()
    right = opened.record.on_connection(schema.digest_of)
    opened.close()
    reopen(schemas=toy_store.schemas(digest=right)).close()
    opened = reopen()
    opened.private.on_connection(lambda c: c.connection.driver_connection.driver.execute(stranger))
    opened.close()
    with pytest.raises(StoreDamaged):
        reopen(schemas=toy_store.schemas(digest=right))


def test_a_store_of_another_application_is_refused(reopen: Reopen) -> None:
    """The application id is checked."""
    opened = reopen()
    opened.record.on_connection(lambda c: c.exec_driver_sql("PRAGMA application_id = 5"))
    opened.close()
    with pytest.raises(StoreDamaged):
        reopen()


def test_what_a_crash_left_is_cleared_away(vault_folder: Path, reopen: Reopen) -> None:
    """Unfinished files go; databases that the header does not name are kept in quarantine."""
    (vault_folder / "keys-a.txt.part").write_bytes(b"half")
    (vault_folder / "record-2.db").write_bytes(b"left over")
    (vault_folder / "notes.db").write_bytes(b"not ours")
    reopen().close()
    found = contents(vault_folder)
    assert "keys-a.txt.part" not in found
    assert found["quarantine/record-2.db"] == b"left over"
    assert found["notes.db"] == b"not ours"


# --- changing keys -----------------------------------------------------------------------------


@pytest.mark.release(30)
def test_a_new_passphrase_opens_and_the_old_one_does_not(reopen: Reopen) -> None:
    """Only the header is written: both databases stay as they are, and so does the recovery key."""
    opened = reopen()
    opened.close()
    before = databases(opened.folder)
    opened = reopen()
    opened.change_passphrase(PASSPHRASE, NEW, at=AT + timedelta(days=1))
    opened.close()
    assert databases(opened.folder) == before
    with pytest.raises(WrongPassphrase):
        reopen(key=PASSPHRASE)
    reopen(key=NEW).close()
    reopen().close()


def test_changing_the_passphrase_takes_the_old_one_and_a_good_new_one(
    vault: Vault, vault_folder: Path
) -> None:
    """A wrong old or a refused new passphrase changes nothing."""
    before = contents(vault_folder)
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase(NEW, NEW, at=AT)
    with pytest.raises(PassphraseRefused):
        vault.change_passphrase(PASSPHRASE, "too short", at=AT)
    assert contents(vault_folder) == before


def test_the_cost_can_be_raised_with_the_passphrase(vault: Vault) -> None:
    """A new slot is made at the cost that is asked for, else at the cost it had."""
    vault.change_passphrase(PASSPHRASE, NEW, at=AT)
    assert vault.passphrase_cost == CHEAP
    vault.change_passphrase(NEW, PASSPHRASE, at=AT, cost=Cost(65_536, 3, 2))
    assert vault.passphrase_cost == Cost(65_536, 3, 2)


@pytest.mark.release(30)
def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(
    reopen: Reopen, recovery_key: RecoveryKey
) -> None:
    """The recovery key alone leads to a new passphrase; another key does not."""
    opened = reopen()
    with pytest.raises(WrongRecoveryKey):
        opened.change_passphrase(RecoveryKey(bytes(20)), NEW, at=AT)
    opened.change_passphrase(recovery_key, NEW, at=AT)
    opened.close()
    reopen(key=NEW).close()


def test_a_new_recovery_key_ends_the_old_one(reopen: Reopen, recovery_key: RecoveryKey) -> None:
    """After the sheet was lost, the new one opens the vault and the old one does not."""
    opened = reopen()
    fresh = RecoveryKey(bytes(range(20)))
    with pytest.raises(WrongPassphrase):
        renewing.replace_recovery_key(opened, NEW, fresh, at=AT)
    renewing.replace_recovery_key(opened, PASSPHRASE, fresh, at=AT)
    opened.try_recovery_key(fresh)
    with pytest.raises(WrongRecoveryKey):
        opened.try_recovery_key(recovery_key)
    opened.close()
    with pytest.raises(WrongRecoveryKey):
        reopen()
    reopen(key=fresh).close()
    reopen(key=PASSPHRASE).close()


def test_each_change_of_keys_is_a_generation(vault: Vault, vault_folder: Path) -> None:
    """The header counts up, so that of two copies the newer is known; both copies are equal."""
    vault.change_passphrase(PASSPHRASE, NEW, at=AT)
    renewing.replace_recovery_key(vault, NEW, RecoveryKey(bytes(20)), at=AT)
    reading = header.read(vault_folder)
    assert reading.header.gen == 3
    assert (vault_folder / COPIES[0]).read_bytes() == (vault_folder / COPIES[1]).read_bytes()


def test_a_slot_of_another_kind_outlives_a_change(
    vault: Vault, vault_folder: Path, reopen: Reopen
) -> None:
    """What a later program put into the header is not lost by changing the passphrase here."""
    ring = vault._ring
    foreign = header.slots.ForeignSlot("moonlight", {"type": "moonlight", "phase": 1})
    ring.adopt(
        header.Header(
            **{
                **{name: getattr(ring.header, name) for name in ring.header.__slots__},
                "slots": (*ring.header.slots, foreign),
            }
        )
    )
    vault.change_passphrase(PASSPHRASE, NEW, at=AT)
    vault.close()
    reopen(key=NEW).close()
    assert foreign in header.read(vault_folder).header.slots


def test_a_closed_vault_does_nothing_more(vault: Vault, tmp_path: Path) -> None:
    """Keys, backups and checks end with the vault."""
    vault.close()
    for use in (
        lambda: vault.change_passphrase(PASSPHRASE, NEW, at=AT),
        lambda: renewing.replace_recovery_key(vault, PASSPHRASE, RecoveryKey(bytes(20)), at=AT),
        lambda: vault.backup(tmp_path, at=AT),
        vault.verify,
        lambda: vault.record.run(toy_store.bodies),
    ):
        with pytest.raises(StoreClosed):
            use()


# --- checking ----------------------------------------------------------------------------------


def test_both_stores_are_checked_whether_open_or_not(reopen: Reopen) -> None:
    """A check reads what is in use and what is not, and leaves both as they were."""
    opened = reopen(schemas={"record": toy_store.schemas()["record"]})
    report = opened.verify()
    assert report.is_sound
    assert [store.store for store in report.stores] == ["record", "private"]
    assert [store.rows["note"] for store in report.stores] == [3, 3]
    assert len(opened.record.run(toy_store.bodies)) == 3
    with pytest.raises(StoreClosed):
        _ = opened.private


def test_the_vault_stays_locked_while_it_is_checked(vault: Vault, reopen: Reopen) -> None:
    """After a check nobody else can open the vault, as before."""
    assert vault.verify().is_sound
    with pytest.raises(VaultBusy):
        reopen()


# --- where a vault may lie -----------------------------------------------------------------------


@pytest.mark.release(55)
def test_a_synchronised_folder_is_no_place_for_a_vault(
    vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """Neither made nor opened there, unless that is wished; and nothing is touched."""
    place = tmp_path / "OneDrive - Fernhill"
    inside = shutil.copytree(vault_folder, place / "Practice.practice")
    before = {path: path.read_bytes() for path in inside.iterdir()}
    with pytest.raises(FolderSynchronised) as raised:
        Vault.open(inside, recovery_key, toy_store.schemas(), at=AT)
    with pytest.raises(FolderSynchronised):
        Vault.create(place / "New.practice", PASSPHRASE, toy_store.schemas(), at=AT)

    assert raised.value.service == "OneDrive"
    assert {path: path.read_bytes() for path in inside.iterdir()} == before
    assert not (place / "New.practice").exists()
    Vault.open(inside, recovery_key, toy_store.schemas(), at=AT, anywhere=True).close()


def test_backups_may_lie_in_a_synchronised_folder(vault: Vault, tmp_path: Path) -> None:
    """A finished and encrypted file suffers nothing from being copied."""
    assert vault.backup(tmp_path / "Dropbox", at=AT).exists()
