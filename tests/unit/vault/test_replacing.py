"""All keys of a vault are replaced, or none; and what was damaged does not look whole by it."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import toy_store
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session
from toy_store import AT, CHEAP, PASSPHRASE

from practicenotes.errors import (
    DiskFull,
    FolderNotWritable,
    PassphraseRefused,
    StoreClosed,
    StoreDamaged,
    WrongExecutorKey,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.vault import (
    audit,
    backup,
    database,
    executor,
    files,
    header,
    leftovers,
    replacing,
    shelf,
    verify,
)
from practicenotes.vault.header import COPIES
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.replacing import Secrets
from practicenotes.vault.vault import Vault


NEW = "another lantern over the water"
FRESH = RecoveryKey(bytes(range(20)))
LATER = AT + timedelta(days=1)
SECRETS = Secrets(PASSPHRASE, NEW, FRESH, CHEAP)
Reopen = Callable[..., Vault]


def opened(folder: Path, key: str | RecoveryKey) -> "closing[Vault]":
    """Open a vault for a moment."""
    return closing(Vault.open(folder, key, toy_store.schemas(), at=AT))


def store_keys(vault: Vault) -> dict[str, StoreKeys]:
    """Return what opens the stores now."""
    return vault.with_keys(lambda ring: ring.store_keys())


def names(folder: Path) -> set[str]:
    """Return what lies in a folder, but for the journals of stores that are open."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(".db-journal")}


def on_both(vault: Vault, statement: str) -> None:
    """Do to both stores what only somebody with the keys, and no program of ours, would do."""

    def run(connection: Connection) -> None:
        connection.execute(text(statement))

    for store in (vault.record, vault.private):
        store.on_connection(run)


# --- what it does ------------------------------------------------------------------------------


@pytest.mark.release(31)
def test_new_secrets_open_all_that_was_there_and_old_ones_nothing(
    vault: Vault, vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """Every note is there under both new secrets; passphrase, sheet and keys of old are refused."""
    before, notes = store_keys(vault), vault.private.run(toy_store.bodies)
    came = replacing.replace_keys(vault, SECRETS, at=LATER)
    vault.close()

    assert came.gone == ()
    for key in (NEW, FRESH):
        with opened(vault_folder, key) as again:
            assert again.record.run(toy_store.bodies) == notes
            assert again.private.run(toy_store.bodies) == notes
            assert again.record.run(toy_store.titles, "session") == sorted(notes)
            assert again.verify().is_sound
    for key, wrong in ((PASSPHRASE, WrongPassphrase), (recovery_key, WrongRecoveryKey)):
        with pytest.raises(wrong):
            Vault.open(vault_folder, key, toy_store.schemas(), at=AT)
    for name, keys in before.items():
        with pytest.raises(StoreDamaged):
            database.open_file(vault_folder / f"{name}-2.db", keys.database)


def test_only_the_new_set_is_left(vault: Vault, vault_folder: Path) -> None:
    """Old databases, parts and the note about them are gone, and nothing went to the quarantine."""
    old = {path: path.read_bytes()[:16] for path in vault_folder.glob("*.db")}
    replacing.replace_keys(vault, SECRETS, at=LATER)
    head = header.read(vault_folder).header

    assert names(vault_folder) == {*COPIES, "record-2.db", "private-2.db", "lock"}
    assert {path.stat().st_mode & 0o777 for path in vault_folder.iterdir()} == {0o600}
    assert (head.gen, head.record.epoch, head.private.epoch) == (2, 2, 2)
    assert {head.record.salt, head.private.salt}.isdisjoint(old.values())
    assert (vault_folder / COPIES[0]).read_bytes() == (vault_folder / COPIES[1]).read_bytes()


@pytest.mark.release(31)
def test_no_secret_of_before_is_used_again(vault: Vault) -> None:
    """Master keys, salts, nonces and ids of slots are all other ones; the vault keeps its name."""
    was = vault.with_keys(lambda ring: (ring.header, ring.masters))
    named = vault.id
    replacing.replace_keys(vault, SECRETS, at=LATER)
    now = vault.with_keys(lambda ring: (ring.header, ring.masters))
    secrets = [
        {masters.record, masters.private, head.record.salt, head.private.salt}
        | {part for slot in head.slots for part in (slot.id, slot.nonce, slot.kdf.salt)}
        for head, masters in (was, now)
    ]

    assert vault.id == named
    assert not secrets[0] & secrets[1]


def test_an_open_vault_goes_on_under_the_new_keys(vault: Vault, vault_folder: Path) -> None:
    """What is written before, meanwhile and afterwards is there; a backup opens with the new."""
    written = []

    def also(share: float) -> None:
        if share and not written:
            written.append(vault.record.submit(toy_store.write, "meanwhile", "x"))

    vault.record.submit(toy_store.write, "just before", "x")
    replacing.replace_keys(vault, SECRETS, at=LATER, progress=also)
    vault.record.run(toy_store.write, "afterwards", "x")
    file = vault.backup(vault_folder.with_name("copies"), at=LATER)
    found = vault.record.run(toy_store.bodies)
    vault.close()

    assert written[0].result()
    assert {"just before", "meanwhile", "afterwards"} < set(found)
    with opened(vault_folder, FRESH) as again:
        assert again.record.run(toy_store.bodies) == found
        assert [each.known for each in shelf.find(again, file.parent)] == [True]


def test_an_older_backup_opens_with_its_own_secrets_and_is_listed_as_strange(
    vault: Vault, vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """Nobody can take keys back out of a backup: it stays what it was until it is deleted."""
    file = vault.backup(vault_folder.with_name("copies"), at=AT)
    replacing.replace_keys(vault, SECRETS, at=LATER)
    target = vault_folder.with_name("Restored")
    shelf_says = [each.known for each in shelf.find(vault, file.parent)]
    backup.restore(file, target, recovery_key, toy_store.schemas(), at=LATER)

    assert shelf_says == [False]
    with opened(target, PASSPHRASE) as again:
        assert len(again.record.run(toy_store.bodies)) == 3


def test_a_store_that_is_not_open_is_rekeyed_too(reopen: Reopen, vault_folder: Path) -> None:
    """A program that opens the record alone replaces the keys of both, and opens no other door."""
    only = {"record": toy_store.schemas()["record"]}
    vault = reopen(schemas=only)
    replacing.replace_keys(vault, SECRETS, at=LATER)
    with pytest.raises(StoreClosed):
        vault.private  # noqa: B018
    vault.close()

    with opened(vault_folder, FRESH) as again:
        assert len(again.private.run(toy_store.bodies)) == 3


def test_an_executor_key_opens_nothing_any_more(vault: Vault, vault_folder: Path) -> None:
    """Its secret is not at hand, so that no slot is made anew; what came of it says so."""
    key = executor.make(vault, PASSPHRASE, at=AT)
    came = replacing.replace_keys(vault, SECRETS, at=LATER)
    vault.close()

    assert came.gone == ("executor",)
    with pytest.raises(WrongExecutorKey):
        Vault.open(vault_folder, key, {"record": toy_store.schemas()["record"]}, at=AT)


def test_it_can_be_done_again(vault: Vault, vault_folder: Path) -> None:
    """The second time makes the third set, and leaves nothing of the second."""
    replacing.replace_keys(vault, SECRETS, at=LATER)
    again = Secrets(NEW, PASSPHRASE, RecoveryKey(bytes(20)), CHEAP)
    replacing.replace_keys(vault, again, at=LATER)
    vault.close()

    assert names(vault_folder) == {*COPIES, "record-3.db", "private-3.db", "lock"}
    with opened(vault_folder, PASSPHRASE) as found:
        assert found.verify().is_sound


def test_what_is_entered_stands_in_the_new_set_from_its_first_moment(vault: Vault) -> None:
    """The act is in the trail of the record once, and the trail is whole."""

    def enter(db: Session) -> None:
        audit.append(db, "replace all keys", "vault", LATER)

    replacing.replace_keys(vault, SECRETS, at=LATER, entered=enter)
    acts = [entry.act for entry in vault.record.run(audit.entries)]

    assert acts[0] == "replace all keys"
    assert acts.count("replace all keys") == 1
    assert vault.verify().is_sound


# --- what was damaged ----------------------------------------------------------------------------


def test_a_damaged_row_stays_damaged(vault: Vault) -> None:
    """A note that was changed without the key is not made to look right by a fresh mark."""
    on_both(vault, "UPDATE note SET body = 'forged' WHERE title = 'note 1'")
    before = vault.verify()
    replacing.replace_keys(vault, SECRETS, at=LATER)
    after = vault.verify()

    assert not before.is_sound
    assert [store.damaged_rows for store in after.stores] == [
        store.damaged_rows for store in before.stores
    ]
    assert "forged" not in vault.record.run(toy_store.bodies).values()


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE audit SET act = 'x' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 3",
        "UPDATE audit_state SET count = 2",
        "DELETE FROM note WHERE title = 'note 2'",
        "UPDATE audit SET link = x'00' WHERE seq = 1",
    ],
)
def test_a_broken_trail_stays_broken_where_it_was(vault: Vault, forged: str) -> None:
    """Each kind of tampering is found after the replacement just as before."""
    on_both(vault, forged)
    before = [store.audit for store in vault.verify().stores]
    replacing.replace_keys(vault, SECRETS, at=LATER)
    after = [store.audit for store in vault.verify().stores]

    assert not before[0].is_whole
    assert after == before


def test_an_older_state_of_a_note_stays_astray(vault: Vault) -> None:
    """A note put back as it was before a change is found by the trail under the new keys too."""
    note_id = vault.record.run(toy_store.write, "heron", "first")
    kept = vault.record.on_connection(
        lambda c: c.execute(text("SELECT revision, body, mac FROM note WHERE title='heron'")).one()
    )
    vault.record.run(toy_store.change, note_id, "second")
    vault.record.on_connection(
        lambda c: c.execute(
            text("UPDATE note SET revision = :r, body = :b, mac = :m WHERE title = 'heron'"),
            dict(zip("rbm", kept, strict=True)),
        )
    )
    replacing.replace_keys(vault, SECRETS, at=LATER)

    assert vault.verify().stores[0].audit.astray == (f"note:{note_id}",)


def test_a_store_that_cannot_be_read_is_refused_and_left(
    reopen: Reopen, vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """A page that has decayed stops it: the vault is as it was, for a restore."""
    path = vault_folder / "private-1.db"
    data = bytearray(path.read_bytes())
    data[4096 * 4 + 2000] ^= 64
    path.write_bytes(data)
    vault = reopen(schemas={"record": toy_store.schemas()["record"]})
    with pytest.raises(StoreDamaged):
        replacing.replace_keys(vault, SECRETS, at=LATER)

    assert names(vault_folder) == {*COPIES, "record-1.db", "private-1.db", "lock"}
    assert len(vault.record.run(toy_store.bodies)) == 3
    vault.check_key(recovery_key)


# --- what stops it -------------------------------------------------------------------------------


def test_wrong_and_weak_secrets_change_nothing(vault: Vault, vault_folder: Path) -> None:
    """A wrong old passphrase, one that is too short, and the same again are refused at once."""
    before = header.read(vault_folder).data
    for old, new, refusal in (
        (NEW, "a third one that is good", WrongPassphrase),
        (PASSPHRASE, "short", PassphraseRefused),
        (PASSPHRASE, PASSPHRASE, PassphraseRefused),
    ):
        with pytest.raises(refusal):
            replacing.replace_keys(vault, Secrets(old, new, FRESH, CHEAP), at=LATER)

    assert header.read(vault_folder).data == before
    assert names(vault_folder) == {*COPIES, "record-1.db", "private-1.db", "lock"}


def is_as_it_was(vault: Vault, folder: Path, key: RecoveryKey) -> bool:
    """Say whether the old set is in use, alone in the folder, and takes a note."""
    vault.check_key(key)
    vault.record.run(toy_store.write, "still here", "x")
    return names(folder) == {*COPIES, "record-1.db", "private-1.db", "lock"}


def test_a_lock_on_the_way_leaves_the_vault_as_it_was(
    vault: Vault, vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """Told to leave off at any step, it does, and nothing of the new set is left."""
    quick = replace(SECRETS, old=recovery_key)
    for step in range(7):
        heard: list[float] = []

        def lock(share: float, step: int = step, heard: list[float] = heard) -> None:
            heard.append(share)
            if len(heard) == step + 1:
                vault.leave_off()

        with pytest.raises(StoreClosed):
            replacing.replace_keys(vault, quick, at=LATER, progress=lock)
        assert heard == sorted(heard)
        assert is_as_it_was(vault, vault_folder, recovery_key)
    assert vault.verify().is_sound


@pytest.mark.release(31)
def test_a_full_disk_on_the_way_leaves_the_old_set_or_the_new(
    vault: Vault, vault_folder: Path, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever write the disk refuses, the old set stays; once a key file is new, the new one."""
    quick = replace(SECRETS, old=recovery_key)
    for refused in range(1, 40):
        done: list[object] = []

        def refusing(
            real: Callable[..., object],
            *given: object,
            done: list[object] = done,
            refused: int = refused,
        ) -> object:
            done.append(real)
            if len(done) == refused:
                raise DiskFull(vault_folder / "record-2.db.part")
            return real(*given)

        writes = ((database, "copy_into"), (database, "rekey"), (files, "sync"))
        for place, name in (*writes, (files, "write"), (files, "replace")):
            monkeypatch.setattr(place, name, partial(refusing, getattr(place, name)))
        told = None
        try:
            replacing.replace_keys(vault, quick, at=LATER)
        except DiskFull as error:
            told = error.path
        monkeypatch.undo()
        if told is None:
            break
        assert told == vault_folder
        assert is_as_it_was(vault, vault_folder, recovery_key)

    assert refused > 10
    vault.check_key(FRESH)
    vault.record.run(toy_store.write, "gone on", "x")
    vault.close()
    with opened(vault_folder, FRESH) as again:
        assert again.verify().is_sound
        assert "gone on" in again.record.run(toy_store.bodies)
    assert names(vault_folder) == {*COPIES, "record-2.db", "private-2.db", "lock"}


def test_a_folder_that_takes_no_file_is_told_of(vault: Vault, vault_folder: Path) -> None:
    """A folder where nothing can be made is refused in words, and nothing is changed."""
    (vault_folder / "record-2.db.part").mkdir()
    with pytest.raises((FolderNotWritable, StoreDamaged)):
        replacing.replace_keys(vault, SECRETS, at=LATER)
    assert header.read(vault_folder).header.gen == 1


# --- what is left behind ------------------------------------------------------------------------


def test_only_what_was_told_of_is_deleted(vault_folder: Path, recovery_key: RecoveryKey) -> None:
    """A database that nobody told of, or that begins otherwise, goes to the quarantine instead."""
    head = header.read(vault_folder).header
    for name in ("record-7.db", "record-8.db", "private-9.db"):
        shutil.copy(vault_folder / "record-1.db", vault_folder / name)
    salts = {"record-7.db": head.record.salt, "record-8.db": bytes(16), "../x.db": bytes(16)}
    leftovers.tell(vault_folder, salts | {"record-1.db": head.record.salt})
    with opened(vault_folder, recovery_key) as vault:
        assert vault.verify().is_sound

    assert names(vault_folder) == {*COPIES, "record-1.db", "private-1.db", "lock", "quarantine"}
    assert names(vault_folder / "quarantine") == {"record-8.db", "private-9.db"}


@pytest.mark.parametrize("note", [b"", b"{}", b"\xff", b'{"record-1.db":5}', b"[]"])
def test_a_note_that_cannot_be_read_deletes_nothing(
    vault_folder: Path, recovery_key: RecoveryKey, note: bytes
) -> None:
    """Whatever the note says, the practice opens with all that it had."""
    (vault_folder / leftovers.NOTE).write_bytes(note)
    with opened(vault_folder, recovery_key) as vault:
        assert len(vault.record.run(toy_store.bodies)) == 3
    assert not (vault_folder / leftovers.NOTE).exists()


def test_while_the_key_files_differ_both_sets_stay(vault: Vault, vault_folder: Path) -> None:
    """Cut off between the two key files, nothing is deleted before both say the same."""
    old = header.read(vault_folder).data
    kept = {path.name: path.read_bytes() for path in vault_folder.glob("*.db")}
    salts = vault.with_keys(lambda ring: {p.file: p.salt for p in (ring.header.record,)})
    replacing.replace_keys(vault, SECRETS, at=LATER)
    vault.close()
    (vault_folder / COPIES[1]).write_bytes(old)
    for name, data in kept.items():
        (vault_folder / name).write_bytes(data)
    leftovers.tell(vault_folder, salts)
    leftovers.clear(vault_folder)
    both = names(vault_folder)
    with opened(vault_folder, FRESH):
        pass

    assert {"record-1.db", "record-2.db", leftovers.NOTE} < both
    assert "record-1.db" not in names(vault_folder)
    assert leftovers.NOTE not in names(vault_folder)


def test_a_ring_tells_nothing_of_its_keys() -> None:
    """Secrets do not stand in what is printed of a value."""
    assert NEW not in repr(SECRETS)
    assert PASSPHRASE not in repr(SECRETS)
    assert "masters" not in repr(Keyring(Path("x"), None, None, None))  # type: ignore[arg-type]
    assert verify.fits(None, b"") is False
